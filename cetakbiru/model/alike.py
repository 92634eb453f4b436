"""Texts that look alike, without comparing every one with every other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+")
_SHARED = 0.3  # of the shorter text's letter pairs, below which two texts are not compared


def plain(text: str, ignore: Iterable[str] = ()) -> str:
    """A text as it is compared: lower case, words only, some left out.

    Args:
        text: the text.
        ignore: words that do not tell texts apart, in lower case.
    """
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in ignore)


def alike(texts: list[str], ratio: float) -> list[list[str]]:
    """Clusters of texts, each at least as like another of its cluster as the ratio asks; order is kept.

    Args:
        texts: different texts, made plain.
        ratio: likeness by difflib, 0 to 1.
    """
    leader = {text: text for text in texts}

    def find(text: str) -> str:
        while leader[text] != text:
            text = leader[text]
        return text

    for first, second in _candidates(texts):
        if _like(first, second, ratio):
            leader[find(second)] = find(first)
    clusters: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        clusters[find(text)].append(text)
    return list(clusters.values())


def _candidates(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs, earlier text first, that share enough pairs of letters to be worth a comparison."""
    holders: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for text in texts:
        pairs = {text[spot : spot + 2] for spot in range(len(text) - 1)}
        shared = Counter(other for pair in pairs for other in holders[pair])
        yield from ((other, text) for other, n in shared.items() if n >= _SHARED * min(len(pairs), sizes[other]))
        sizes[text] = len(pairs)
        for pair in pairs:
            holders[pair].append(text)


def _like(first: str, second: str, ratio: float) -> bool:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio
