"""The home page: a governor's questions at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container
from typing import Any

from cetakbiru.metamodel import SEVERITIES
from cetakbiru.model.governments import Governments
from cetakbiru.site.context import Context
from cetakbiru.site.home_sections import sections
from cetakbiru.views import short_name


def home_facts(context: Context, planned: Container[str]) -> dict[str, Any]:
    """Facts of the home page.

    Args:
        context: the language.
        planned: addresses of all other pages; the home page leads to these only.
    """
    model = context.model
    return {
        "summary": context.say(context.given.summary),
        "counts": _counts(context, planned),
        "elements": len(model.elements),
        "relations": len(model.relations),
        "units": len(context.addresses.spaces),
        "doubles": _doubles(context),
        "sections": sections(context, planned),
        "governments": [
            {"name": short_name(model, one.id), "target": context.addresses.government(one.local)}
            for one in Governments(model).records
        ],
        "questions": [
            {"text": context.say(item["text"]), "to": item["to"]}
            for item in context.metamodel.pages.get("questions", [])
            if item["to"] in planned
        ],
        "severities": _severities(context),
        "budget": _budget(context),
        "top_rules": by_rule(context)[:6],
        "recent": context.given.recent,
        "illustrations": sum(1 for e in model.elements.values() if model.value(e, "illustration")),
        "sourced": sum(1 for e in model.elements.values() if model.targets(e.id, "source")),
    }


def _counts(context: Context, planned: Container[str]) -> list[dict[str, Any]]:
    """How many elements of each kind there are that the pack counts, with the page that lists them; else all kinds."""
    kinds = context.metamodel.kinds
    glance: dict[str, str] = context.metamodel.pages.get("glance") or dict.fromkeys(kinds, "")
    return [
        {
            "label": context.say(kinds[name].plural),
            "color": context.metamodel.domains[kinds[name].domain].color,
            "count": len(context.model.by_kind[name]),
            "target": target if target in planned else "",
        }
        for name, target in glance.items()
        if context.model.by_kind.get(name)
    ]


def _doubles(context: Context) -> int:
    """Codes under which elements of more than one unit are classified."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for element in context.model.elements.values():
        for attribute in context.model.kind(element).attributes.values():
            # What is shared is meant for several, and no double.
            if attribute.role == "classification" and element.namespace:
                code = str(element.values.get(attribute.name, ""))
                owners[element.kind, code].add(context.model.owner(element.id))
    return sum(1 for (_, code), found in owners.items() if code and len(found) > 1)


def _severities(context: Context) -> list[dict[str, Any]]:
    counts = Counter(item.severity for item in context.told)
    return [{"severity": key, "count": counts[key]} for key in reversed(SEVERITIES)]


def _budget(context: Context) -> dict[str, Any]:
    """Budget by year of all roadmap items."""
    totals: Counter[int] = Counter()
    for element in context.model.elements.values():
        value = context.model.value(element, "budget")
        if isinstance(value, dict):
            totals.update({year: amount for year, amount in value.items() if isinstance(amount, int)})
    first, last = context.given.horizon
    # Years without an amount stay in, so that the bars keep their places.
    years = [{"year": year, "amount": totals[year]} for year in range(first, last + 1)]
    return {"years": years, "total": sum(totals.values()), "most": max(totals.values(), default=0)}


def by_rule(context: Context) -> list[dict[str, Any]]:
    """Findings by rule, most severe and most frequent first."""
    groups: dict[str, list[Any]] = {}
    for item in context.told:
        groups.setdefault(item.rule, []).append(item)
    rows = [
        {"rule": rule, "title": items[0].title, "severity": items[0].severity, "items": items,
         "target": context.addresses.rule(rule)}
        for rule, items in groups.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-SEVERITIES.index(row["severity"]), -len(row["items"]), row["rule"]))
