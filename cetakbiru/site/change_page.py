"""From present to target: what changes between the first and the last year of the plan, by unit."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cetakbiru.model import Element, Model, is_new, lifetime
from cetakbiru.site.context import Context
from cetakbiru.site.values import Piece


def change_facts(context: Context) -> dict[str, Any]:
    """Facts of the page: for each unit what is added, retired and upgraded, with the year."""
    model = context.model
    first, last = context.given.horizon
    changes = context.given.changes
    rows: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {"added": [], "removed": [], "changed": []})
    for element in changes.added:
        rows[model.owner(element.id)]["added"].append(_row(context, element, lifetime(model, element)[0]))
    for element in changes.removed:
        rows[model.owner(element.id)]["removed"].append(_row(context, element, lifetime(model, element)[1]))
    for element in model.elements.values():
        if _is_upgraded(model, element):
            rows[model.owner(element.id)]["changed"].append(_row(context, element, None))
    order = [space for space in ("", *context.addresses.spaces) if space in rows]
    return {
        "first": first,
        "last": last,
        "groups": [{"owner": _owner(context, space), **rows[space]} for space in order],
        "counts": {key: sum(len(row[key]) for row in rows.values()) for key in ("added", "removed", "changed")},
    }


def _is_upgraded(model: Model, element: Element) -> bool:
    state = model.metamodel.states.get(str(model.value(element, "state")))
    return state == "changed" and not is_new(model, element)


def _row(context: Context, element: Element, year: int | None) -> dict[str, Any]:
    kind = context.model.kind(element)
    return {
        "piece": Piece(context.name(element.id), target=context.addresses.element(element.id)),
        "kind": context.say(kind.label),
        "color": context.metamodel.domains[kind.domain].color,
        "year": year,
    }


def _owner(context: Context, space: str) -> Piece:
    if not space:
        return Piece(context.label("shared"), target="shared/index.html")
    return Piece(context.name(space), target=context.addresses.unit(space))
