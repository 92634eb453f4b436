"""The shape of relations: circles, parts that hang together, what nobody can do without, how far each id reaches.

A graph is a mapping of ids to the ids one step away, with a key for each id. No library is asked, since a command
would wait longer for one to be imported than for all that is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from cetakbiru.model.steps import trace

Pairs = Iterable[tuple[str, str]]
Graph = Mapping[str, Sequence[str]]
BLOCK = 8_192  # ids that are counted at once: sets of so many bits are fast, and those of 100,000 ids take no gigabytes


def graph_of(pairs: Pairs, keys: Iterable[str] = ()) -> dict[str, list[str]]:
    """Ids as keys, steps as lists.

    Args:
        pairs: from and to of each step.
        keys: ids that are there even where no step leads to or from them.
    """
    graph: dict[str, list[str]] = {key: [] for key in keys}
    for here, there in pairs:
        graph.setdefault(here, []).append(there)
        graph.setdefault(there, [])
    return graph


def parts(keys: Iterable[str], pairs: Pairs) -> list[list[str]]:
    """The parts that hang together, whichever way the steps lead, in the order of their first ids.

    Args:
        keys: all ids.
        pairs: steps; those to or from other ids do not count.
    """
    known = dict.fromkeys(keys)
    # A step out of those chosen would join two parts by what nobody asked about.
    inner = [pair for pair in pairs if pair[0] in known and pair[1] in known]
    graph = graph_of([*inner, *((there, here) for here, there in inner)], known)
    return list(_groups(graph, graph))


def knots(graph: Graph) -> Iterator[list[str]]:
    """Groups of several ids that all lead to one another."""
    # One id alone is no knot: a relation to itself is refused where references are resolved.
    return (knot for knot in _components(graph) if len(knot) > 1)


def circle(graph: Graph, start: str) -> list[str]:
    """The ids of a shortest way from an id of a knot back to itself, the id first."""
    before = {start: ""}
    reach = [start]
    for here in reach:
        if start in graph[here]:
            return trace(before, here)
        for there in graph[here]:
            if there not in before:
                before[there] = here
                reach.append(there)
    return []


def dominators(graph: Graph, root: str) -> dict[str, str]:
    """The last id that no path from a root to an id can avoid, for each id that can be reached; not for the root."""
    ended = _ended(graph, [root])
    number = {key: spot for spot, key in enumerate(ended)}
    before = _turned(graph)
    nearest = {root: root}

    def meet(one: str, other: str) -> str:
        while one != other:
            if number[one] < number[other]:
                one = nearest[one]
            else:
                other = nearest[other]
        return one

    # Guesses that only ever come nearer to the root, until none moves any more (Cooper, Harvey and Kennedy).
    moved = True
    while moved:
        moved = False
        for key in ended[-2::-1]:
            point = reduce(meet, (other for other in before[key] if other in nearest))
            moved = moved or nearest.get(key) != point
            nearest[key] = point
    return {key: point for key, point in nearest.items() if key != root}


def reached(graph: Graph) -> dict[str, tuple[int, int]]:
    """How many others each id leads to, near or far, and how many lead to it.

    What a knot reaches is a whole number with a bit for each id, made of those of the knots one step away.
    """
    # A knot is found once all that it leads to have been: it only ever leads to earlier ones.
    found = _components(graph)
    number = {key: spot for spot, knot in enumerate(found) for key in knot}
    onward = [{number[there] for key in knot for there in graph[key]} - {spot} for spot, knot in enumerate(found)]
    # Told from the other end: what came last now leads to nothing later.
    last = len(found) - 1
    back: list[set[int]] = [set() for _ in found]
    for spot, others in enumerate(onward):
        for other in others:
            back[last - other].add(last - spot)
    ahead, behind = _counts(found, onward), _counts(found[::-1], back)[::-1]
    return {key: (ahead[spot] - 1, behind[spot] - 1) for key, spot in number.items()}


def _turned(graph: Graph) -> Graph:
    """The same steps the other way."""
    return graph_of(((there, here) for here, others in graph.items() for there in others), graph)


def _components(graph: Graph) -> list[list[str]]:
    """Ids in groups that lead to one another; each group comes after all others that it leads to (Kosaraju's way)."""
    return [*_groups(_turned(graph), reversed(_ended(graph, graph)))][::-1]


def _ended(graph: Graph, starts: Iterable[str]) -> list[str]:
    """Ids that some ids lead to, in the order in which a walk into the depth has seen all that lies beyond them."""
    ended: list[str] = []
    seen: set[str] = set()
    for start in starts:
        walk = [] if start in seen else [(start, iter(graph[start]))]
        seen.add(start)
        while walk:
            here, others = walk[-1]
            other = next((item for item in others if item not in seen), None)
            if other is None:
                ended.append(here)
                walk.pop()
            else:
                seen.add(other)
                walk.append((other, iter(graph[other])))
    return ended


def _groups(graph: Graph, starts: Iterable[str]) -> Iterator[list[str]]:
    """For one id after the other all that it leads to, itself first, but for what an earlier one led to."""
    seen: set[str] = set()
    for start in starts:
        group = [] if start in seen else [start]
        seen.add(start)
        for here in group:
            for other in graph[here]:
                if other not in seen:
                    seen.add(other)
                    group.append(other)
        if group:
            yield group


def _counts(knots: Sequence[Sequence[str]], onward: list[set[int]]) -> list[int]:
    """How many ids each knot leads to, its own among them; a knot only ever leads to earlier ones."""
    counts = [0] * len(knots)
    for block in _blocks(knots):
        _count(block, onward, counts)
    return counts


def _blocks(knots: Sequence[Sequence[str]]) -> Iterator[dict[int, int]]:
    """The knots in order, some at a time: place of each, and a number with a bit for each of its ids."""
    block: dict[int, int] = {}
    taken = 0
    for spot, knot in enumerate(knots):
        block[spot] = ((1 << len(knot)) - 1) << taken
        taken += len(knot)
        if taken >= BLOCK:
            yield block
            block, taken = {}, 0
    yield block


def _count(block: dict[int, int], onward: list[set[int]], counts: list[int]) -> None:
    """Add to every knot's count how many ids of a block it reaches; no knot before the block reaches any."""
    first = next(iter(block), len(onward))
    reach = [0] * len(onward)
    for spot in range(first, len(onward)):
        bits = block.get(spot, 0)
        for other in onward[spot]:
            bits |= reach[other]
        reach[spot] = bits
        counts[spot] += bits.bit_count()
