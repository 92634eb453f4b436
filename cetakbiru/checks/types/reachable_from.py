"""``reachable-from``: elements that nothing leads to from where everything should begin.

Parameters: ``for`` whom; ``from`` where to begin; ``via`` which steps (see ``model/steps.py``); ``depth`` how many
steps at most (0, unless said, for any number); ``at`` the attribute to point at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model.steps import Walk
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    from_: str
    via: tuple[str, ...]
    depth: int = 0
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Elements that are not reached from any of the beginnings."""
    asked = question.parameters(Parameters)
    starts = [item.id for item in question.anywhere(asked.from_)]
    reached = Walk(question.whole, asked.via).reach(starts, asked.depth)
    for element in question.elements(asked.for_):
        if element.id not in reached:
            yield question.about(element, *((asked.at,) if asked.at else ()))
