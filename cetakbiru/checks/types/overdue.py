"""``overdue``: a day is past, by more than so many days.

Parameters: ``for`` which elements; ``role`` of the attribute that holds the day; ``days`` of grace (0 unless said);
``latest`` whether only the element with the latest day is judged (a series that should go on). Facts: ``day`` and
``late`` (how many days beyond the grace).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cetakbiru.checks.question import Question
from cetakbiru.model import Element
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    role: str
    days: int = 0
    latest: bool = False


def check(question: Question) -> Iterator[Finding]:
    """Elements whose day, with the grace, lies before today."""
    asked = question.parameters(Parameters)
    dated = [(day, item) for item in question.elements(asked.for_) if (day := _day(question, item, asked.role))]
    if asked.latest:
        dated = [max(dated, key=lambda pair: (pair[0], pair[1].id))] if dated else []
    for day, element in dated:
        if question.today != date.max and day + timedelta(days=asked.days) < question.today:
            attribute = question.model.kind(element).with_role(asked.role)
            late = str((question.today - day).days - asked.days)
            route = (attribute.name,) if attribute else ()
            yield question.about(element, *route, facts={"day": day.isoformat(), "late": late})


def _day(question: Question, element: Element, role: str) -> date | None:
    value = question.model.value(element, role)
    return value if isinstance(value, date) else None
