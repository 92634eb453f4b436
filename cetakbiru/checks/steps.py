"""Steps along relations, as rules name them.

``name`` goes forward along a relation, ``@role`` along every relation of a role, ``*`` along any; a leading
``<`` goes against the arrow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator

from cetakbiru.metamodel import Text
from cetakbiru.model import Model, Relation


def neighbours(model: Model, element_id: str, steps: Iterable[str]) -> Iterator[str]:
    """Ids one step away.

    Args:
        model: the model.
        element_id: where to stand.
        steps: steps allowed.
    """
    for step in steps:
        if step.startswith("<"):
            yield from (r.source for r in model.incoming[element_id] if matches(model, r, step[1:]))
        else:
            yield from (r.target for r in model.outgoing[element_id] if matches(model, r, step))


def matches(model: Model, relation: Relation, step: str) -> bool:
    """Whether a relation is meant by a step's name, ``@role`` or ``*``."""
    if step.startswith("@"):
        return model.attribute(relation).role == step[1:]
    return step in ("*", relation.name)


def edges(model: Model, steps: tuple[str, ...]) -> Iterator[tuple[str, str, Relation]]:
    """Every step that can be taken in a model: from, to, and the relation it follows.

    Args:
        model: the model.
        steps: steps allowed.
    """
    for relation in model.relations:
        for step in steps:
            if step.startswith("<"):
                if matches(model, relation, step[1:]):
                    yield relation.target, relation.source, relation
            elif matches(model, relation, step):
                yield relation.source, relation.target, relation


def reach(
    model: Model, starts: Iterable[str], steps: tuple[str, ...], depth: int = 0, until: Container[str] = ()
) -> dict[str, str]:
    """All that can be reached from some elements, nearest first.

    Args:
        model: the model.
        starts: ids to start from; they are reached too.
        steps: steps allowed, any of them at each turn.
        depth: most steps to take; 0 for any number.
        until: ids of which the first one reached ends the walk.

    Returns:
        Each id reached to the id before it on a shortest path; empty for a start.
    """
    before = dict.fromkeys(starts, "")
    queue = deque((key, 0) for key in before)
    while queue:
        here, taken = queue.popleft()
        if depth and taken == depth:
            continue
        for other in neighbours(model, here, steps):
            if other not in before:
                before[other] = here
                if other in until:
                    return before
                queue.append((other, taken + 1))
    return before


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
    before = reach(model, [start], steps, depth, goals)
    last = next(reversed(before))
    return trace(before, last) if last in goals and last != start else []


def trace(before: dict[str, str], end: str) -> list[str]:
    """Ids from a start to an element that ``reach`` came to."""
    path = [end]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]


def trail(model: Model, ids: Iterable[str], sign: str = " → ") -> Text:
    """Names of elements in a row, in every language of the pack."""
    chosen = list(ids)
    return {key: sign.join(model.name(item, key) for item in chosen) for key in model.metamodel.languages}
