"""``acyclic``: relations that the pack declares acyclic must not lead back to where they began.

Parameters: ``role`` of the relations looked at together (``composition``, ``dependency``, ``precedence`` …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model.graph import circle, graph_of, knots
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    role: str


def check(question: Question) -> Iterator[Finding]:
    """One finding for each knot of elements that reach each other."""
    role = question.parameters(Parameters).role
    model = question.model
    relations = [item for item in model.by_name.get(f"@{role}", ()) if model.attribute(item).acyclic]
    if not relations:
        return
    graph = graph_of((item.source, item.target) for item in relations)
    order = {key: number for number, key in enumerate(model.elements)}
    firsts = [min(knot, key=order.__getitem__) for knot in knots(graph)]
    for start in sorted(firsts, key=order.__getitem__):
        ids = circle(graph, start)
        first = next(r for r in relations if (r.source, r.target) == (ids[0], ids[1]))
        related = [model.elements[key].place() for key in ids[1:]]
        facts = {"path": " → ".join([*ids, start])}
        yield question.about(model.elements[first.source], *first.route, related=related, facts=facts)
