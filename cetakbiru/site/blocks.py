"""Finished HTML put aside before Markdown reads a page; the process that is MkDocs loads this file alone.

It needs no parser of Markdown, and would go through two of them. Whatever is not plainly what our templates write takes
the way it always took.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"(?:\A|(?<=\n\n))<(div|dl|figure|ol|p|section|table|ul)\b")
_ODD = re.compile(
    r"<[!?]|<(?:pre|script|style|textarea|title|xmp|plaintext|noscript|iframe|noembed|noframes)\b|markdown=", re.I
)
_AFTER_FENCES = 22  # and before the parsers of HTML, those of MkDocs and of Markdown


class Blocks(Extension):  # type: ignore[misc] # Markdown has no types
    """Blocks of HTML are put aside whole, without a look at each of their tags."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - a name of Markdown's
        """Stand before the parsers of HTML."""
        md.preprocessors.register(_Aside(md), "cetakbiru_blocks", _AFTER_FENCES)


class _Aside(Preprocessor):  # type: ignore[misc]
    """Puts blocks aside."""

    def run(self, lines: list[str]) -> list[str]:
        """Lines of Markdown with a placeholder for each block."""
        return "".join(self._pieces("\n".join(lines))).split("\n")

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        for block in _BLOCK.finditer(text):
            if block.start() >= at and (end := _end(text, block)):
                yield text[at : block.start()]
                yield self.md.htmlStash.store(text[block.start() : end])
                at = end
        yield text[at:]


def _end(text: str, block: re.Match[str]) -> int:
    """Where a block ends that a blank line follows; 0 where it does not, or holds what is read in another way."""
    depth = 0
    for tag in _tags(block[1]).finditer(text, block.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            end = tag.end()
            alone = text.startswith("\n\n", end) or not text[end:].strip()
            return end if alone and not _ODD.search(text, block.start(), end) else 0
    return 0


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^<>]*>")
