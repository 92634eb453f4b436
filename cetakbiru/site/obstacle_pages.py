"""Obstacles of all governments: how many of which group, since when, and which ones hold up the most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.governments import Governments
from cetakbiru.model.obstacles import Blockage, blockages
from cetakbiru.model.trend import trend
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, group, groups, is_done, item, link, links, words

MOST = 15
SERVICE = "business-service"


def obstacle_pages(context: Context) -> Iterator[RawPage]:
    """The page of obstacles; nothing where there are none."""
    governments = Governments(context.model)
    found = {one.id: one for record in governments.records for one in governments.about(record, "obstacle")}
    if not found:
        return
    heads = groups(context, "obstacle")
    rows = critical(context)
    facts = {
        "groups": heads,
        "heat": [row for record in governments.records if (row := _heat(context, governments, record))["total"]],
        "trend": _trend(context, list(found.values())),
        "courses": _courses(context, governments),
        "critical": [row for row in rows if row["paths"]][:MOST],
        "idle": [row for row in rows if not row["paths"]],
        "done": sum(1 for one in found.values() if is_done(context, one)),
    }
    yield "obstacles.html", "obstacles.md.j2", context.label("obstacles"), facts


def critical(context: Context) -> list[dict[str, Any]]:
    """Open obstacles of all governments, those first whose removal frees the most."""
    whole = context.model.whole
    governments = Governments(context.model)
    whose: dict[str, list[str]] = defaultdict(list)
    for record in governments.records:
        for one in governments.about(record, "obstacle"):
            if not is_done(context, one):
                whose[one.id].append(record.id)
    found = blockages(whole, [whole.elements[key] for key in whose])
    return [_row(context, blockage, whose[blockage.element]) for blockage in found]


def _row(context: Context, blockage: Blockage, whose: list[str]) -> dict[str, Any]:
    whole = context.model.whole
    element = whole.elements[blockage.element]
    # A reader asks for the service at the end of the path first.
    paths = sorted(blockage.paths.values(), key=lambda path: whole.kind(whole.elements[path[-1]]).role != SERVICE)
    roles = Counter(whole.kind(whole.elements[key]).role for key in blockage.paths)
    return {
        **item(context, element),
        "group": group(context, element)[1],
        "state": words(context, element, "progress"),
        "cause": words(context, element, "cause"),
        "measure": words(context, element, "measure-taken"),
        "governments": [{"name": context.name(key), "target": context.addresses.government(key)} for key in whose],
        "services": roles[SERVICE],
        "works": roles["work-package"],
        "frees": len(blockage.frees),
        "paths": [links(context, path) for path in paths],
    }


def _heat(context: Context, governments: Governments, record: Element) -> dict[str, Any]:
    """Open obstacles of a government by group."""
    barriers = [one for one in governments.about(record, "obstacle") if not is_done(context, one)]
    counts = Counter(group(context, one)[0] for one in barriers)
    page = context.addresses.government(record.local)
    return {**link(context, record.id), "target": f"{page}#_obstacles", "counts": counts, "total": len(barriers)}


def _trend(context: Context, barriers: list[Element]) -> dict[str, Any]:
    """How many obstacles of each group were reported in each year; those without a year apart."""
    counts: dict[str, Counter[int | str]] = defaultdict(Counter)
    for one in barriers:
        counts[group(context, one)[0]][item(context, one)["year"]] += 1
    years = sorted({year for row in counts.values() for year in row if isinstance(year, int)})
    most = max((row[year] for row in counts.values() for year in years), default=1)
    return {"years": years, "counts": counts, "most": most, "undated": any(row[""] for row in counts.values())}


def course(context: Context, barriers: Iterable[Element]) -> dict[str, Any]:
    """Obstacles of a government by year: reported, removed, open at its end; and what has no year."""
    found = trend(context.model.whole, barriers)
    rows = {row.year: {"reported": row.reported, "removed": row.removed, "open": row.open} for row in found.years}
    return {"years": rows, "undated": found.undated, "removed_undated": found.removed_undated, "known": found.known}


def _courses(context: Context, governments: Governments) -> dict[str, Any]:
    """The course of each government that has obstacles, over the years that any of them names."""
    rows = []
    for record in governments.records:
        if barriers := governments.about(record, "obstacle"):
            page = f"{context.addresses.government(record.local)}#_course"
            rows.append({**link(context, record.id), "target": page, **course(context, barriers)})
    years = sorted({year for row in rows for year in row["years"]})
    most = max((one["open"] for row in rows for one in row["years"].values()), default=1) or 1
    return {"years": years, "rows": rows, "most": most}
