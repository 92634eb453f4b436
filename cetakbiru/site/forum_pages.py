"""The forum: its calendar, the board of commitments, and the minutes of each meeting as a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from cetakbiru.model import Element
from cetakbiru.site.context import Context
from cetakbiru.site.government_pages import by_urgency, promise
from cetakbiru.site.lookup import RawPage, is_done, item, link, links, with_role
from cetakbiru.site.values import pieces

Row = dict[str, Any]
_TOLD_APART = ("name", "day", "illustration", "attendance", "source")


def forum_pages(context: Context) -> Iterator[RawPage]:
    """The forum's page and the minutes of each meeting; nothing where the model holds no meeting."""
    elements = sorted(with_role(context, "meeting"), key=lambda one: context.model.value(one, "day"), reverse=True)
    if not elements:
        return
    meetings = [_meeting(context, one) for one in elements]
    promises = [promise(context, one) for one in with_role(context, "commitment")]
    facts = {
        "meetings": meetings,
        "promises": sorted(promises, key=by_urgency),
        "board": _board(context),
        "months": _months(context),
        "calendar": _calendar(context, meetings),
        "gaps": _gaps(context, meetings),
        "decisions": [one for row in meetings for one in row["decisions"] if one["changes"]],
    }
    yield "forum.html", "forum.md.j2", context.label("forum"), facts
    for row in meetings:
        yield row["page"], "minutes.md.j2", f"{context.label('minutes')}: {row['name']}", {"row": row}


def _months(context: Context) -> int:
    """How many months the forum agreed to let pass between two meetings."""
    return int(context.metamodel.pages.get("forum_months", 2))


def _meeting(context: Context, element: Element) -> Row:
    model = context.model
    decisions = [r.source for r in model.incoming[element.id] if model.attribute(r).role == "taken-in"]
    attributes = [
        {"label": context.say(a.label), "many": a.many, "pieces": pieces(context, a, element.values[a.name])}
        for a in model.kind(element).attributes.values()
        if a.name in element.values and a.role not in _TOLD_APART
    ]
    return {
        **item(context, element),
        "page": f"forum/{element.local}.html",
        "day": model.value(element, "day"),
        "widest": _is_widest(context, element),
        "attributes": attributes,
        "attended": links(context, model.targets(element.id, "attendance")),
        "decisions": [_decision(context, model.elements[key]) for key in decisions],
    }


def _decision(context: Context, element: Element) -> Row:
    """A decision: the elements and blueprints that it changes, and the commitments that follow."""
    model = context.model
    follow = [r.source for r in model.incoming[element.id] if model.attribute(r).role == "follows-from"]
    changed = model.targets(element.id, "changes")
    owners = dict.fromkeys(owner for key in changed if (owner := model.owner(key)))
    return {
        **item(context, element),
        "changes": links(context, changed),
        "blueprints": [{"name": context.name(key), "target": context.addresses.unit(key)} for key in owners
                       if key in context.addresses.spaces],
        "promises": [promise(context, model.elements[key]) for key in follow],
    }  # fmt: skip


def _is_widest(context: Context, element: Element) -> bool:
    """Whether a meeting has the first scope of its vocabulary, that of the whole forum."""
    attribute = context.model.kind(element).with_role("meeting-scope")
    if attribute is None:
        return True
    values = context.metamodel.vocabularies[attribute.vocabulary].values
    return str(element.values.get(attribute.name)) == next(iter(values))


def _gaps(context: Context, meetings: Sequence[Row]) -> list[Row]:
    """Stretches between meetings of the whole forum that were longer than agreed, the last one up to today."""
    days = sorted(row["day"] for row in meetings if row["widest"])
    if context.given.today != date.max:
        days.append(context.given.today)
    most = _months(context) * 31
    found = [{"after": one, "before": other, "days": (other - one).days} for one, other in pairwise(days)]
    return [row for row in reversed(found) if row["days"] > most]


def _calendar(context: Context, meetings: Sequence[Row]) -> list[Row]:
    """Years with their turns: the meetings of each, and whether one of the whole forum was missed."""
    months, today = _months(context), context.given.today
    held: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in reversed(meetings):
        held[row["day"].year, (row["day"].month - 1) // months].append(row)
    first, last = min(held), max(held)
    end = last if today == date.max else max(last, (today.year, (today.month - 1) // months))
    years = []
    for year in range(end[0], first[0] - 1, -1):
        turns: list[Row] = [
            {"months": (turn * months + 1, (turn + 1) * months), "meetings": held.get((year, turn), []),
             "missed": first <= (year, turn) < end and not any(one["widest"] for one in held.get((year, turn), []))}
            for turn in range(12 // months)
        ]  # fmt: skip
        years.append({"year": year, "turns": turns, "missed": sum(1 for turn in turns if turn["missed"])})
    return years


def _board(context: Context) -> Row:
    """Commitments by who made them and by their state."""
    states: dict[str, str] = {}
    cells: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for element in with_role(context, "commitment"):
        attribute = context.model.kind(element).with_role("progress")
        if attribute is None:
            continue
        words = context.metamodel.vocabularies[attribute.vocabulary].values
        states |= {key: context.say(text) for key, text in words.items()}
        for by in context.model.targets(element.id, "promises"):
            cells[by][str(element.values.get(attribute.name))].append(promise(context, element))
    rows = [{**link(context, by), "target": _page_of(context, by), "cells": cells[by]} for by in cells]
    return {"states": states, "rows": sorted(rows, key=lambda row: row["name"])}


def _page_of(context: Context, element_id: str) -> str:
    """A government's own page, or a unit's: where the reader finds all that it promised."""
    element = context.model.elements.get(element_id)
    if element and context.model.kind(element).role == "government":
        return context.addresses.government(element.local)
    return context.addresses.element(element_id)


def standing_of(context: Context) -> Row:
    """The forum in brief, for the home page: the last meeting of all, open and late commitments."""
    days = [context.model.value(one, "day") for one in with_role(context, "meeting") if _is_widest(context, one)]
    promises = [(one, promise(context, one)["late"]) for one in with_role(context, "commitment")]
    return {
        "last": max(days, default=None),
        "open": sum(1 for one, _ in promises if not is_done(context, one)),
        "late": sum(1 for _, late in promises if late),
    }
