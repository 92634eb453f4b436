"""A model to the forms that other tools read; a format is one module with ``write(model, government, facts)``."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from cetakbiru.model import Model

FORMATS = {
    "json": "model_json",
}


def write(name: str, model: Model, government: str, facts: Mapping[str, str] | None = None) -> str:
    """The model in a format.

    Args:
        name: one of ``FORMATS``.
        model: the model.
        government: short name of the government that the model is of.
        facts: what a government says of what it publishes: ``site``, ``revision``.
    """
    module = importlib.import_module(f"cetakbiru.export.{FORMATS[name]}")
    return str(module.write(model, government, facts or {}))


__all__ = ["FORMATS", "write"]
