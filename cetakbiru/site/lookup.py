"""Elements as pages name them: by role, as links, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cetakbiru.model import Element
from cetakbiru.site.context import Context
from cetakbiru.site.values import pieces

RawPage = tuple[str, str, str, dict[str, Any]]


def with_role(context: Context, role: str) -> list[Element]:
    """Elements of the government's own model whose kind has a role."""
    return [e for kind in context.metamodel.kinds_with_role(role) for e in context.model.by_kind[kind]]


def link(context: Context, element_id: str) -> dict[str, Any]:
    """An element's name and address, its kind and its owner."""
    whole = context.model.whole
    kind = whole.kind(whole.elements[element_id])
    owner = whole.owner(element_id)
    return {
        "name": context.name(element_id),
        "target": context.addresses.element(element_id),
        "kind": context.say(kind.label),
        "color": context.metamodel.domains[kind.domain].color,
        "owner": whole.name(owner, context.language) if owner not in ("", element_id) else "",
    }


def links(context: Context, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Links to several elements."""
    return [link(context, key) for key in ids]


def item(context: Context, element: Element) -> dict[str, Any]:
    """A row of a list: a link, with the year and where it is known from."""
    whole = context.model.whole
    # The year in which something ended does not date it.
    year = next((element.values[a.name] for a in whole.kind(element).attributes.values()
                 if a.type == "year" and a.role != "removed" and a.name in element.values), "")  # fmt: skip
    return {
        **link(context, element.id),
        "illustration": bool(whole.value(element, "illustration")),
        "sources": links(context, whole.targets(element.id, "source")),
        "year": year,
    }


def words(context: Context, element: Element, role: str) -> str:
    """An attribute's value in words, by its role; empty where it is not given."""
    attribute = context.model.whole.kind(element).with_role(role)
    if attribute is None or attribute.name not in element.values:
        return ""
    return ", ".join(piece.words for piece in pieces(context, attribute, element.values[attribute.name]))


def group(context: Context, element: Element) -> tuple[str, str]:
    """Key and words of the first choice that a kind requires: the class that its elements are told apart by."""
    for attribute in context.model.whole.kind(element).attributes.values():
        if attribute.type == "choice" and attribute.required:
            value = str(element.values.get(attribute.name, ""))
            return value, context.say(context.metamodel.vocabularies[attribute.vocabulary].values.get(value, value))
    return "", ""


def groups(context: Context, role: str) -> list[dict[str, str]]:
    """The classes that elements of a role are told apart by, in the order of their vocabulary."""
    for kind in context.metamodel.kinds_with_role(role):
        for attribute in context.metamodel.kinds[kind].attributes.values():
            if attribute.type == "choice" and attribute.required:
                values = context.metamodel.vocabularies[attribute.vocabulary].values
                return [{"key": key, "label": context.say(label)} for key, label in values.items()]
    return []


def is_done(context: Context, element: Element) -> bool:
    """Whether something that progresses has come to its end."""
    return context.metamodel.states.get(str(context.model.whole.value(element, "progress") or "")) == "done"
