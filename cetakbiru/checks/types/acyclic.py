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
    # Only where the pack says so: a role may also have relations that are meant to lead round.
    relations = [item for item in model.by_name.get(f"@{role}", ()) if model.attribute(item).acyclic]
    if not relations:
        return
    graph = graph_of((item.source, item.target) for item in relations)
    order = {key: number for number, key in enumerate(model.elements)}
    # The order of the files decides where a circle begins to be told, not that of networkx's sets.
    firsts = [min(knot, key=order.__getitem__) for knot in knots(graph)]
    for start in sorted(firsts, key=order.__getitem__):
        ids = circle(graph, start)
        # The finding stands at the relation that leads on from the first element: one of them must be taken out.
        first = next(r for r in relations if (r.source, r.target) == (ids[0], ids[1]))
        related = [model.elements[key].place() for key in ids[1:]]
        facts = {"path": " → ".join([*ids, start])}
        yield question.about(model.elements[first.source], *first.route, related=related, facts=facts)
