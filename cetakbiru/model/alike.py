"""Texts that look alike, without comparing every one with every other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from math import ceil

_WORD = re.compile(r"[^\W_]+")
_SHARED = 0.3  # of the shorter text's letter pairs, below which two texts are not compared
_ENOUGH = 4  # common runs that are counted at first; to count further would take longer than it saves


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

    for first, second in _candidates(texts, ratio):
        if _like(first, second, ratio):
            leader[find(second)] = find(first)
    clusters: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        clusters[find(text)].append(text)
    return list(clusters.values())


def _candidates(texts: list[str], ratio: float) -> Iterator[tuple[str, str]]:
    """Pairs that have as many runs of letters in common as texts that are so alike must have.

    A set of texts is a number with a bit for each of them, so that one step of the machine compares many at once.
    """
    ordered = sorted(texts, key=len)
    couples = [_runs(text, 2) for text in ordered]
    holders: dict[str, int] = {}
    for number, text in enumerate(ordered):
        triples, shortest = _runs(text, 3), len(text) * ratio / (2 - ratio)
        least = ceil(_shared(3, len(text) + shortest, ratio)) - (len(text) - 2 - len(triples))
        runs = triples if least > 0 else couples[number]
        known = [holders[run] for run in runs if run in holders]
        for other in _bits(_in_several(known, min(max(least, 1), _ENOUGH))):
            if _may_be_alike((ordered[other], couples[other]), (text, couples[number]), ratio):
                yield ordered[other], text
        for run in couples[number] | triples:
            holders[run] = holders.get(run, 0) | 1 << number


def _runs(text: str, size: int) -> set[str]:
    """All runs of so many letters in a text."""
    return {text[spot : spot + size] for spot in range(len(text) - size + 1)}


def _shared(size: int, letters: float, ratio: float) -> float:
    """How many runs of a size texts with so many letters together have in common, at least, where they are so alike.

    They match in ``ratio * letters / 2`` letters, and each letter that does not match tears ``size - 1`` runs apart.
    """
    return letters * ((2 * size - 1) * ratio / 2 - (size - 1)) - (size - 1)


def _in_several(sets: list[int], least: int) -> int:
    """What is in so many of the sets, or in more."""
    reached = [0] * (least + 1)
    for members in sets:
        for count in range(least, 1, -1):
            reached[count] |= reached[count - 1] & members
        reached[1] |= members
    return reached[least]


def _bits(members: int) -> Iterator[int]:
    """Numbers of the bits that are set."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def _may_be_alike(one: tuple[str, set[str]], other: tuple[str, set[str]], ratio: float) -> bool:
    """Whether two texts, given with their runs of two letters, share enough of these to be worth a comparison."""
    (first, pairs), (second, others) = one, other
    shared, repeated = len(pairs & others), len(second) - 1 - len(others)
    least = _shared(2, len(first) + len(second), ratio) - repeated
    return shared >= max(least, _SHARED * min(len(pairs), len(others)))


def _like(first: str, second: str, ratio: float) -> bool:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio
