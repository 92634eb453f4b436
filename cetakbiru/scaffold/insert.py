"""Text put into a YAML file by hand, as it were: all that stands there keeps its place, comments and line ends."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from cetakbiru.source import Document, Place, locate, parse

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_END = ("...", "---")


def insert(document: Document, raw: str, section: str, block: list[str]) -> tuple[str, int] | None:
    """Put a block at the end of a top-level section, which is made where there is none.

    Args:
        document: the file as read.
        raw: its text with the line ends that it has.
        section: the top-level key.
        block: lines to put there, the first at the section's margin.

    Returns:
        The new text and the line of the block, from 1; None where the file is written in a way that does not allow it.
    """
    lines: list[str] = _LINE.findall(raw)
    end = re.search(r"\r\n|\r|\n", raw)
    # The file's own: a file from Windows stays one.
    newline = end[0] if end else "\n"
    data = document.data if isinstance(document.data, dict) else {}
    margin, inner, stop = _where(document, data, section, lines)
    head = [] if section in data else [f"{' ' * margin}{section}:"]
    gap = [""] if head and data else []
    added = [*gap, *head, *(f"{' ' * inner}{line}" for line in block)]
    before = lines[:stop]
    if before and not before[-1].endswith(("\r", "\n")):
        before[-1] += newline
    text = "".join([*before, *(line + newline for line in added), *lines[stop:]])
    # Written only where reading the result proves that nothing else changed; text and places are too easily misjudged.
    return (text, stop + len(gap) + len(head) + 1) if _is_sound(document, text, section, block) else None


def _where(document: Document, data: dict[str, Any], section: str, lines: list[str]) -> tuple[int, int, int]:
    """Margin of sections, margin of their entries, and the index of the line before which to write."""
    starts = {key: _spot(document, key) for key in data}
    margin = min((column for _, column in starts.values()), default=1) - 1
    here = starts[section][0] if section in starts else 0
    following = [line for line, _ in starts.values() if line > here] if here else []
    stop = min(following, default=len(lines) + 1) - 1
    # Blank lines and comments before the next section belong to that one.
    while stop > here and _is_between(lines[stop - 1], margin if here else -1):
        stop -= 1
    entries = data.get(section) or {}
    # As deep as the entries that are there: mixed depths would be no YAML.
    inner = next((_spot(document, section, key)[1] - 1 for key in entries), margin + 2)
    return margin, inner, stop


def _spot(document: Document, *route: str) -> tuple[int, int]:
    """Line and column of a key, from 1."""
    found = locate({document.path: document}, Place(document.path, route, "key"))
    return found.line, found.column


def _is_between(line: str, margin: int) -> bool:
    """Whether a line belongs to no section or to the one that follows: blank, an end, a comment at the margin."""
    words = line.strip()
    return not words or words in _END or (words.startswith("#") and len(line) - len(line.lstrip()) <= margin)


def _is_sound(document: Document, text: str, section: str, block: list[str]) -> bool:
    """Whether the text now says what it said before, and the block besides."""
    plain = re.sub(r"\r\n|\r", "\n", text).removeprefix("\ufeff")
    now, findings = parse(document.path, plain)
    alone, _ = parse(document.path, "\n".join(block))
    if now is None or alone is None or len(findings) > len(parse(document.path, document.text)[1]):
        return False
    expected = deepcopy(document.data) if isinstance(document.data, dict) else {}
    expected[section] = {**(expected.get(section) or {}), **alone.data}
    return bool(now.data == expected)
