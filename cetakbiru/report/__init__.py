"""Findings to the forms that people and machines read; a format is one module with ``write(outcome)``."""

from __future__ import annotations

import importlib

from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told, fill, outline, printable, tell, told_in_order

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


def write(name: str, outcome: Outcome) -> str:
    """The outcome in a format.

    Args:
        name: one of ``FORMATS``.
        outcome: what was found.
    """
    # By name, so that a command loads only what it writes, and each format can be taken out alone.
    module = importlib.import_module(f"cetakbiru.report.{name}")
    return str(module.write(outcome))


__all__ = ["FORMATS", "Outcome", "Told", "fill", "outline", "printable", "tell", "told_in_order", "write"]
