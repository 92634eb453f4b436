"""``required``: an attribute that the kind requires is not given.

It reads ``required`` and ``required_if`` from the pack's kinds. The fault stands at the attribute where it is
written without a value, else at the element's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute
from cetakbiru.model import entry
from cetakbiru.source import Finding


def check(question: Question) -> Iterator[Finding]:
    """Required attributes that are absent or empty as written (a value of the wrong type is another fault)."""
    model = question.model
    for element in model.elements.values():
        written = entry(model, element)
        for attribute in model.kind(element).all_attributes(element.variant).values():
            if _asked(attribute, written) and not written.get(attribute.name):
                facts = {"attribute": attribute.label, "key": attribute.name, "meaning": attribute.meaning}
                yield question.about(element, attribute.name, facts=facts)


def _asked(attribute: Attribute, written: Mapping[str, Any]) -> bool:
    return attribute.required or bool(attribute.required_if and written.get(attribute.required_if))
