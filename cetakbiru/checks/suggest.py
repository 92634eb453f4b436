"""The key that a planner may have meant."""

from __future__ import annotations

from collections.abc import Mapping

from cetakbiru.metamodel import Text
from cetakbiru.model import nearest


def suggest(word: str, names: Mapping[str, Text]) -> str:
    """Key whose spelling or name looks most like a word, or empty.

    Args:
        word: what was written.
        names: keys that could have been meant, with their names.
    """
    spellings: dict[str, str] = {}
    for key, words in names.items():
        for spelling in (key, *words.values()):
            spellings.setdefault(spelling.casefold(), key)
    return spellings.get(nearest(word.casefold(), spellings), "")
