"""``vocabulary``: a value is not in the list that its attribute chooses from.

Parameters: ``open`` asks the lists that may be added to (``true``) or those that are complete (``false``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.checks.suggest import suggest
from cetakbiru.metamodel import Attribute
from cetakbiru.model import Written, written
from cetakbiru.source import Finding

READS = ("is:choice",)
ALONE = True
_SHOWN = 12


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    open: bool


def check(question: Question) -> Iterator[Finding]:
    """Values that the list does not hold, under their own or another spelling."""
    asked = question.parameters(Parameters)
    vocabularies = question.model.metamodel.vocabularies
    for item in question.once(("unknown values", question.among), lambda: list(_unknown(question))):
        if vocabularies[item.attribute.vocabulary].open != asked.open:
            continue
        known = vocabularies[item.attribute.vocabulary].values
        facts = {
            "attribute": item.attribute.label,
            "value": item.value,
            "nearest": suggest(item.value, known),
            "values": (*list(known)[:_SHOWN], "…") if len(known) > _SHOWN else tuple(known),
        }
        yield question.about(item.element, *item.route, facts=facts)


def _unknown(question: Question) -> Iterator[Written]:
    # Other spellings are made the usual one while the model is built, so they are no fault.
    lists = {name: {*known.values, *known.alias} for name, known in question.model.metamodel.vocabularies.items()}

    def is_unknown(attribute: Attribute, value: Any) -> bool:
        return isinstance(value, str) and value not in lists[attribute.vocabulary]

    return written(question.model, lambda attribute: attribute.vocabulary in lists, is_unknown, question.each)
