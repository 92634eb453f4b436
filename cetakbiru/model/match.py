"""Which removed element is which added one, under another id: measured by shared features, rare ones first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from cetakbiru.model.types import Element, Model

THRESHOLD = 0.45
_SAME_LOCAL = 0.25

Feature = tuple[str, str, str]


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
    if not gone or not come:
        return {}
    old = {item.id: _features(before, item) for item in gone}
    new = {item.id: _features(after, item) for item in come}
    weights = _weights(before, after, (*old.values(), *new.values()))
    pairs = sorted(_scored(gone, come, old, new, weights), key=lambda pair: (-pair[0], *sorted(pair[1:])))
    found: dict[str, str] = {}
    used: set[str] = set()
    for _, one, other in pairs:
        if one not in found and other not in used:
            found[one] = other
            used.add(other)
    return found


def _features(model: Model, element: Element) -> set[Feature]:
    """What an element says, what it refers to, and what refers to it."""
    features = {("value", name, repr(value)) for name, value in element.values.items()}
    features |= {("out", r.name, r.target.rpartition("/")[2]) for r in model.outgoing[element.id]}
    features |= {("in", r.name, r.source.rpartition("/")[2]) for r in model.incoming[element.id]}
    return features


def _weights(before: Model, after: Model, sets: Iterable[set[Feature]]) -> Mapping[Feature, float]:
    """A feature weighs the less the more elements have it; attributes are counted over both whole models."""
    counts: Counter[Feature] = Counter()
    wanted = {feature for features in sets for feature in features}
    for model in (before, after):
        for element in model.elements.values():
            counts.update(f for name, value in element.values.items() if (f := ("value", name, repr(value))) in wanted)
        for relation in model.relations:
            for feature in (("out", relation.name, relation.target.rpartition("/")[2]),
                            ("in", relation.name, relation.source.rpartition("/")[2])):  # fmt: skip
                if feature in wanted:
                    counts[feature] += 1
    return {feature: 2 / max(2, counts[feature]) for feature in wanted}


def _scored(
    gone: list[Element],
    come: list[Element],
    old: Mapping[str, set[Feature]],
    new: Mapping[str, set[Feature]],
    weights: Mapping[Feature, float],
) -> Iterator[tuple[float, str, str]]:
    """Pairs of the same kind that are alike enough, with their score."""
    by_kind: dict[str, list[Element]] = defaultdict(list)
    for item in come:
        by_kind[item.kind].append(item)
    for one in gone:
        for other in by_kind[one.kind]:
            score = _overlap(old[one.id], new[other.id], weights)
            score += _SAME_LOCAL if one.local == other.local else 0.0
            score += 0.25 * _name_likeness(one, other) if score < THRESHOLD else 0.0
            if score >= THRESHOLD:
                yield round(score, 6), one.id, other.id


def _overlap(one: set[Feature], other: set[Feature], weights: Mapping[Feature, float]) -> float:
    """Weight of the shared features against that of all."""
    total = sum(weights[item] for item in one | other)
    return sum(weights[item] for item in one & other) / total if total else 0.0


def _name_likeness(one: Element, other: Element) -> float:
    """How alike two elements' texts read; symmetrical, from 0 to 1."""
    left, right = sorted((_words(one.values), _words(other.values)))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _words(values: Mapping[str, Any]) -> str:
    return " ".join(str(value) for value in list(values.values())[:2])[:200]
