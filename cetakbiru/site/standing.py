"""Where governments stand: published indices by year, ranks within a year, and the aspects of their own assessments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cetakbiru.metamodel import Instrument
from cetakbiru.model import Element
from cetakbiru.model.assessment import score
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import link
from cetakbiru.site.outlook import outlook


def published(context: Context, assessments: Iterable[Element]) -> dict[int, dict[str, Any]]:
    """Published indices by the year assessed, with the scale that each is on."""
    whole, years = context.model.whole, {}
    for element in assessments:
        index = whole.value(element, "published-index")
        if index is not None:
            instrument = _instrument(context, element)
            years[whole.value(element, "year")] = {
                "value": index,
                "predicate": whole.value(element, "published-predicate") or "",
                "target": context.addresses.element(element.id),
                "share": float(index) / instrument.scale[1] if instrument else 0,
            }
    return dict(sorted(years.items()))


def unpublished(context: Context, assessments: Iterable[Element]) -> list[dict[str, Any]]:
    """Assessments that give neither an index nor levels: a source says that there was none."""
    whole = context.model.whole
    return [
        {**link(context, item.id), "year": whole.value(item, "year")}
        for item in assessments
        if whole.value(item, "published-index") is None and not whole.value(item, "levels")
    ]


def rankings(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each year, latest first, the governments with a value in order; equal values share a rank.

    Args:
        rows: governments with their ``years``.
    """
    rows = list(rows)
    tables = []
    for year in sorted({year for row in rows for year in row["years"]}, reverse=True):
        having = [(row["years"][year]["value"], row) for row in rows if year in row["years"]]
        having.sort(key=lambda pair: (-pair[0], pair[1]["name"]))
        values = [value for value, _ in having]
        ranked = [{"rank": values.index(value) + 1, "tied": values.count(value) > 1, "value": value, "row": row,
                   "predicate": row["years"][year]["predicate"]} for value, row in having]  # fmt: skip
        tables.append({"year": year, "rows": ranked, "unknown": len(rows) - len(having)})
    return tables


def assessed(context: Context, assessments: Iterable[Element]) -> list[dict[str, Any]]:
    """Assessments that give levels: index, predicate and the value of each group of their instrument."""
    found = []
    for element in assessments:
        levels, instrument = context.model.whole.value(element, "levels"), _instrument(context, element)
        if levels and instrument:
            found.append(_assessed(context, element, instrument, levels))
    return found


def outlooks(context: Context, assessments: Iterable[Element]) -> list[dict[str, Any]]:
    """The same as ``assessed``, each with what lies ahead of it."""
    known = {item.id: item for item in assessments}
    return [
        {**row, "outlook": outlook(context, element, instrument, context.model.whole.value(element, "levels"))}
        for row in assessed(context, known.values())
        if (element := known[row["id"]]) and (instrument := _instrument(context, element))
    ]


def _assessed(context: Context, element: Element, instrument: Instrument, levels: Mapping[str, int]) -> dict[str, Any]:
    result = score(instrument, levels)
    high = instrument.scale[1]
    groups = [
        {
            "label": context.say(group.label),
            "value": float(result.groups[key]),
            "share": float(result.groups[key]) / high,
        }
        for key, group in instrument.groups.items()
        if key in result.groups and not group.parent
    ]
    return {
        **link(context, element.id),
        "id": element.id,
        "instrument": instrument.key,
        "year": context.model.whole.value(element, "year"),
        "index": None if result.index is None else float(result.index),
        "range": (float(result.lowest), float(result.highest)),
        "predicate": context.say(result.predicate),
        "missing": len(result.missing),
        "groups": groups,
        "illustration": bool(context.model.whole.value(element, "illustration")),
    }


def aspects(context: Context, governments: Governments) -> list[dict[str, Any]]:
    """Governments against the groups of each instrument: the latest assessment of each that gives levels."""
    tables = []
    for key, instrument in context.metamodel.instruments.items():
        rows = []
        for record in governments.records:
            own = [
                row for row in assessed(context, governments.about(record, "assessment")) if row["instrument"] == key
            ]
            if own:
                rows.append({**max(own, key=lambda row: row["year"]), "government": link(context, record.id)})
        if rows:
            heads = [context.say(group.label) for group in instrument.groups.values() if not group.parent]
            tables.append({"label": context.say(instrument.label), "heads": heads, "rows": rows,
                           "conflict": context.say(instrument.conflict)})  # fmt: skip
    return tables


def _instrument(context: Context, element: Element) -> Instrument | None:
    return context.metamodel.instruments.get(str(context.model.whole.value(element, "instrument") or ""))
