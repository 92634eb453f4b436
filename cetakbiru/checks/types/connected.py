"""``connected``: elements or groups of elements that are cut off from the rest.

Parameters: ``for`` which elements are looked at, with the relations among them; ``least`` and ``most`` how large a
group is told (1 and 1 for single elements, which is meant unless said; ``most: 0`` for no bound); ``share`` of the
largest group above which a group is a mainland of its own (0.5). The facts ``members`` and ``count`` say who is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model.graph import parts
from cetakbiru.source import Finding

READS = ("*",)


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    least: int = 1
    most: int = 1
    share: float = 0.5


def check(question: Question) -> Iterator[Finding]:
    """One finding for each group that is cut off."""
    asked = question.parameters(Parameters)
    model = question.model
    groups = _groups(question, asked)
    largest = max(map(len, groups), default=0)
    for group in groups:
        if asked.least <= len(group) <= (asked.most or largest) and len(group) <= asked.share * largest:
            first, *others = (model.elements[key] for key in group)
            facts = {"members": tuple(question.name(key) for key in group), "count": str(len(group))}
            yield question.about(first, related=[item.place() for item in others], facts=facts)


def _groups(question: Question, asked: Parameters) -> list[list[str]]:
    """Weak components, each in the model's order; what is connected with another government is in the largest one."""
    members = {item.id: number for number, item in enumerate(question.elements(asked.for_))}
    pairs = ((item.source, item.target) for item in question.model.relations)
    found = question.once(("parts", asked.for_), lambda: parts(members, pairs))
    # The largest is the mainland, whoever else it is connected with.
    first, *others = sorted(found, key=len, reverse=True) or [set()]
    # Who is connected with another government is not alone.
    abroad = {end for item in (*question.model.outward, *question.model.abroad) for end in (item.source, item.target)}
    rest = [part for part in others if abroad.isdisjoint(part)]
    return [sorted(part, key=members.__getitem__) for part in (first, *rest)]
