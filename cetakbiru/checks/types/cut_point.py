"""``cut-point``: what many elements stand on alone.

The steps ``via`` lead from an element to what it stands on; where several lead on, any of them is taken as enough,
so that only what is certain is told. What every path from an element to an end must pass is a dominator of that
element in the graph turned round, seen from one root beneath all ends. A backup takes the place of what it backs up.

Parameters: ``for`` who stands; ``via`` the steps (see ``model/steps.py``); ``to`` which elements may be ends, where
no step leads on; ``points`` what is told; ``least`` from how many dependants on; ``backup`` the step to a backup;
``show`` how many dependants are named and related. Facts: ``dependants``, ``more`` (how many are not named),
``count`` and ``all`` (every dependant's id).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model.graph import dominators, graph_of
from cetakbiru.model.steps import edges
from cetakbiru.source import Finding

READS = ()
_ROOT = ""


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    via: tuple[str, ...]
    to: str
    points: str
    least: int = 5
    backup: str = "@redundancy"
    show: int = 6


def check(question: Question) -> Iterator[Finding]:
    """One finding for each element that at least ``least`` others stand on alone."""
    asked = question.parameters(Parameters)
    above = _above(question, asked)
    model = question.model
    for point in question.elements(asked.points):
        dependants = above.get(point.id, [])
        if len(dependants) >= asked.least:
            facts = {
                "dependants": tuple(question.name(key) for key in dependants[: asked.show]),
                "more": str(max(0, len(dependants) - asked.show) or ""),
                "count": str(len(dependants)),
                "all": tuple(dependants),
            }
            related = [model.elements[key].place() for key in dependants[: asked.show]]
            yield question.about(point, related=related, facts=facts)


def _above(question: Question, asked: Parameters) -> dict[str, list[str]]:
    """Each element to those that cannot stand without it."""
    nearest = dominators(graph_of(_turned(question, asked), [_ROOT]), _ROOT)
    above: dict[str, list[str]] = defaultdict(list)
    for element in question.elements(asked.for_):
        point = nearest.get(element.id, _ROOT)
        while point:
            above[point].append(element.id)
            point = nearest[point]
    return above


def _turned(question: Question, asked: Parameters) -> Iterator[tuple[str, str]]:
    """Steps from a root through the ends and what stands on them, back to the dependants."""
    onward: dict[str, list[str]] = defaultdict(list)
    stands = set()
    for upper, lower, _ in edges(question.model, asked.via):
        onward[lower].append(upper)
        stands.add(upper)
    for of, backup, _ in edges(question.model, (asked.backup,)):
        onward[backup] += onward.get(of, ())
    ends = (item.id for item in question.elements(asked.to) if item.id in onward and item.id not in stands)
    yield from ((_ROOT, end) for end in ends)
    yield from ((lower, upper) for lower, uppers in onward.items() for upper in uppers)
