"""``forbids-path``: an element must not reach another along given relations.

Parameters: ``for`` whom; ``via`` which steps (see ``model/steps.py``); ``to`` whom not; ``depth`` how many steps
at most (0, unless said, for any number); ``at`` the attribute to point at. The facts ``path``, ``other`` and
``other_name`` say what was reached and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model.steps import Walk, trail
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    via: tuple[str, ...]
    to: str
    depth: int = 0
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Elements that reach one that they should not, with the shortest path."""
    asked = question.parameters(Parameters)
    model = question.whole
    goals = {item.id for item in question.anywhere(asked.to)}
    walk = Walk(model, asked.via)
    for element in question.elements(asked.for_):
        path = walk.path(element.id, goals, asked.depth)
        if path:
            facts = {"path": trail(model, path), "other": path[-1], "other_name": trail(model, path[-1:])}
            related = [model.elements[item].place() for item in path[1:]]
            yield question.about(element, *((asked.at,) if asked.at else ()), related=related, facts=facts)
