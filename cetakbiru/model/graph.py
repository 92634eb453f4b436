"""The one place where relations become a networkx graph; rules ask it for the shape of what they follow.

networkx takes a while to import: only who asks such a question imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from cetakbiru.model.steps import trace

Pairs = Iterable[tuple[str, str]]
BLOCK = 8_192  # ids that are counted at once: sets of so many bits are fast, and those of 100,000 ids take no gigabytes


def graph_of(pairs: Pairs, keys: Iterable[str] = ()) -> nx.DiGraph[str]:
    """Ids as nodes, steps as edges.

    Args:
        pairs: from and to of each step.
        keys: ids that are there even where no step leads to or from them.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(pairs)
    return graph


def parts(keys: Iterable[str], pairs: Pairs) -> list[set[str]]:
    """The parts that hang together, whichever way the steps lead, in the order of their first ids.

    Args:
        keys: all ids.
        pairs: steps; those to or from other ids do not count.
    """
    known = dict.fromkeys(keys)
    # A step out of those chosen would join two parts by what nobody asked about.
    inner = ((here, there) for here, there in pairs if here in known and there in known)
    return list(nx.weakly_connected_components(graph_of(inner, known)))


def knots(graph: nx.DiGraph[str]) -> Iterator[set[str]]:
    """Groups of several ids that all lead to one another."""
    # One id alone is no knot: a relation to itself is refused where references are resolved.
    return (knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1)


def circle(graph: nx.DiGraph[str], start: str) -> list[str]:
    """The ids of a shortest way from an id of a knot back to itself, the id first."""
    before = {start: ""}
    for key, previous in nx.bfs_predecessors(graph, start):
        before[key] = previous
        if graph.has_edge(key, start):
            return trace(before, key)
    return []


def dominators(graph: nx.DiGraph[str], root: str) -> dict[str, str]:
    """The last id that no path from a root to an id can avoid, for each id that can be reached; not for the root."""
    nearest = nx.immediate_dominators(graph, root)
    return {key: point for key, point in nearest.items() if key != root}


def reached(graph: nx.DiGraph[str]) -> dict[str, tuple[int, int]]:
    """How many others each id leads to, near or far, and how many lead to it.

    What a knot reaches is a whole number with a bit for each id, made of those of the knots one step away.
    """
    # A knot is found once all that it leads to have been: it only ever leads to earlier ones.
    found = list(nx.strongly_connected_components(graph))
    number = {key: spot for spot, knot in enumerate(found) for key in knot}
    onward = [{number[there] for key in knot for there in graph.succ[key]} - {spot} for spot, knot in enumerate(found)]
    # Told from the other end: what came last now leads to nothing later.
    last = len(found) - 1
    back: list[set[int]] = [set() for _ in found]
    for spot, others in enumerate(onward):
        for other in others:
            back[last - other].add(last - spot)
    ahead, behind = _counts(found, onward), _counts(found[::-1], back)[::-1]
    return {key: (ahead[spot] - 1, behind[spot] - 1) for key, spot in number.items()}


def _counts(knots: list[set[str]], onward: list[set[int]]) -> list[int]:
    """How many ids each knot leads to, its own among them; a knot only ever leads to earlier ones."""
    counts = [0] * len(knots)
    for block in _blocks(knots):
        _count(block, onward, counts)
    return counts


def _blocks(knots: list[set[str]]) -> Iterator[dict[int, int]]:
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
