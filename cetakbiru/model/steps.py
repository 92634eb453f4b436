"""Steps along relations, as rules name them.

``name`` goes forward along a relation, ``@role`` along every relation of a role, ``*`` along any; a leading
``<`` goes against the arrow.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator

from cetakbiru.metamodel import Text
from cetakbiru.model.types import Model, Relation


def edges(model: Model, steps: Iterable[str]) -> Iterator[tuple[str, str, Relation]]:
    """Every step that can be taken in a model: from, to, and the relation it follows.

    Args:
        model: the model.
        steps: steps allowed.
    """
    for step in steps:
        word = step.removeprefix("<")
        for relation in model.relations if word == "*" else model.by_name.get(word, ()):
            ends = (relation.source, relation.target)
            yield (*(ends if step == word else ends[::-1]), relation)


class Walk:
    """Where some steps lead in a model.

    Attributes:
        onward: each id to the ids one step away.
    """

    def __init__(self, model: Model, steps: Iterable[str]) -> None:
        self.onward: dict[str, list[str]] = defaultdict(list)
        for here, there, _ in edges(model, steps):
            self.onward[here].append(there)

    def reach(self, starts: Iterable[str], depth: int = 0, until: Container[str] = ()) -> dict[str, str]:
        """All that can be reached from some elements, nearest first.

        Args:
            starts: ids to start from; they are reached too.
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
            for other in self.onward.get(here, ()):
                if other not in before:
                    before[other] = here
                    if other in until:
                        return before
                    queue.append((other, taken + 1))
        return before

    def path(self, start: str, goals: Container[str], depth: int = 0) -> list[str]:
        """Shortest path from an element to one of the goals.

        Args:
            start: id to start from; it is not a goal itself.
            goals: ids to reach.
            depth: most steps to take; 0 for any number.

        Returns:
            Ids from start to goal, or an empty list.
        """
        if start not in self.onward:
            return []
        before = self.reach([start], depth, goals)
        last = next(reversed(before))
        return trace(before, last) if last in goals and last != start else []


def trace(before: dict[str, str], end: str) -> list[str]:
    """Ids from a start to an element that ``Walk.reach`` came to."""
    path = [end]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]


def trail(model: Model, ids: Iterable[str], sign: str = " → ") -> Text:
    """Names of elements in a row, in every language of the pack."""
    chosen = list(ids)
    return {key: sign.join(model.name(item, key) for item in chosen) for key in model.metamodel.languages}
