"""Risks in their matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.risk import magnitude, magnitude_of
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, link, with_role


def risk_page(context: Context) -> Iterator[RawPage]:
    """The page of risks; nothing where there are none."""
    risks = with_role(context, "risk")
    if risks and context.metamodel.risk_matrix:
        yield "risks.html", "risks.md.j2", context.label("risks"), _risks(context, risks)


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
