"""The one place where relations become a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from cetakbiru.model.types import Model


def build_graph(model: Model) -> nx.MultiDiGraph[str]:
    """Elements as nodes, relations as edges from the holder to the target."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(model.elements)
    for item in model.relations:
        graph.add_edge(item.source, item.target, key=item.name)
    return graph
