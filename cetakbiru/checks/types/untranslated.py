"""``untranslated``: a text lacks one of the pack's languages.

Parameters: ``plain`` asks names that are written once for all languages (``true``), or texts that are written
language by language and leave one out (``false``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model import Written, written
from cetakbiru.source import Finding

_TEXTS = ("text", "note")


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    plain: bool = False


def check(question: Question) -> Iterator[Finding]:
    """Texts with the fault that the rule asks about."""
    plain = question.parameters(Parameters).plain
    metamodel = question.model.metamodel
    for item in written(question.model, lambda attribute: attribute.type in _TEXTS or attribute.role == "name"):
        missing = _missing_plain(item, metamodel.languages) if plain else _missing(item, metamodel.languages)
        if missing:
            languages = tuple(metamodel.label(f"language-{key}") for key in missing)
            facts = {"attribute": item.attribute.label, "languages": languages, "keys": missing}
            yield question.about(item.element, *item.route, facts=facts)


def _missing(item: Written, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages that a text written language by language leaves out."""
    if item.attribute.type not in _TEXTS or not isinstance(item.value, dict):
        return ()
    return tuple(key for key in languages if not item.value.get(key))


def _missing_plain(item: Written, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages beyond the first, where a name is written only once."""
    is_name = item.attribute.role == "name" and isinstance(item.value, str)
    return languages[1:] if is_name else ()
