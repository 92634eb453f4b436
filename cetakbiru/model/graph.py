"""The one place where relations become a networkx graph; rules ask it for the shape of what they follow.

networkx takes a while to import: only who asks such a question imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from cetakbiru.model.steps import trace

Pairs = Iterable[tuple[str, str]]


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
    inner = ((here, there) for here, there in pairs if here in known and there in known)
    return list(nx.weakly_connected_components(graph_of(inner, known)))


def knots(graph: nx.DiGraph[str]) -> Iterator[set[str]]:
    """Groups of several ids that all lead to one another."""
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
