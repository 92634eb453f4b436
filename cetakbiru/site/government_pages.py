"""Each government on a page: where it stands, what blocks it, what it promised, what it could take over, the cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, group, groups, is_done, item, links, words
from cetakbiru.site.obstacle_pages import course
from cetakbiru.site.standing import aspects, outlooks, published, rankings, unpublished
from cetakbiru.site.takeover import own_cost, takeovers
from cetakbiru.site.values import pieces


def government_pages(context: Context) -> Iterator[RawPage]:
    """The overview of all governments and one page for each; nothing where the model names none."""
    governments = Governments(context.model)
    if not governments.records:
        return
    rows = [_overview(context, governments, record) for record in governments.records]
    shared: dict[str, Any] = {
        "years": sorted({year for row in rows for year in row["years"]}),
        "groups": groups(context, "obstacle"),
        "ranking": rankings(rows),
    }
    facts = {"rows": rows, "matrix": aspects(context, governments), **shared}
    yield "government/index.html", "governments.md.j2", context.label("governments"), facts
    for record, row in zip(governments.records, rows, strict=True):
        facts = {"row": row, "rank": _rank(shared["ranking"], row), **shared, **_details(context, governments, record)}
        yield context.addresses.government(record.local), "government.md.j2", context.name(record.id), facts


def _overview(context: Context, governments: Governments, record: Element) -> dict[str, Any]:
    """A government's row: indices by year, obstacles by group, commitments."""
    years = published(context, governments.about(record, "assessment"))
    barriers = [one for one in governments.about(record, "obstacle") if not is_done(context, one)]
    promises = governments.about(record, "commitment")
    return {
        "name": context.name(record.id),
        "target": context.addresses.government(record.local),
        "years": years,
        "latest": max(years, default=None),
        "obstacles": Counter(group(context, one)[0] for one in barriers),
        "promises": len(promises),
        "open": sum(1 for one in promises if not is_done(context, one)),
        "late": sum(1 for one in promises if promise(context, one)["late"]),
    }


def _rank(tables: Iterable[dict[str, Any]], row: dict[str, Any]) -> dict[str, Any] | None:
    """A government's place in its latest year: values of different years are no contest."""
    table = next((table for table in tables if table["year"] == row["latest"]), None)
    place = next((one for one in table["rows"] if one["row"] is row), None) if table else None
    return {**place, "year": row["latest"], "of": len(table["rows"])} if table and place else None


def _details(context: Context, governments: Governments, record: Element) -> dict[str, Any]:
    """Everything else on a government's page."""
    whole = context.model.whole
    assessments = governments.about(record, "assessment")
    promises = [promise(context, one) for one in governments.about(record, "commitment")]
    offers = takeovers(context, governments, record)
    attended = [r.source for r in whole.incoming[record.id] if whole.attribute(r).role == "attendance"]
    attended.sort(key=lambda key: str(whole.value(whole.elements[key], "day") or ""), reverse=True)
    return {
        "own": outlooks(context, assessments),
        "unassessed": unpublished(context, assessments),
        "results": [_result(context, one) for one in governments.about(record, "result")],
        "course": course(context, governments.about(record, "obstacle")),
        "obstacles": _obstacles(context, governments.about(record, "obstacle")),
        "promises": sorted(promises, key=by_urgency),
        "forum": max((day for row in promises for day in row["days"]), default=None),
        "attended": links(context, attended),
        "documents": [document(context, one) for one in governments.about(record, "document")],
        "takeovers": offers,
        "takeover_cost": own_cost(offers),
        "budget": budget(context, governments.about(record, "work-package")),
        "works": [_work(context, one) for one in governments.about(record, "work-package")],
        "member": context.addresses.member(record.id) if record.id in context.model.members else "",
        "attributes": _attributes(context, record),
    }


def _attributes(context: Context, element: Element) -> list[dict[str, Any]]:
    kind = context.model.kind(element)
    return [
        {"label": context.say(a.label), "pieces": pieces(context, a, element.values[a.name])}
        for a in kind.attributes.values()
        if a.name in element.values and a.role not in ("name", "illustration", "abbreviation")
    ]


def _obstacles(context: Context, barriers: Iterable[Element]) -> list[dict[str, Any]]:
    """Obstacles in their groups, the open ones of a group first, each with what it blocks."""
    rows = []
    for one in barriers:
        blocked = links(context, context.model.whole.targets(one.id, "blocks"))
        rows.append({**item(context, one), "group": group(context, one)[0], "state": words(context, one, "progress"),
                     "done": is_done(context, one), "blocks": blocked})  # fmt: skip
    found = []
    for head in groups(context, "obstacle"):
        own = sorted((row for row in rows if row["group"] == head["key"]), key=lambda row: row["done"])
        if own:
            found.append({**head, "rows": own, "open": sum(1 for row in own if not row["done"])})
    return found


def _result(context: Context, element: Element) -> dict[str, Any]:
    value = context.model.whole.value
    return {**item(context, element), "measure": value(element, "measure"), "score": value(element, "score")}


def promise(context: Context, element: Element) -> dict[str, Any]:
    """A commitment: by whom, until when, in what state, and whether that day is past."""
    whole = context.model.whole
    due, done = whole.value(element, "due"), is_done(context, element)
    decisions = whole.targets(element.id, "follows-from")
    return {
        **item(context, element),
        "due": due,
        "state": words(context, element, "progress"),
        "done": done,
        "late": bool(due and not done and due < context.given.today),
        "by": links(context, whole.targets(element.id, "promises")),
        "from": links(context, decisions),
        "days": [day for key in decisions if (day := taken(context, key))],
        "evidence": links(context, whole.targets(element.id, "evidence")),
    }


def taken(context: Context, decision: str) -> Any:
    """The day of the meeting that took a decision; None where it names none."""
    whole = context.model.whole
    meetings = whole.targets(decision, "taken-in")
    return whole.value(whole.elements[meetings[0]], "day") if meetings else None


def by_urgency(row: dict[str, Any]) -> tuple[Any, ...]:
    """Order of commitments: late ones first, then by their day; those that are done last."""
    return row["done"], not row["late"], str(row["due"] or "9999"), row["name"]


def document(context: Context, element: Element) -> dict[str, Any]:
    """A planning document: its kind, its period, its state, and how much it covers."""
    value = context.model.whole.value
    return {
        **item(context, element),
        "class": group(context, element)[1],
        "state": words(context, element, "document-state"),
        "start": value(element, "start"),
        "end": value(element, "end"),
        "covers": links(context, context.model.whole.targets(element.id, "covers")),
    }


def _work(context: Context, element: Element) -> dict[str, Any]:
    amounts = context.model.whole.value(element, "budget")
    total = sum(amounts.values()) if isinstance(amounts, dict) else 0
    return {**item(context, element), "total": total, "years": sorted(amounts) if isinstance(amounts, dict) else []}


def budget(context: Context, works: Iterable[Element]) -> dict[str, Any]:
    """What work packages cost by year, for the years of the plan and any other that they name."""
    totals: Counter[int] = Counter()
    for one in works:
        amounts = context.model.whole.value(one, "budget")
        totals.update(amounts if isinstance(amounts, dict) else {})
    first, last = context.given.horizon
    years = sorted({*range(first, last + 1), *totals})
    return {"years": [{"year": year, "amount": totals[year]} for year in years],
            "total": sum(totals.values()), "most": max(totals.values(), default=0)}  # fmt: skip
