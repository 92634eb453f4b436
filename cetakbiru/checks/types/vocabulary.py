"""``vocabulary``: a value is not in the list that its attribute chooses from.

Parameters: ``open`` asks the lists that may be added to (``true``) or those that are complete (``false``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.checks.suggest import suggest
from cetakbiru.model import written
from cetakbiru.source import Finding

_SHOWN = 12


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    open: bool


def check(question: Question) -> Iterator[Finding]:
    """Values that the list does not hold, under their own or another spelling."""
    asked = question.parameters(Parameters)
    vocabularies = question.model.metamodel.vocabularies
    lists = {name for name, known in vocabularies.items() if known.open == asked.open}
    for item in written(question.model, lambda attribute: attribute.vocabulary in lists):
        known = vocabularies[item.attribute.vocabulary]
        if isinstance(item.value, str) and item.value not in known.values and item.value not in known.alias:
            names = list(known.values)
            facts = {
                "attribute": item.attribute.label,
                "value": item.value,
                "nearest": suggest(item.value, known.values),
                "values": (*names[:_SHOWN], "…") if len(names) > _SHOWN else tuple(names),
            }
            yield question.about(item.element, *item.route, facts=facts)
