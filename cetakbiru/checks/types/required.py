"""``required``: an attribute that the kind requires is not given.

It reads ``required`` and ``required_if`` from the pack's kinds. The fault is placed at the element's id.
"""

from __future__ import annotations

from collections.abc import Iterator

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute
from cetakbiru.model import Element
from cetakbiru.source import Finding


def check(question: Question) -> Iterator[Finding]:
    """Required attributes that are absent or empty as written (a value of the wrong type is another fault)."""
    for element in question.model.elements.values():
        written = _written(question, element)
        for attribute in question.model.kind(element).all_attributes(element.variant).values():
            if _asked(attribute, written) and not written.get(attribute.name):
                facts = {"attribute": attribute.label, "key": attribute.name, "meaning": attribute.meaning}
                yield question.about(element, facts=facts)


def _written(question: Question, element: Element) -> dict[str, object]:
    data = question.model.sources.documents[element.path].data[element.kind][element.local]
    return data or {}


def _asked(attribute: Attribute, written: dict[str, object]) -> bool:
    return attribute.required or bool(attribute.required_if and written.get(attribute.required_if))
