"""``untranslated``: a text lacks one of the pack's languages.

Parameters: ``plain`` asks names that are written once for all languages (``true``), or texts that are written
language by language and leave one out (``false``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute
from cetakbiru.model import written
from cetakbiru.source import Finding

READS = ("@name", "is:text")
ALONE = True
_TEXTS = ("text", "note")


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    plain: bool = False


def check(question: Question) -> Iterator[Finding]:
    """Texts with the fault that the rule asks about."""
    plain, metamodel = question.parameters(Parameters).plain, question.model.metamodel

    def is_wanted(attribute: Attribute) -> bool:
        return attribute.role == "name" if plain else attribute.type in _TEXTS

    def is_lacking(_: Attribute, text: Any) -> bool:
        if plain:
            return isinstance(text, str)
        return isinstance(text, dict) and not all(map(text.get, metamodel.languages))

    for item in written(question.model, is_wanted, is_lacking, question.each):
        # A name that is written once is in the pack's first language, as far as anyone can tell.
        given = metamodel.languages[:1] if plain else [key for key, words in item.value.items() if words]
        keys = tuple(key for key in metamodel.languages if key not in given)
        languages = tuple(metamodel.label(f"language-{key}") for key in keys)
        facts = {"attribute": item.attribute.label, "languages": languages, "keys": keys}
        yield question.about(item.element, *item.route, facts=facts)
