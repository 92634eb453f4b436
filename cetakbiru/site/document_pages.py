"""Planning documents of all governments: periods, states, what they cover, and the gaps between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element
from cetakbiru.model.coverage import Years, between, by_domain, period, uncovered_years
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.government_pages import document
from cetakbiru.site.lookup import RawPage, group, link, links, with_role


def document_pages(context: Context) -> Iterator[RawPage]:
    """The page of planning documents; nothing where there are none."""
    governments = Governments(context.model)
    rows = [_government(context, governments, record) for record in governments.records]
    if not any(row["documents"] for row in rows):
        return
    first, last = context.given.horizon
    own = by_domain(context.model, with_role(context, "document"))
    facts = {
        "rows": rows,
        "horizon": list(range(first, last + 1)),
        "domains": [_domain(context, key, *ends) for key, ends in own.items()],
        "works": _uncovered(context),
    }
    yield "documents.html", "documents.md.j2", context.label("documents-planning"), facts


def _government(context: Context, governments: Governments, record: Element) -> dict[str, Any]:
    """A government's documents by kind, the years of the plan that each holds, and the gaps."""
    elements = governments.about(record, "document")
    dated = [(one, span) for one in elements if (span := period(context.model.whole, one))]
    classes: dict[str, list[Years]] = defaultdict(list)
    for one, span in dated:
        classes[group(context, one)[1]].append(span)
    first, last = context.given.horizon
    return {
        **link(context, record.id),
        "target": context.addresses.government(record.local),
        "documents": [document(context, one) for one in elements],
        "years": {year: [link(context, one.id) for one, span in dated if span[0] <= year <= span[1]]
                  for year in range(first, last + 1)},
        "missing": uncovered_years([span for _, span in dated], context.given.horizon) if elements else [],
        "breaks": [{"class": key, "first": one, "last": other}
                   for key, spans in classes.items() for one, other in between(spans)],
    }  # fmt: skip


def _domain(context: Context, key: str, covered: list[str], bare: list[str]) -> dict[str, Any]:
    domain = context.metamodel.domains[key]
    return {"label": context.say(domain.label), "color": domain.color, "covered": links(context, covered),
            "bare": len(bare), "total": len(covered) + len(bare)}  # fmt: skip


def _uncovered(context: Context) -> list[dict[str, Any]]:
    """Work packages that no document names: planned, but in no plan."""
    model = context.model
    covered = {end for one in with_role(context, "document") for end in model.targets(one.id, "covers")}
    return [link(context, one.id) for one in with_role(context, "work-package") if one.id not in covered]
