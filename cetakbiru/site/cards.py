"""An element's card: attributes with their meaning, relations both ways, where it comes from, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from cetakbiru.metamodel import Attribute
from cetakbiru.model import Element, Relation
from cetakbiru.site.context import Context
from cetakbiru.site.values import Piece, pieces
from cetakbiru.source import line_of

# Each of these has its own place on the card.
_SPECIAL = ("name", "description", "source", "illustration", "owner", "state")


def card(context: Context, element: Element) -> dict[str, Any]:
    """Everything a card shows, as facts for the template."""
    model = context.model
    kind = model.kind(element)
    line = line_of(element.place(), context.given.heads, model.sources.documents)
    state = model.value(element, "state")
    return {
        "id": element.id,
        "anchor": element.local,
        "name": context.name(element.id),
        "kind": context.say(kind.variant_labels.get(element.variant) or kind.label),
        "color": context.metamodel.domains[kind.domain].color,
        "description": context.say(model.value(element, "description") or ""),
        "owner": _link(context, owner if (owner := model.owner(element.id)) != element.id else ""),
        "state": _state(context, element, state),
        "illustration": bool(model.value(element, "illustration")),
        "sources": [_source(context, item) for item in model.targets(element.id, "source")],
        "attributes": [_row(context, item, element) for item in _plain(context, element)],
        # Of the whole model: a relation to another government's element is the element's own.
        "outgoing": _relations(context, model.whole.outgoing[element.id]),
        "incoming": _inverse(context, model.whole.incoming[element.id]),
        "stops": _stops(context, element),
        "findings": context.told_by_element.get(element.id, []),
        "drawn": context.drawn_in(element.id),
        "stamp": context.given.history.get(element.id),
        "path": element.path,
        "line": line,
        # A name of a file may hold signs that would end the address.
        "edit": context.given.forge.replace("{path}", quote(element.path)).replace("{line}", str(line)),
    }


def _plain(context: Context, element: Element) -> Iterable[Attribute]:
    kind = context.model.kind(element)
    for attribute in kind.all_attributes(element.variant).values():
        if attribute.name in element.values and attribute.role not in _SPECIAL and attribute.name != kind.variant_by:
            yield attribute


def _row(context: Context, attribute: Attribute, element: Element) -> dict[str, Any]:
    return {
        "label": context.say(attribute.label),
        "meaning": context.say(attribute.meaning),
        "pieces": pieces(context, attribute, element.values[attribute.name]),
    }


def _stops(context: Context, element: Element) -> list[dict[str, Any]]:
    """Services that stop or suffer with an element that others stand on, with the path that shows why."""
    return [
        {
            "piece": Piece(context.name(other), target=context.addresses.element(other)),
            "via": [context.name(item) for item in path[1:-1]],
        }
        for other, path in context.impact.stopped(element.id).items()
    ]


def _state(context: Context, element: Element, state: Any) -> dict[str, str]:
    if not state:
        return {}
    attribute = next(a for a in context.model.kind(element).attributes.values() if a.role == "state")
    words = pieces(context, attribute, state)[0].words
    return {"words": words, "meaning": context.metamodel.states.get(str(state), "present")}


def _link(context: Context, element_id: str) -> Piece | None:
    if not element_id:
        return None
    return Piece(context.name(element_id), target=context.addresses.element(element_id))


def _source(context: Context, element_id: str) -> Piece:
    return Piece(context.name(element_id), target=context.addresses.element(element_id))


def _relations(context: Context, relations: list[Relation]) -> list[dict[str, Any]]:
    """Relations that the element holds, by attribute."""
    rows: dict[str, dict[str, Any]] = {}
    for relation in relations:
        attribute = context.model.whole.attribute(relation)
        # The card names its sources already, by themselves.
        if attribute.role in ("source",):
            continue
        row = {"label": context.say(attribute.label), "meaning": context.say(attribute.meaning), "ends": []}
        rows.setdefault(relation.name, row)["ends"].append(_end(context, relation, relation.target))
    return list(rows.values())


def _inverse(context: Context, relations: list[Relation]) -> list[dict[str, Any]]:
    """Relations that others hold to the element, by the inverse's name."""
    rows: dict[str, dict[str, Any]] = {}
    for relation in relations:
        attribute = context.model.whole.attribute(relation)
        # A source is cited by hundreds, and what a unit owns has pages of its own.
        if attribute.role in ("source", "owner"):
            continue
        words = context.say(attribute.inverse) if attribute.inverse else context.say(attribute.label)
        rows.setdefault(words, {"label": words, "meaning": "", "ends": []})["ends"].append(
            _end(context, relation, relation.source)
        )
    return list(rows.values())


def _end(context: Context, relation: Relation, other: str) -> dict[str, Any]:
    """The other end of a relation, with what the relation itself carries."""
    attribute = context.model.whole.attribute(relation)
    carried = []
    for name, value in relation.values.items():
        own = attribute.attributes[name]
        words = [context.name(item) for item in value] if own.is_relation else []
        words = words or [piece.words for piece in pieces(context, own, value)]
        carried.append(f"{context.say(own.label)}: {', '.join(words)}")
    kind = context.model.kind(context.model.whole.elements[other])
    return {
        "name": context.name(other),
        "target": context.addresses.element(other),
        "carried": "; ".join(carried),
        "color": context.metamodel.domains[kind.domain].color,
    }
