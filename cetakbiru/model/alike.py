"""Texts that look alike, without comparing every one with every other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from math import ceil

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

    for first, second in _candidates(texts, ratio):
        if _like(first, second, ratio):
            leader[find(second)] = find(first)
    clusters: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        clusters[find(text)].append(text)
    return list(clusters.values())


def _candidates(texts: list[str], ratio: float) -> Iterator[tuple[str, str]]:
    """Pairs, earlier text first, that have as many letter pairs in common as texts that are so alike must have.

    A set of texts is a number with a bit for each of them, so that one step of the machine looks at many at once.
    """
    # From the shortest on: those that are too short for a text stand all before the first that is long enough.
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    sizes = [len(texts[number]) for number in order]
    couples = [_couples(texts[number]) for number in order]
    holders: dict[str, int] = {}
    for here, size in enumerate(sizes):
        shortest = size * ratio / (2 - ratio)  # a shorter text cannot be so alike
        spare = max(size - 1, 0) - len(couples[here])
        # At least one: what has no letter pair in common would be everything with everything.
        least = max(1, ceil(_common(size + shortest, ratio)) - spare)
        known = [holders[couple] for couple in couples[here] if couple in holders]
        for there in _bits(_in_several(known, least), bisect_left(sizes, shortest)):
            shared, fewest = len(couples[there] & couples[here]), min(len(couples[there]), len(couples[here]))
            if shared >= max(_common(size + sizes[there], ratio) - spare, _SHARED * fewest):
                # The ratio of difflib hangs on which text comes first: the order given decides, not the lengths.
                first, second = sorted((order[here], order[there]))
                yield texts[first], texts[second]
        for couple in couples[here]:
            holders[couple] = holders.get(couple, 0) | 1 << here


def _couples(text: str) -> set[str]:
    """The pairs of letters that stand side by side in a text."""
    return {text[spot : spot + 2] for spot in range(len(text) - 1)}


def _common(letters: float, ratio: float) -> float:
    """How many letter pairs two texts with so many letters together have in common, at least, where they are so alike.

    They match in ``ratio * letters / 2`` letters, and each letter that does not match tears one pair apart.
    """
    return letters * (1.5 * ratio - 1) - 1


def _in_several(sets: list[int], least: int) -> int:
    """What is in so many of the sets: counted for all members at once, in binary, each digit a set."""
    digits: list[int] = []
    for members in sets:
        carry = members
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    # No count has that many digits.
    if least >> len(digits):
        return 0
    # From the lowest digit on: one that is set where the number's is not outweighs all before it.
    found = -1
    for place, digit in enumerate(digits):
        found = found & digit if least >> place & 1 else found | digit
    return found


def _bits(members: int, first: int) -> Iterator[int]:
    """Numbers of the bits that are set, from one on."""
    members >>= first
    while members:
        lowest = members & -members
        yield first + lowest.bit_length() - 1
        members ^= lowest


def _like(first: str, second: str, ratio: float) -> bool:
    # Autojunk would leave frequent letters of longer texts aside, and with them what makes the texts alike.
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # The quick ratios are never below the true one, and most pairs fail them already.
    return matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio
