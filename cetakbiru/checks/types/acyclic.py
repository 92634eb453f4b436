"""``acyclic``: relations that the pack declares acyclic must not lead back to where they began.

Parameters: ``role`` of the relations looked at together (``composition``, ``dependency``, ``precedence`` …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from cetakbiru.checks.question import Question
from cetakbiru.source import Finding


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    role: str


def check(question: Question) -> Iterator[Finding]:
    """One finding for each knot of elements that reach each other."""
    role = question.parameters(Parameters).role
    model = question.model
    relations = [r for r in model.relations if (a := model.attribute(r)).acyclic and a.role == role]
    graph: nx.DiGraph[str] = nx.DiGraph((r.source, r.target) for r in relations)
    order = {key: number for number, key in enumerate(model.elements)}
    knots = [sorted(part, key=order.__getitem__) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    for knot in sorted(knots, key=lambda part: order[part[0]]):
        ids = [edge[0] for edge in nx.find_cycle(graph.subgraph(knot), knot[0])]
        first = next(r for r in relations if (r.source, r.target) == (ids[0], ids[1]))
        path = " → ".join([*ids, ids[0]])
        related = [model.elements[item].place() for item in ids[1:]]
        yield question.about(model.elements[first.source], *first.route, related=related, facts={"path": path})
