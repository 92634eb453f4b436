"""``suspect``: a unit relies on another owner's element that changed since the unit last approved of it.

It is asked only of units that have a file of approvals (``architecture/approvals/<unit>.yaml``), and stands at the
relation that says so, in whoever's file that is. Facts beside those of a relation: ``own`` and ``other`` (names of
the two elements), ``user`` and ``provider`` (names of their owners), ``unit`` (id of the user) and ``state`` (whether
the other element changed, or was never approved).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Text
from cetakbiru.model import approved, meaning_mark, reliances
from cetakbiru.source import Finding

PLAN = True  # the model of one year holds other relations, and so other marks


def check(question: Question) -> Iterator[Finding]:
    """One finding for each link whose other side is not as it was approved."""
    model = question.model
    marks = approved(model)
    mark = cache(lambda key: meaning_mark(model, model.elements[key]))
    # Asked of units that approved once: who never did would have a finding for every link.
    for here, there, relation in reliances(model) if marks else ():
        unit = model.owner(here)
        if unit in marks and unit != model.owner(there) and marks[unit].get(there) != mark(there):
            facts = {
                "own": question.name(here),
                "other": question.name(there),
                "user": question.name(unit),
                "provider": _owner(question, there),
                "unit": unit,
                "state": model.metamodel.label("suspect-changed" if there in marks[unit] else "suspect-unseen"),
            }
            yield question.on(relation, facts)


def _owner(question: Question, key: str) -> Text:
    """Name of an element's owner; the government as a whole where no unit owns it."""
    owner = question.model.owner(key)
    return question.name(owner) if owner else question.model.metamodel.label("review-shared")
