"""``required``: an attribute that the kind requires is not given.

It reads ``required`` and ``required_if`` from the pack's kinds. The fault stands at the attribute where it is
written without a value, else at the element's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute, Kind
from cetakbiru.model import entry
from cetakbiru.source import Finding

READS = ("is:required",)
ALONE = True


def check(question: Question) -> Iterator[Finding]:
    """Required attributes that are absent or empty as written (a value of the wrong type is another fault)."""
    model = question.model
    needed = cache(lambda kind, variant: _needed(model.metamodel.kinds[kind], variant))
    for element in question.each:
        written = entry(model, element)
        for attribute in needed(element.kind, element.variant):
            # As written and not as meant: what is there but cannot be read has a finding of its own.
            if not written.get(attribute.name) and _asked(attribute, written):
                facts = {"attribute": attribute.label, "key": attribute.name, "meaning": attribute.meaning}
                yield question.about(element, attribute.name, facts=facts)


def _needed(kind: Kind, variant: str) -> list[Attribute]:
    return [item for item in kind.all_attributes(variant).values() if item.required or item.required_if]


def _asked(attribute: Attribute, written: Mapping[str, Any]) -> bool:
    return attribute.required or bool(attribute.required_if and written.get(attribute.required_if))
