"""Accountability: what supports each intervention area; risks in their matrix; the roadmap as a schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.risk import magnitude, magnitude_of
from cetakbiru.model.schedule import Schedule
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, link, with_role


def public_pages(context: Context) -> Iterator[RawPage]:
    """Pages that the model has something for."""
    areas = with_role(context, "accountability-area")
    if areas:
        facts = {"areas": [_area(context, item) for item in areas], "open": _open_data(context)}
        yield "accountability.html", "accountability.md.j2", context.label("accountability"), facts
    risks = with_role(context, "risk")
    if risks and context.metamodel.risk_matrix:
        yield "risks.html", "risks.md.j2", context.label("risks"), _risks(context, risks)
    schedule = Schedule(context.model)
    if schedule.spans:
        yield "schedule.html", "schedule.md.j2", context.label("schedule"), _schedule(context, schedule)


def _area(context: Context, element: Element) -> dict[str, Any]:
    """An area with its support by kind, and the kinds that it lacks."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key in context.model.targets(element.id, "support"):
        end = link(context, key)
        kinds[end["kind"]].append(end)
    attribute = context.model.kind(element).with_role("support")
    wanted = [context.say(context.metamodel.kinds[kind].label) for kind, _ in attribute.targets] if attribute else []
    return {
        **link(context, element.id),
        "support": kinds,
        "lacking": [label for label in wanted if label not in kinds],
        "findings": context.told_by_element.get(element.id, []),
        "illustration": bool(context.model.value(element, "illustration")),
    }


def _open_data(context: Context) -> list[dict[str, Any]]:
    """Data of the most open class: what a citizen may ask for and reuse."""
    found = []
    for element in with_role(context, "data-object"):
        attribute = context.model.kind(element).with_role("sensitivity")
        ranks = context.metamodel.vocabularies[attribute.vocabulary].ranks if attribute else {}
        if ranks and ranks.get(str(context.model.value(element, "sensitivity"))) == min(ranks.values()):
            found.append(link(context, element.id))
    return found


def _risks(context: Context, risks: list[Element]) -> dict[str, Any]:
    """The matrix with the risks in its cells, and the list by magnitude."""
    size = len(next(iter(context.metamodel.risk_matrix["rows"].values())))
    cells: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    listed = []
    for element in risks:
        found = magnitude_of(context.model, element)
        if found is None:
            continue
        spot = tuple(int(context.model.value(element, role)) for role in ("likelihood", "impact"))
        row = link(context, element.id)
        cells[spot[0], spot[1]].append(row)
        threatened = [link(context, key) for key in context.model.targets(element.id, "threatens")]
        words = context.say(found.level)
        listed.append({**row, "value": found.value, "level": words, "rank": found.rank, "threatens": threatened})
    listed.sort(key=lambda row: (-row["value"], row["name"]))
    axis = range(1, size + 1)
    rows = [{"likelihood": up, "cells": [_cell(context, up, over, cells) for over in axis]} for up in reversed(axis)]
    return {"rows": rows, "axis": list(axis), "risks": listed}


def _cell(context: Context, up: int, over: int, cells: dict[tuple[int, int], list[dict[str, Any]]]) -> dict[str, Any]:
    found = magnitude(context.metamodel, up, over)
    return {
        "value": found.value if found else "",
        "rank": found.rank if found else 0,
        "risks": cells.get((up, over), []),
    }


def _schedule(context: Context, schedule: Schedule) -> dict[str, Any]:
    """The critical path, and for every item that others wait for what slips with it by a year."""
    chain = schedule.critical_path()
    waiting = []
    for key, following in schedule.after.items():
        if following:
            late = schedule.slips(key, 1)
            waiting.append({**link(context, key), "span": schedule.spans[key],
                            "slips": [{**link(context, other), "years": years} for other, years in late.items()],
                            "after": [link(context, other) for other in following]})  # fmt: skip
    steps = [{**link(context, key), "span": schedule.spans[key]} for key in chain]
    return {"path": steps, "years": schedule.work(chain), "waiting": waiting}
