"""What the engine need not read: taken out of a page's Markdown, and put into the built page.

What search leaves aside is finished HTML, tables of relations above all; an engine would only carry it through its
Markdown parser and the parser of its search, which takes longer than everything else that it does. Of a card it needs
the words alone, for its search.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_ASIDE = re.compile(r" data-search-(?:exclude|words)\b")
_WORDS = " data-search-words"
_FIRST = re.compile(r"<([a-z]+)\b[^>]*>")
_PART = re.compile(r'<(div|p) data-late="(\d+)">(?:[^<]|</?code>)*</\1>')
_PLACE = ('<div data-late="{number}"></div>', '<p data-late="{number}">{words}</p>')
_TAG = re.compile(r"<(?!/?code>)[^>]*>")  # an id stays marked as one
_PICTURE = re.compile(r'(<div class="cb-diagram" data-diagram="([^"]+)"[^>]*>)</div>')


def take_out(text: str) -> tuple[str, list[str]]:
    """Markdown with a placeholder for each element that search leaves aside, and these elements.

    An element of which search wants the words alone leaves them in its placeholder.

    Args:
        text: a page; an element that does not end stays in it.
    """
    kept: list[str] = []
    parts: list[str] = []
    at = 0
    met = _ASIDE.search(text)
    while met:
        start = text.rfind("<", at, met.start())
        if start >= 0 and (end := _end(text, start, met.start())):
            part = text[start:end].replace(_WORDS, "", 1)
            words = _words(part) if met[0] == _WORDS else ""
            kept += [text[at:start], _PLACE[bool(words)].format(number=len(parts), words=words)]
            parts.append(part)
            at = end
        met = _ASIDE.search(text, max(at, met.end()))
    return "".join([*kept, text[at:]]), parts


def _words(part: str) -> str:
    """Words of an element as escaped text; what search leaves aside within it says nothing of it."""
    return " ".join(_TAG.sub("", take_out(part)[0]).split())


def put_in(html: str, parts: Sequence[str], pictures: Mapping[str, str]) -> str:
    """A built page with its parts and pictures where their placeholders are."""
    whole = _PART.sub(lambda match: parts[int(match[2])], html)
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
