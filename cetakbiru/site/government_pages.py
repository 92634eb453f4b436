"""Where each government stands: indices, results, obstacles, promises, and what it could take over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.assessment import score
from cetakbiru.site.context import Context
from cetakbiru.site.values import Piece, pieces

RawPage = tuple[str, str, str, dict[str, Any]]


def government_pages(context: Context) -> Iterator[RawPage]:
    """The overview of all governments and one page for each; nothing where the model names none."""
    governments = _with_role(context, "government")
    if not governments:
        return
    rows = [_overview(context, item) for item in governments]
    _rank(rows)
    years = sorted({year for row in rows for year in row["years"]})
    shared: dict[str, Any] = {"years": years, "groups": _obstacle_groups(context)}
    facts = {"rows": rows, "matrix": _aspects(context, governments), **shared}
    yield "government/index.html", "governments.md.j2", context.label("governments"), facts
    for item, row in zip(governments, rows, strict=True):
        facts = {"row": row, **shared, **_details(context, item)}
        yield context.addresses.government(item.local), "government.md.j2", context.name(item.id), facts


def _with_role(context: Context, role: str) -> list[Element]:
    return [e for kind in context.metamodel.kinds_with_role(role) for e in context.model.by_kind[kind]]


def _about(context: Context, element: Element, role: str) -> list[Element]:
    """Elements of a role whose subject is a government."""
    model = context.model
    found = [model.elements[r.source] for r in model.incoming[element.id] if model.attribute(r).role == "subject"]
    return [item for item in found if model.kind(item).role == role]


def _overview(context: Context, element: Element) -> dict[str, Any]:
    """A government's row: indices by year, the latest, obstacles by group, commitments."""
    model = context.model
    years: dict[int, dict[str, Any]] = {}
    for item in _about(context, element, "assessment"):
        index = model.value(item, "published-index")
        if index is not None:
            predicate = model.value(item, "published-predicate") or ""
            target = context.addresses.element(item.id)
            years[model.value(item, "year")] = {"value": index, "predicate": predicate, "target": target}
    obstacles = Counter(_group_of(context, item) for item in _obstacles(context, element))
    promises = [model.elements[r.source] for r in model.incoming[element.id] if model.attribute(r).role == "promises"]
    return {
        "name": context.name(element.id),
        "target": context.addresses.government(element.local),
        "years": years,
        "latest": max(years, default=None),
        "obstacles": obstacles,
        "promises": len(promises),
        "open": sum(1 for item in promises if not _is_done(context, item)),
        "rank": None,
    }


def _rank(rows: list[dict[str, Any]]) -> None:
    """Ranks within the same year only: values of different years are no contest; equal values share a rank."""
    for year in {row["latest"] for row in rows if row["latest"]}:
        same = [row for row in rows if row["latest"] == year]
        for row in same:
            value = row["years"][year]["value"]
            row["rank"] = 1 + sum(1 for other in same if other["years"][year]["value"] > value)
            row["of"] = len(same)


def _obstacles(context: Context, element: Element) -> list[Element]:
    """A government's obstacles; those that name no government belong to the one whose architecture this is."""
    own = _about(context, element, "obstacle")
    first = _with_role(context, "government")[:1]
    if element in first:
        own += [item for item in _with_role(context, "obstacle") if not context.model.targets(item.id, "subject")]
    return own


def _obstacle_groups(context: Context) -> list[dict[str, str]]:
    for kind in context.metamodel.kinds_with_role("obstacle"):
        for attribute in context.metamodel.kinds[kind].attributes.values():
            if attribute.type == "choice" and attribute.required:
                values = context.metamodel.vocabularies[attribute.vocabulary].values
                return [{"key": key, "label": context.say(words)} for key, words in values.items()]
    return []


def _group_of(context: Context, element: Element) -> str:
    for attribute in context.model.kind(element).attributes.values():
        if attribute.type == "choice" and attribute.required:
            return str(element.values.get(attribute.name, ""))
    return ""


def _is_done(context: Context, element: Element) -> bool:
    progress = str(context.model.value(element, "progress") or "")
    return context.metamodel.states.get(progress) == "done"


