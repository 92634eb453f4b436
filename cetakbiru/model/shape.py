"""The shape of a graph given as ids to the ids one step away: its parts, its knots, what no path can avoid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

Onward = Mapping[str, Iterable[str]]


def turned(onward: Onward) -> dict[str, list[str]]:
    """The graph with every step the other way round."""
    back: dict[str, list[str]] = defaultdict(list)
    for here, others in onward.items():
        for there in others:
            back[there].append(here)
    return back


def around(onward: Onward, starts: Iterable[str], within: set[str] | None = None) -> Iterator[str]:
    """All that can be reached, the starts first, each once.

    Args:
        onward: the graph.
        starts: ids to start from.
        within: ids to stay among; those passed are taken out of it.
    """
    edge = list(starts)
    free = within if within is not None else {*onward, *(key for others in onward.values() for key in others)}
    free.difference_update(edge)
    while edge:
        yield from edge
        edge = list(dict.fromkeys(other for key in edge for other in onward.get(key, ()) if other in free))
        free.difference_update(edge)


def parts(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """The parts that hang together, whichever way the steps lead, in the order of their first ids.

    Args:
        keys: all ids.
        pairs: steps; those to or from other ids do not count.
    """
    free = dict.fromkeys(keys)
    both: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        if one in free and other in free:
            both[one].append(other)
            both[other].append(one)
    rest = set(free)
    for key in free:
        if key in rest:
            yield list(around(both, [key], rest))


def knots(onward: Onward) -> Iterator[list[str]]:
    """Groups of ids that all lead to one another."""
    back = turned(onward)
    rest = {*onward, *back}
    for key in reversed(finished(onward, onward)):
        if key in rest:
            knot = list(around(back, [key], rest))
            if len(knot) > 1:
                yield knot


def circle(onward: Onward, start: str) -> list[str]:
    """The ids of a shortest way from an id of a knot back to itself, the id first."""
    before: dict[str, str] = {}
    edge = [start]
    while start not in before:
        steps = {there: here for here in reversed(edge) for there in onward.get(here, ()) if there not in before}
        before |= steps
        edge = list(steps)
    way = [before[start]]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def finished(onward: Onward, starts: Iterable[str]) -> list[str]:
    """All that can be reached, in the order in which a walk that goes deep first is done with each."""
    done: list[str] = []
    seen: set[str] = set()
    path = [("", iter(starts))]
    while path:
        here, others = path[-1]
        there = next((key for key in others if key not in seen), None)
        if there is None:
            done.append(here)
            path.pop()
        else:
            seen.add(there)
            path.append((there, iter(onward.get(there, ()))))
    return done[:-1]


def dominators(onward: Onward, root: str) -> dict[str, str]:
    """The last id that no path from a root to an id can avoid, for each id that can be reached; the root's is itself.

    The algorithm is that of Cooper, Harvey and Kennedy: guesses are mended until none changes.
    """
    order = finished(onward, [root])
    rank = {key: number for number, key in enumerate(order)}
    back = turned({key: onward.get(key, ()) for key in order})
    nearest = {root: root}
    changed = True
    while changed:
        changed = False
        for key in order[-2::-1]:
            point, *others = (other for other in back[key] if other in nearest)
            for other in others:
                point = _meeting(nearest, rank, point, other)
            changed = changed or nearest.get(key) != point
            nearest[key] = point
    return nearest


def _meeting(nearest: Mapping[str, str], rank: Mapping[str, int], one: str, other: str) -> str:
    """Where the ways back to the root from two ids first meet."""
    while one != other:
        while rank[one] < rank[other]:
            one = nearest[one]
        while rank[other] < rank[one]:
            other = nearest[other]
    return one
