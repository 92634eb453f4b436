"""Words of a model as plain text: the first thing that happens to a name on its way into a picture or a page."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"  # they shape letters and emoji


def plain(words: object) -> str:
    """Words on one line, without control characters or signs that turn the reading direction."""
    seen = str(words)
    if not seen.isprintable():  # hardly ever, and the rest looks at every letter
        seen = "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in seen)
    return " ".join(seen.split())
