"""The lines of one element in a long text, so that the others need not be read again to say where something stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from cetakbiru.source.plain import OddError, plain_data
from cetakbiru.source.spots import Span, Spot, spots

_INNER = re.compile(r"[^\n]*(?:\n *(?:#[^\n]*)?)*?\n( +)(?=[^ #\n])")


class Passage(NamedTuple):
    """What two keys of a text lead to, read alone.

    Attributes:
        data: what the lines say, under both keys.
        text: these lines, under a line with the first key.
        key: where the second key stands in them.
        before: how many lines of the text to add.
    """

    data: Any
    text: str
    key: Span
    before: int

    @property
    def spot(self) -> Spot:
        """Where all of it stands in these lines."""
        return spots(self.text)


@lru_cache(maxsize=4096)
def passage(text: str, section: str, key: str) -> Passage | None:
    """The lines that the usual form gives to a key of a section; None where the text is of another form.

    What looks like such lines may stand within a quoted text: whoever asks compares the data.

    Args:
        text: a text that was read before.
        section: key of the document.
        key: key in that section.
    """
    body = f"\n{text}"
    start, stop = _lines_of(body, section, "", (0, len(body)))
    inner = _INNER.match(body, start + 1, stop)
    if inner is None:
        return None
    begin, end = _lines_of(body, key, inner[1], (start, stop))
    if begin == end:
        return None
    alone = f"{section}:{body[begin:end]}\n"
    try:
        # Its first line takes the place of the text's line before the key.
        head = (1, len(inner[1]), 1, len(inner[1]) + len(key))
        return Passage(plain_data(alone), alone, head, body.count("\n", 0, begin) - 1)
    except OddError:
        return None


def _lines_of(body: str, key: str, indent: str, within: tuple[int, int]) -> tuple[int, int]:
    """Where the lines of a key begin, with the line feed before them, and end; the same where there is no such key."""
    begin = body.find(f"\n{indent}{key}:", *within)
    if begin < 0:
        return 0, 0
    after = re.compile(rf"\n {{0,{len(indent)}}}[^\s#]").search(body, begin + 1, within[1])
    return begin, after.start() if after else within[1]
