"""What the engine need not read: taken out of a page's Markdown, and put into the built page.

What search leaves aside is finished HTML, tables of relations above all; an engine would only carry it through its
Markdown parser and the parser of its search, which takes longer than everything else that it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_ASIDE = " data-search-exclude"
_FIRST = re.compile(r"<([a-z]+)\b[^>]*>")
_PART = re.compile(r'<div data-late="(\d+)"></div>')
_PICTURE = re.compile(r'(<div class="cb-diagram" data-diagram="([^"]+)"[^>]*>)</div>')


def take_out(text: str) -> tuple[str, list[str]]:
    """Markdown with a placeholder for each element that search leaves aside, and these elements.

    Args:
        text: a page; an element that does not end stays in it.
    """
    kept: list[str] = []
    parts: list[str] = []
    at = 0
    met = text.find(_ASIDE)
    while met >= 0:
        start = text.rfind("<", at, met)
        if start >= 0 and (end := _end(text, start, met)):
            kept += [text[at:start], f'<div data-late="{len(parts)}"></div>']
            parts.append(text[start:end])
            at = end
        met = text.find(_ASIDE, max(at, met + 1))
    return "".join([*kept, text[at:]]), parts


def put_in(html: str, parts: Sequence[str], pictures: Mapping[str, str]) -> str:
    """A built page with its parts and pictures where their placeholders are."""
    whole = _PART.sub(lambda match: parts[int(match[1])], html)
    return _PICTURE.sub(lambda match: f"{match[1]}{pictures[match[2]]}</div>", whole)


def _end(text: str, start: int, inside: int) -> int:
    """Where an element ends that starts at a place; 0 where it does not, or stands within a line of Markdown."""
    first = _FIRST.match(text, start)
    before = text[max(0, start - 80) : start].rstrip(" \t")[-1:]
    if not first or first.end() < inside or before not in ("", "\n", ">"):
        return 0
    depth = 1
    for tag in _tags(first[1]).finditer(text, first.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return text.index(">", tag.end()) + 1
    return 0


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b")
