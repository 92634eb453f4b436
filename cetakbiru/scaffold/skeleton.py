"""A new element as text: what must be given, each with its meaning, and the names of what may be added."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cetakbiru.metamodel import Attribute, Kind, say
from cetakbiru.model import Model
from cetakbiru.report import fill

_SHOWN = 12
_WIDTH = 110


def skeleton(model: Model, kind: Kind, local: str, language: str) -> list[str]:
    """Lines of a new element, its id at the margin.

    Args:
        model: the model, whose ids serve as examples.
        kind: the element's kind.
        local: its id.
        language: language of the comments.
    """
    required = [item for item in kind.attributes.values() if item.required]
    optional = [item.name for item in kind.attributes.values() if not item.required]
    lines = [f"{local}:"]
    lines += [f"  {item.name}:  # {_comment(model, item, language)}" for item in required]
    return lines + [f"  # {line}" for line in _optional(model, kind, optional, language)]


def _comment(model: Model, attribute: Attribute, language: str) -> str:
    """What an attribute means and what may stand there, in one line."""
    parts = [_words(model, "new-required", language), say(attribute.meaning, language)]
    parts.append(_allowed(model, attribute, language))
    if attribute.many:
        parts.append(_words(model, "new-many", language))
    return ". ".join(" ".join(part.split()).rstrip(".") for part in parts if part) + "."


def _allowed(model: Model, attribute: Attribute, language: str) -> str:
    """The values to choose from, or an example of one, or the form that is expected."""
    if attribute.vocabulary:
        names = list(model.metamodel.vocabularies[attribute.vocabulary].values)
        values = (*names[:_SHOWN], "…") if len(names) > _SHOWN else tuple(names)
        return _words(model, "new-choices", language, values=values)
    if example := _example(model, attribute):
        return _words(model, "new-example", language, example=example)
    return say(model.metamodel.label(f"expects-{attribute.type}"), language) if attribute.type not in _FREE else ""


# Of these the form says nothing that the meaning does not say already.
_FREE = ("text", "note", "string", "relation", "code")


def _example(model: Model, attribute: Attribute) -> str:
    """An id or a code that fits, or empty."""
    if attribute.scheme:
        codes = model.metamodel.references[attribute.scheme].codes.values()
        return next((code.code for code in codes if code.level >= attribute.level or code.leaf), "")
    kinds = {kind for kind, _ in attribute.targets}
    return next((item.id for item in model.elements.values() if item.kind in kinds), "")


def _optional(model: Model, kind: Kind, names: list[str], language: str) -> Iterator[str]:
    """Names of the other attributes, in as many lines as they need."""
    if names:
        words = f"{_words(model, 'new-optional', language)}: {', '.join(names)}."
        # Names are never torn apart, since they are copied from here.
        yield from textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if kind.variants:
        yield _words(model, "new-variant", language, variant=kind.variant_by)


def _words(model: Model, key: str, language: str, **facts: object) -> str:
    return fill(say(model.metamodel.label(key), language), facts, language)
