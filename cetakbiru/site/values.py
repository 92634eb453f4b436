"""An attribute's value as a reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cetakbiru.metamodel import Attribute
from cetakbiru.render import money, shown
from cetakbiru.site.context import Context


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a value: words, and where they lead (on the site, or out of it)."""

    words: str
    target: str = ""
    url: str = ""


def pieces(context: Context, attribute: Attribute, value: Any) -> list[Piece]:
    """A value in pieces, one for each item of a list or year of a plan."""
    if attribute.type.startswith("yearly") and isinstance(value, Mapping):
        return [Piece(f"{year}: {_one(context, attribute, item).words}") for year, item in sorted(value.items())]
    if attribute.type == "levels" and isinstance(value, Mapping):
        return [Piece(f"{key}: {level}") for key, level in value.items()]
    # A span of years is a tuple, and one value.
    items = value if isinstance(value, tuple) and attribute.type != "years" else (value,)
    return [_one(context, attribute, item) for item in items]


def _one(context: Context, attribute: Attribute, value: Any) -> Piece:
    if attribute.type == "code":
        return _code(context, attribute.scheme, str(value))
    if attribute.type == "url":
        return Piece(str(value), url=str(value))
    return Piece(_words(context, attribute, value))


def _words(context: Context, attribute: Attribute, value: Any) -> str:
    if isinstance(value, bool):
        return context.label("yes" if value else "no")
    if attribute.vocabulary:
        return context.say(context.metamodel.vocabularies[attribute.vocabulary].values.get(str(value), str(value)))
    if attribute.type in ("money", "yearly-money"):
        return money(value, attribute.unit or context.currency, context.language)
    if attribute.type == "years":
        return f"{value[0]}–{value[1]}"
    # No point between its thousands.
    if attribute.type == "year":
        return str(value)
    return context.say(value) if isinstance(value, Mapping | str) else shown(value, context.language)


def _code(context: Context, scheme: str, value: str) -> Piece:
    """A code with its name; a local code leads to the national one above it."""
    codes = context.metamodel.references[scheme].codes
    known = value
    while known and known not in codes:
        known = known.rpartition(".")[0]
    if not known:
        return Piece(value)
    name = context.say(codes[known].name) if known == value else ""
    return Piece(f"{value} {name}".strip(), target=context.addresses.code(scheme, known))
