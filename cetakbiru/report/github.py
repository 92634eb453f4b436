"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told, printable

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(outcome: Outcome) -> str:
    """One command a finding, then the summary for the log."""
    return "\n".join([*map(_command, outcome.told), *map(_plain, outcome.summary())]) + "\n"


def _command(item: Told) -> str:
    facts = {
        "file": item.at.path,
        "line": item.at.line,
        "col": item.at.column,
        "endColumn": item.at.end_column,
        "title": f"{item.title} ({item.rule})",
    }
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
    return f"::{_COMMANDS[item.severity]} {properties}::{_data(item.message)}"


def _plain(words: str) -> str:
    """A line of the log that is no command, whatever a project's own pack puts in its words: not ``::`` nor ``##[``."""
    return printable(words).replace("::", ": :").replace("##[", "## [")


def _data(words: str) -> str:
    """Words that cannot end the command they stand in, nor begin another."""
    # The percent sign first, or it would escape the escapes.
    words = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(words)


def _property(words: str) -> str:
    """Words that cannot end the property they stand in, nor begin another."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")
