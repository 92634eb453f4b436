"""``upstream``: what another government published and this one relies on has ended, or is declared otherwise here.

Parameters: ``question``, one of ``ended`` (a relation to a member's element whose last year is past), ``code-ended``
(a local code whose declaration by a member has ended) and ``code-differs`` (a local code that is declared here under
another name than a member's). Facts: ``member``; of an end ``end`` (its year), ``element`` and ``successor``; of a
code ``code`` and ``other`` (its name there).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cetakbiru.checks.codes import Codes
from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute, PackError, say
from cetakbiru.model import Element, lifetime, written
from cetakbiru.model.alike import plain
from cetakbiru.source import Finding

READS = ("*", "is:code", "@code", "time")
PLAN = True
QUESTIONS = ("ended", "code-ended", "code-differs")


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    question: str


def check(question: Question) -> Iterator[Finding]:
    """Reliance on a member with the fault that the rule asks about."""
    asked = question.parameters(Parameters).question
    if asked not in QUESTIONS:
        raise PackError(f"{question.rule.origin}: question: {asked} ({', '.join(QUESTIONS)})")
    if question.model.members:
        yield from {"ended": _ended, "code-ended": _code_ended, "code-differs": _code_differs}[asked](question)


def _ended(question: Question) -> Iterator[Finding]:
    for relation in question.model.outward:
        target = question.whole.elements[relation.target]
        if end := _past(question, target):
            yield question.on(relation, _facts(question, target, end))


def _code_ended(question: Question) -> Iterator[Finding]:
    own = {item.value for item in Codes(question.model).declarations}
    gone = {code: (item, end) for code, item in _codes(question) if (end := _past(question, item)) and code not in own}

    def is_gone(_: Attribute, value: Any) -> bool:
        return isinstance(value, str) and value in gone

    for item in written(question.model, lambda attribute: bool(attribute.scheme), is_gone) if gone else ():
        facts = _facts(question, *gone[item.value]) | {"code": item.value, "attribute": item.attribute.label}
        yield question.about(item.element, *item.route, facts=facts)


def _code_differs(question: Question) -> Iterator[Finding]:
    declared = list(_codes(question))
    for item in Codes(question.model).declarations:
        same = (element for code, element in declared if code == item.value)
        for other in (element for element in same if _differ(question, item.element, element)):
            facts = {"code": item.value, "other": question.name(other.id), **_facts(question, other, None)}
            yield question.about(item.element, *item.route, facts=facts)
            break


def _codes(question: Question) -> Iterator[tuple[str, Element]]:
    """Local codes that members declare."""
    kinds = question.model.metamodel.kinds_with_role("local-code")
    for element in question.model.foreign.values():
        if element.kind in kinds and (code := question.model.value(element, "code")):
            yield str(code), element


def _differ(question: Question, one: Element, other: Element) -> bool:
    """Whether two elements have no name in common, in any language of the pack."""
    names = [question.name(item.id) for item in (one, other)]
    languages = question.model.metamodel.languages
    return all(plain(say(names[0], key)) != plain(say(names[1], key)) for key in languages)


def _past(question: Question, element: Element) -> int | None:
    """Last year of an element, if it is past."""
    end = lifetime(question.whole, element)[1]
    return end if end and question.today != date.max and end < question.today.year else None


def _facts(question: Question, element: Element, end: int | None) -> dict[str, Any]:
    model = question.whole
    after = [r.source for r in model.incoming[element.id] if model.attribute(r).role == "succession"]
    return {
        "member": model.members[element.member].name,
        "element": question.name(element.id),
        "end": str(end or ""),
        "successor": after[0] if after else "",
    }
