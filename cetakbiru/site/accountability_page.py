"""Accountability for citizens: how each area is held up, in whom, with what evidence, and which data are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, item, link, links, with_role

SERVICE, APPLICATION, DATA = "business-service", "application-component", "data-object"


def accountability_page(context: Context) -> Iterator[RawPage]:
    """The page of accountability; nothing where the model names no area."""
    areas = with_role(context, "accountability-area")
    if not areas:
        return
    governments = Governments(context.model)
    rows = [_area(context, one) for one in areas]
    facts = {
        "areas": rows,
        "governments": [_government(context, governments, record, areas) for record in governments.records],
        "open": _open_data(context),
    }
    yield "accountability.html", "accountability.md.j2", context.label("accountability"), facts


def _area(context: Context, element: Element) -> dict[str, Any]:
    """An area as chains from service to application to data, with its evidence and what is missing."""
    model = context.model
    support = model.targets(element.id, "support")
    chains = [_chain(context, key) for key in support if _role(context, key) == SERVICE]
    shown = {end["target"] for chain in chains for end in (*chain["applications"], *chain["data"])}
    others = [end for key in support if _role(context, key) != SERVICE
              if (end := link(context, key))["target"] not in shown]  # fmt: skip
    return {
        **item(context, element),
        "chains": chains,
        "others": others,
        "evidence": links(context, model.targets(element.id, "evidence")),
        "lacking": _lacking(context, element, support),
        "findings": context.told_by_element.get(element.id, []),
    }


def _chain(context: Context, service: str) -> dict[str, Any]:
    """A service, the applications that serve it, and the data that they use for it."""
    model = context.model
    applications = [r.source for r in model.incoming[service]
                    if model.attribute(r).role == "serving" and _role(context, r.source) == APPLICATION]  # fmt: skip
    about = {r.source for r in model.incoming[service] if _role(context, r.source) == DATA}
    used = dict.fromkeys(end for key in applications for end in model.targets(key, "access"))
    return {"service": link(context, service), "applications": links(context, dict.fromkeys(applications)),
            "data": links(context, [key for key in used if key in about] or used)}  # fmt: skip


def _lacking(context: Context, element: Element, support: list[str]) -> list[str]:
    """Kinds of support that an area may have and does not."""
    attribute = context.model.kind(element).with_role("support")
    have = {context.model.elements[key].kind for key in support}
    wanted = (kind for kind, _ in attribute.targets) if attribute else ()
    return [context.say(context.metamodel.kinds[kind].label) for kind in wanted if kind not in have]


def _government(context: Context, governments: Governments, record: Element, areas: list[Element]) -> dict[str, Any]:
    """A government's results, and how many of its services are of a class that holds each area up."""
    whole = context.model.whole
    classes = Counter(_code(context, one) for one in governments.about(record, SERVICE))
    results = [{**item(context, one), "measure": whole.value(one, "measure"), "score": whole.value(one, "score")}
               for one in governments.about(record, "result")]  # fmt: skip
    return {
        **link(context, record.id),
        "target": context.addresses.government(record.local),
        "counts": [sum(classes[code] for code in _codes(context, area)) for area in areas],
        "results": sorted(results, key=lambda row: (-int(row["year"] or 0), str(row["measure"]))),
    }


def _codes(context: Context, area: Element) -> set[str]:
    """Classes of the services that hold an area up."""
    ends = (context.model.elements[key] for key in context.model.targets(area.id, "support"))
    return {_code(context, end) for end in ends if _role(context, end.id) == SERVICE} - {""}


def _code(context: Context, element: Element) -> str:
    return str(context.model.whole.value(element, "classification") or "")


def _role(context: Context, element_id: str) -> str:
    return context.model.kind(context.model.elements[element_id]).role


def _open_data(context: Context) -> list[dict[str, Any]]:
    """Data of the most open class: what a citizen may ask for and reuse."""
    found = []
    for element in with_role(context, DATA):
        attribute = context.model.kind(element).with_role("sensitivity")
        ranks = context.metamodel.vocabularies[attribute.vocabulary].ranks if attribute else {}
        if ranks and ranks.get(str(context.model.value(element, "sensitivity"))) == min(ranks.values()):
            found.append(link(context, element.id))
    return found
