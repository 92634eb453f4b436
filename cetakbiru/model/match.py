"""Which removed element is which added one, under another id: measured by shared features, rare ones first.

A feature is anything an element says, a word of it, what it refers to, or what refers to it. It weighs the less the
more elements of its kind share it, so that a name tells more than a state does. Everything here is symmetrical: from
the later model to the earlier one the pairs are the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from cetakbiru.model.fingerprint import plain
from cetakbiru.model.types import Element, Model

# A test holds it: of 200 planted changes 95 in 100 must be found, with at most 5 wrong pairs.
THRESHOLD = 0.28
MOST_PAIRS = 400  # a feature that more pairs share tells too little for the time that it takes
# Whole numbers, since a sum of floats would change with the order in which a set is gone through.
_STRENGTH = {"value": 1_000_000, "name": 1_000_000, "word": 400_000, "id": 500_000, "out": 350_000, "in": 350_000}
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 80

Feature = tuple[str, str, str]
Sets = Mapping[str, set[Feature]]


def match_renamed(before: Model, after: Model, gone: list[Element], come: list[Element]) -> dict[str, str]:
    """Pair removed with added elements that are the same thing.

    Args:
        before: the earlier model, for what refers to an element.
        after: the later model.
        gone: elements of ``before`` whose id is not in ``after``.
        come: elements of ``after`` whose id is not in ``before``.

    Returns:
        Id before to id after; each at most once.
    """
    scored: list[tuple[float, str, str]] = []
    for kind in sorted({item.kind for item in gone} & {item.kind for item in come}):
        old, new = ({e.id: _features(m, e) for e in m.by_kind[kind]} for m in (before, after))
        # Weighed over all of the kind: a word is common when the many that stayed have it.
        weights = _weights((*old.values(), *new.values()))
        left = {item.id: old[item.id] for item in gone if item.kind == kind}
        right = {item.id: new[item.id] for item in come if item.kind == kind}
        scored += _scored(left, right, weights)
    return _best_first(scored)


def _best_first(scored: list[tuple[float, str, str]]) -> dict[str, str]:
    """Each element in the best pair that is left; ties go by id, whichever side it is on."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for _, one, other in sorted(scored, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        if one not in found and other not in used:
            found[one] = other
            used.add(other)
    return found


def _features(model: Model, element: Element) -> set[Feature]:
    """What an element says, word by word too, what it refers to, and what refers to it."""
    features = {("id", "", word) for word in element.local.split("-")}
    known = model.kind(element).all_attributes(element.variant)
    for name, value in element.values.items():
        features.add(("value", name, repr(plain(value))))
        kind = "name" if known[name].role == "name" else "word"
        features |= {(kind, "", word) for word in _words(value)}
    # Without the unit, so that what a renamed unit owns keeps its features.
    features |= {("out", r.name, r.target.rpartition("/")[2]) for r in model.outgoing[element.id]}
    features |= {("in", r.name, r.source.rpartition("/")[2]) for r in model.incoming[element.id]}
    return features


def _words(value: Any) -> list[str]:
    """Words of a text, in whatever languages it is given; none of any other value."""
    if isinstance(value, tuple | list):
        return [word for item in value for word in _words(item)]
    if isinstance(value, Mapping) and all(isinstance(item, str) for item in value.values()):
        return _WORD.findall(" ".join(value.values()).casefold())[:_MOST_WORDS]
    return []


def _weights(sets: Iterable[set[Feature]]) -> dict[Feature, int]:
    """A feature weighs the less the more elements have it; two have it where nothing changed."""
    counts = Counter(feature for features in sets for feature in features)
    return {feature: _STRENGTH[feature[0]] * 2 // max(2, count) for feature, count in counts.items()}


def _scored(old: Sets, new: Sets, weights: Mapping[Feature, int]) -> Iterator[tuple[float, str, str]]:
    """Pairs that are alike enough, with their score: weight of what they share against that of all they have."""
    sums: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    holders = _holders(old), _holders(new)
    for feature in {**holders[0], **holders[1]}:
        ones, others = (side.get(feature, []) for side in holders)
        if len(ones) * len(others) <= MOST_PAIRS:
            for key in (*ones, *others):
                sums[key] += weights[feature]
            for pair in product(ones, others):
                shared[pair] += weights[feature]
    for (one, other), weight in shared.items():
        score = weight / (sums[one] + sums[other] - weight)
        if score >= THRESHOLD:
            yield score, one, other


def _holders(side: Sets) -> dict[Feature, list[str]]:
    """Each feature to the elements that have it."""
    holders: dict[Feature, list[str]] = defaultdict(list)
    for key, features in side.items():
        for feature in features:
            holders[feature].append(key)
    return holders
