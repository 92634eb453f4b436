"""Why a text is not YAML, in the terms of the one who wrote it: the usual causes told apart."""

from __future__ import annotations

import re

import yaml

from cetakbiru.source.finding import Finding, Place

MAX_DEPTH = 40
Spot = tuple[int, int]
# What YAML 1.1 does not admit as a character, by its own list.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def complaint(path: str, text: str, error: Exception) -> Finding:
    """A parser's error as a finding.

    Args:
        path: POSIX path relative to the project.
        text: the text that does not parse.
        error: what the parser raised.
    """
    found = _UNPRINTABLE.search(text)
    # Of such a character the parser tells neither line nor column.
    if found and not isinstance(error, yaml.MarkedYAMLError):
        line = text.count("\n", 0, found.start())
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        facts = {"character": f"U+{ord(found[0]):04X}"}
        return Finding("yaml-control-character", Place(path, at=(line + 1, column + 1)), facts)
    problem, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    lines = text.split("\n")
    here = _inside(lines, getattr(error, "problem_mark", None))
    start = _inside(lines, getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    rule, (row, column) = _cause(problem, context, lines[here[0]], (here, start))
    facts = {"problem": problem or str(error).split("\n", 1)[0]} if rule == "yaml-syntax" else {}
    facts |= {"limit": str(MAX_DEPTH)} if rule == "yaml-too-deep" else {}
    facts |= {"character": lines[row][column : column + 1]} if rule == "yaml-reserved-character" else {}
    return Finding(rule, Place(path, at=(row + 1, column + 1)), facts)


def _inside(lines: list[str], mark: yaml.Mark | None) -> Spot:
    """Line and column of a mark, from 0; one past the end stands after the last line that says anything."""
    row, column = (mark.line, mark.column) if mark else (0, 0)
    if row < len(lines) and (lines[row].strip() or row == 0):
        return row, column
    row = min(row, len(lines) - 1)
    while row and not lines[row].strip():
        row -= 1
    return row, len(lines[row])


def _cause(problem: str, context: str, line: str, spots: tuple[Spot, Spot]) -> tuple[str, Spot]:
    """The rule that names the cause, and the spot to point at.

    Args:
        problem: the parser's words of the fault.
        context: its words of what it was reading.
        line: the line at which the parser stopped.
        spots: where it stopped, and where that began which it was reading.
    """
    here, start = spots
    indent = len(line) - len(line.lstrip())
    if "nesting depth" in problem:  # libyaml from 0.2.6 on stops by itself where brackets are beyond all measure
        return "yaml-too-deep", here
    # In this order, because the parser stumbles over the first cause at places that look like the others.
    if "\t" in line[:indent] or "tab character" in problem:
        return "yaml-tab", (here[0], max(line.find("\t"), 0))
    if "quoted scalar" in context:
        return ("yaml-quote", start) if "unexpected" in problem else ("yaml-escape", here)
    if "simple key" in context:
        return "yaml-colon-missing", start
    if "start any token" in problem:
        return "yaml-reserved-character", here
    if "mapping values" in problem:
        return ("yaml-colon-in-value" if ": " in line[: here[1]] else "yaml-indent"), here
    if "flow" in context or line[here[1] : here[1] + 1] in tuple(",]}"):
        return "yaml-bracket", start if "flow" in context else here
    if "expected key" in problem and line[: here[1]].rstrip().endswith(('"', "'")):
        return "yaml-quote", here
    if here[1] == indent or "are not allowed" in problem:
        return "yaml-indent", here
    return "yaml-syntax", here
