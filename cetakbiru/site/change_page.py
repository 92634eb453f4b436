"""From present to target: what changes between the first and the last year of the plan, by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element, Model, is_new, lifetime
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage
from cetakbiru.site.portions import ALONE, filled, numbered, path_of, tables
from cetakbiru.site.values import Piece

_PATH = "change.html"
_SIGNS = ("added", "removed", "changed")
UNIT, ELEMENT = 240, 180  # measured: letters of a unit's row, and of each element in it


def change_pages(context: Context) -> Iterator[RawPage]:
    """The page, or as many as its table takes: for each unit what is added, retired and upgraded, with the year."""
    first, last = context.given.horizon
    groups = _groups(context)
    told = {
        "first": first,
        "last": last,
        "counts": {sign: sum(len(group[sign]) for group in groups) for sign in _SIGNS},
    }
    parts = list(filled(groups, _cost, ALONE)) or [()]
    for table in tables(parts, _PATH, _PATH, lambda group: str(group["owner"].words)):
        title = numbered(context.label("change"), table)
        yield path_of(_PATH, table["number"]), "change.md.j2", title, {**told, **table}


def _cost(group: dict[str, Any]) -> int:
    return UNIT + ELEMENT * sum(len(group[sign]) for sign in _SIGNS)


def _groups(context: Context) -> list[dict[str, Any]]:
    model, changes = context.model, context.given.changes
    rows: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {"added": [], "removed": [], "changed": []})
    for element in changes.added:
        rows[model.owner(element.id)]["added"].append(_row(context, element, lifetime(model, element)[0]))
    for element in changes.removed:
        rows[model.owner(element.id)]["removed"].append(_row(context, element, lifetime(model, element)[1]))
    for element in model.elements.values():
        if _is_upgraded(model, element):
            rows[model.owner(element.id)]["changed"].append(_row(context, element, None))
    order = [space for space in ("", *context.addresses.spaces) if space in rows]
    return [{"owner": _owner(context, space), **rows[space]} for space in order]


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
