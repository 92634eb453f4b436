"""Planning documents in time and in what they cover, and the gaps between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cetakbiru.model.types import Element, Model

Years = tuple[int, int]


def period(model: Model, document: Element) -> Years | None:
    """First and last year of a document; None where either is not given."""
    first, last = model.value(document, "start"), model.value(document, "end")
    return (first, last) if isinstance(first, int) and isinstance(last, int) else None


def between(periods: Iterable[Years]) -> list[Years]:
    """Years between periods that none of them holds.

    Args:
        periods: first and last years, in any order.
    """
    joined: list[Years] = []
    for first, last in sorted(periods):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return [(one[1] + 1, other[0] - 1) for one, other in pairwise(joined)]


def uncovered_years(periods: Iterable[Years], horizon: Years) -> list[int]:
    """Years of a horizon that no period holds."""
    held = list(periods)
    return [year for year in range(horizon[0], horizon[1] + 1) if not any(one <= year <= last for one, last in held)]


def coverable(model: Model) -> Iterator[Element]:
    """Elements of the kinds that a document may cover."""
    kinds = {kind for name in model.metamodel.kinds_with_role("document")
             if (attribute := model.metamodel.kinds[name].with_role("covers"))
             for kind, _ in attribute.targets}  # fmt: skip
    return (element for element in model.elements.values() if element.kind in kinds)


def by_domain(model: Model, documents: Iterable[Element]) -> dict[str, tuple[list[str], list[str]]]:
    """Elements of each domain that documents cover, and those that none covers, in the pack's order of domains.

    Args:
        model: the model.
        documents: the documents that count.
    """
    covered = {end for item in documents for end in model.targets(item.id, "covers")}
    rows: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for element in coverable(model):
        rows[model.kind(element).domain][element.id not in covered].append(element.id)
    return {key: rows[key] for key in model.metamodel.domains if key in rows}
