"""``requires-path``: an element must reach another along given relations.

Parameters: ``for`` whom; ``via`` which steps (``<name`` against the arrow, ``@role`` by role); ``to`` whom;
``depth`` how many steps at most (1 unless said, 0 for any number); ``at`` the attribute to point at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.checks.steps import find_path
from cetakbiru.source import Finding


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    via: tuple[str, ...]
    to: str = "id:*"
    depth: int = 1
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Elements that reach none of those they should."""
    asked = question.parameters(Parameters)
    everything = asked.to == "id:*"
    goals = set(question.model.elements) if everything else {item.id for item in question.elements(asked.to)}
    for element in question.elements(asked.for_):
        if not find_path(question.model, element.id, asked.via, goals, asked.depth):
            yield question.about(element, *((asked.at,) if asked.at else ()))