def _aspects(context: Context, governments: list[Element]) -> list[dict[str, Any]]:
    """Governments against the groups of an instrument, from assessments that give levels."""
    tables = []
    for key, instrument in context.metamodel.instruments.items():
        rows = []
        for government in governments:
            for item in _about(context, government, "assessment"):
                levels = context.model.value(item, "levels")
                if levels and context.model.value(item, "instrument") == key:
                    found = score(instrument, levels)
                    cells = [
                        float(found.groups[group]) if group in found.groups else None for group in instrument.groups
                    ]
                    rows.append({"piece": Piece(context.name(item.id), target=context.addresses.element(item.id)),
                                 "cells": cells, "index": float(found.index) if found.index is not None else None,
                                 "predicate": context.say(found.predicate)})  # fmt: skip
        if rows:
            groups = [context.say(group.label) for group in instrument.groups.values()]
            tables.append({"label": context.say(instrument.label), "groups": groups, "rows": rows,
                           "high": instrument.scale[1], "conflict": context.say(instrument.conflict)})  # fmt: skip
    return tables


def _details(context: Context, element: Element) -> dict[str, Any]:
    """Everything else on a government's page."""
    groups = {row["key"]: row["label"] for row in _obstacle_groups(context)}
    obstacles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in _obstacles(context, element):
        obstacles[groups.get(_group_of(context, item), "")].append(_item(context, item))
    attended = [r.source for r in context.model.incoming[element.id] if context.model.attribute(r).role == "attendance"]
    promises = [context.model.elements[r.source] for r in context.model.incoming[element.id]
                if context.model.attribute(r).role == "promises"]  # fmt: skip
    return {
        "results": [_result(context, item) for item in _about(context, element, "result")],
        "obstacles": obstacles,
        "promises": [promise(context, item) for item in promises],
        "attended": [_link(context, key) for key in attended],
        "documents": [_item(context, item) for item in _about(context, element, "document")],
        "offers": _offers(context),
        "card": _item(context, element),
        "member": context.addresses.member(element.id) if element.id in context.model.members else "",
        "attributes": _attributes(context, element),
    }


def _attributes(context: Context, element: Element) -> list[dict[str, Any]]:
    kind = context.model.kind(element)
    return [
        {"label": context.say(a.label), "pieces": pieces(context, a, element.values[a.name])}
        for a in kind.attributes.values()
        if a.name in element.values and a.role not in ("name", "illustration", "abbreviation")
    ]


def _item(context: Context, element: Element) -> dict[str, Any]:
    year = next((element.values[a.name] for a in context.model.kind(element).attributes.values()
                 if a.type == "year" and a.name in element.values), "")  # fmt: skip
    return {
        **_link(context, element.id),
        "illustration": bool(context.model.value(element, "illustration")),
        "sources": [_link(context, key) for key in context.model.targets(element.id, "source")],
        "year": year,
    }


def _link(context: Context, element_id: str) -> dict[str, Any]:
    return {"name": context.name(element_id), "target": context.addresses.element(element_id)}


def _result(context: Context, element: Element) -> dict[str, Any]:
    model = context.model
    return {
        **_item(context, element),
        "measure": model.value(element, "measure"),
        "score": model.value(element, "score"),
    }


def promise(context: Context, element: Element) -> dict[str, Any]:
    """A commitment: by whom, until when, in what state, and whether that day is past."""
    due = context.model.value(element, "due")
    attribute = context.model.kind(element).with_role("progress")
    state = pieces(context, attribute, element.values[attribute.name])[0].words if attribute else ""
    done = _is_done(context, element)
    return {
        **_item(context, element),
        "due": due,
        "state": state,
        "done": done,
        "late": bool(due and not done and due < context.given.today),
        "by": [_link(context, key) for key in context.model.targets(element.id, "promises")],
        "from": [_link(context, key) for key in context.model.targets(element.id, "follows-from")],
        "evidence": [_link(context, key) for key in context.model.targets(element.id, "evidence")],
    }


def _offers(context: Context) -> list[dict[str, Any]]:
    """Shared applications that every unit may use by agreement, and what the roadmap spends on each."""
    model = context.model
    offered = []
    for contract in _with_role(context, "contract"):
        if not contract.namespace and not model.whole.targets(contract.id, "consumer"):
            offered += [key for key in model.targets(contract.id, "provides")
                        if model.kind(model.elements[key]).role == "application-component"]  # fmt: skip
    return [{**_link(context, key), "cost": _spent_on(context, key)} for key in dict.fromkeys(offered)]


def _spent_on(context: Context, element_id: str) -> int:
    total = 0
    for relation in context.model.incoming[element_id]:
        source = context.model.elements[relation.source]
        budget = context.model.value(source, "budget")
        if isinstance(budget, dict):
            total += sum(budget.values())
    return total
