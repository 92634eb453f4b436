"""Steps along relations, as rules name them: ``layanan`` forward, ``<layanan`` back, ``@hosting`` by role."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from cetakbiru.model import Model, Relation


def neighbours(model: Model, element_id: str, steps: Iterable[str]) -> Iterator[str]:
    """Ids one step away.

    Args:
        model: the model.
        element_id: where to stand.
        steps: relation names or ``@role``; a leading ``<`` goes against the arrow.
    """
    for step in steps:
        if step.startswith("<"):
            yield from (r.source for r in model.incoming[element_id] if matches(model, r, step[1:]))
        else:
            yield from (r.target for r in model.outgoing[element_id] if matches(model, r, step))


def matches(model: Model, relation: Relation, step: str) -> bool:
    """Whether a relation is meant by a step's name or ``@role``."""
    return model.attribute(relation).role == step[1:] if step.startswith("@") else relation.name == step


def find_path(model: Model, start: str, steps: tuple[str, ...], goals: set[str], depth: int = 0) -> list[str]:
    """Shortest path from an element to one of the goals.

    Args:
        model: the model.
        start: id to start from; it is not a goal itself.
        steps: steps allowed, any of them at each turn.
        goals: ids to reach.
        depth: most steps to take; 0 for any number.

    Returns:
        Ids from start to goal, or an empty list.
    """
    before: dict[str, str] = {start: ""}
    queue = deque([(start, 0)])
    while queue:
        here, taken = queue.popleft()
        if depth and taken == depth:
            continue
        for other in neighbours(model, here, steps):
            if other in before:
                continue
            before[other] = here
            if other in goals:
                return _trace(before, other)
            queue.append((other, taken + 1))
    return []


def _trace(before: dict[str, str], end: str) -> list[str]:
    path = [end]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]
