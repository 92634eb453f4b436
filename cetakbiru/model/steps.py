"""Steps along relations, as rules name them.

``name`` goes forward along a relation, ``@role`` along every relation of a role, ``*`` along any; a leading
``<`` goes against the arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from cetakbiru.metamodel import Text
from cetakbiru.model.types import Model, Relation


def edges(model: Model, steps: Iterable[str]) -> Iterator[tuple[str, str, Relation]]:
    """Every step that can be taken in a model: from, to, and the relation it follows.

    Args:
        model: the model.
        steps: steps allowed.
    """
    for step in steps:
        forward = not step.startswith("<")
        for item in _along(model, step):
            yield (item.source, item.target, item) if forward else (item.target, item.source, item)


def _along(model: Model, step: str) -> Sequence[Relation]:
    """The relations that a step follows, one way or the other."""
    word = step.removeprefix("<")
    return model.relations if word == "*" else model.by_name.get(word, ())


class Walk:
    """Where some steps lead in a model.

    Attributes:
        onward: each id to the ids one step away.
    """

    def __init__(self, model: Model, steps: Iterable[str]) -> None:
        self.onward: dict[str, list[str]] = defaultdict(list)
        onward = self.onward
        for step in steps:
            if step.startswith("<"):
                for item in _along(model, step):
                    onward[item.target].append(item.source)
            else:
                for item in _along(model, step):
                    onward[item.source].append(item.target)

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
        edge, taken = list(before), 0
        while edge and not (depth and taken == depth):
            beyond = []
            for here in edge:
                for other in self.onward.get(here, ()):
                    if other not in before:
                        before[other] = here
                        if other in until:
                            return before
                        beyond.append(other)
            edge, taken = beyond, taken + 1
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
        # Most rules ask for one step, which needs no walk.
        near = next((key for key in self.onward.get(start, ()) if key in goals and key != start), "")
        if near or depth == 1 or start not in self.onward:
            return [start, near] if near else []
        before = self.reach([start], depth, goals)
        # The walk ends where it meets a goal, so that a goal is what was entered last.
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
