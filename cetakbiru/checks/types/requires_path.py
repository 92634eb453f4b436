"""``requires-path``: an element must reach another along given relations.

Parameters: ``for`` whom; ``via`` which steps (see ``model/steps.py``); ``to`` whom (anything unless said);
``depth`` how many steps at most (1 unless said, 0 for any number); ``at`` the attribute to point at.
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
    via: tuple[str, ...]
    to: str = ""
    depth: int = 1
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Elements that reach none of those they should."""
    asked = question.parameters(Parameters)
    goals = {item.id for item in question.anywhere(asked.to)} if asked.to else question.whole.elements.keys()
    walk = Walk(question.whole, asked.via)
    for element in question.elements(asked.for_):
        if not walk.path(element.id, goals, asked.depth):
            yield question.about(element, *((asked.at,) if asked.at else ()))
