"""``within``: yearly amounts stay within the years of the plan and under the ceiling of who pays.

Parameters: ``amount`` role of the yearly attribute that is summed; ``ceiling`` role of the yearly attribute of the
owner that the sum of a year must not exceed; where it is not given, years outside the plan are told instead.
Facts: ``year``; with a ceiling ``sum``, ``limit`` and ``excess``; without one ``first`` and ``last`` of the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute, Text
from cetakbiru.model import Element
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    amount: str = "budget"
    ceiling: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Years outside the plan, or years of an owner whose sum is above the ceiling."""
    asked = question.parameters(Parameters)
    return _above(question, asked) if asked.ceiling else _outside(question, asked)


def _outside(question: Question, asked: Parameters) -> Iterator[Finding]:
    first, last = question.horizon
    for element, attribute, years in _yearly(question, asked.amount):
        for year in years:
            if not first <= year <= last:
                facts = {"year": str(year), "first": str(first), "last": str(last), "attribute": attribute.label}
                yield question.about(element, attribute.name, str(year), facts=facts)


def _above(question: Question, asked: Parameters) -> Iterator[Finding]:
    spent: dict[tuple[str, int], list[tuple[Element, str, int]]] = defaultdict(list)
    for element, attribute, years in _yearly(question, asked.amount):
        for year, amount in years.items():
            spent[question.model.owner(element.id), year].append((element, attribute.name, amount))
    for owner, attribute, years in _yearly(question, asked.ceiling):
        for year, limit in years.items():
            parts = spent[owner.id, year]
            total = sum(amount for *_, amount in parts)
            if total > limit:
                facts = {"sum": _grouped(total), "limit": _grouped(limit), "excess": _grouped(total - limit)}
                related = [element.place(name, str(year)) for element, name, _ in parts]
                route = (attribute.name, str(year))
                yield question.about(owner, *route, related=related, facts=facts | {"year": str(year)})


def _yearly(question: Question, role: str) -> Iterator[tuple[Element, Attribute, dict[int, Any]]]:
    """Elements that have a yearly attribute of a role, with it and its years."""
    for kind in question.model.metamodel.kinds.values():
        attribute = kind.with_role(role)
        for element in question.model.by_kind[kind.name] if attribute else ():
            if attribute and isinstance(years := element.values.get(attribute.name), dict):
                yield element, attribute, years


def _grouped(number: int) -> Text:
    """A number with its thousands set apart, as each language does."""
    return {"id": f"{number:,}".replace(",", "."), "en": f"{number:,}"}
