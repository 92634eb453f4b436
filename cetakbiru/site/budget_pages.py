"""Money: what the plan costs by unit, year, domain and function, what is spent on it, and what the checks found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cetakbiru.metamodel import Kind
from cetakbiru.model.budget import CROSSING, Amount, planned, spent, totals
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, item, links, with_role, words

Named = tuple[str, str]


def budget_pages(context: Context) -> Iterator[RawPage]:
    """The page of the budget; nothing where no work package has one and no line is written."""
    plan, lines = planned(context.model), spent(context.model)
    if not plan and not lines:
        return
    everyone = planned(context.model.whole)
    years = sorted({one.year for one in (*everyone, *lines)})
    tables = [
        _table(context, plan, "budget-by-unit", lambda one: one.owner, _unit),
        _table(context, plan, "budget-by-domain", lambda one: one.domain, _domain),
        _table(context, plan, "budget-by-function", lambda one: one.function, _function),
        _table(context, everyone, "budget-by-government", lambda one: one.member, _government),
    ]
    facts = {
        "years": years,
        "tables": [table for table in tables if len(table["rows"]) > 1],
        "lines": _lines(context),
        "spent": sum((Counter({one.year: one.amount}) for one in lines), Counter()),
        "planned": sum((Counter({one.year: one.amount}) for one in plan), Counter()),
        "checks": checks(context),
    }
    yield "budget.html", "budget.md.j2", context.label("budget"), facts


def checks(context: Context) -> list[dict[str, Any]]:
    """What the checks found about money, by the rules that the pack names for it, those that found nothing too."""
    rules = context.metamodel.rules
    return [
        {"rule": rule, "title": context.say(rules[rule].title), "target": context.addresses.rule(rule),
         "items": [told for told in context.told if told.rule == rule]}
        for rule in context.metamodel.pages.get("budget_rules", ()) if rule in rules
    ]  # fmt: skip


def _table(
    context: Context,
    amounts: list[Amount],
    title: str,
    key: Callable[[Amount], str],
    named: Callable[[Context, str], Named],
) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"name": name, "target": target, "amounts": sums, "total": sum(sums.values())}
            for found, sums in totals(amounts, key).items() for name, target in [named(context, found)]]  # fmt: skip
    return {"key": title, "rows": rows, "most": max((row["total"] for row in rows), default=0)}


def _unit(context: Context, owner: str) -> Named:
    return (context.name(owner), context.addresses.element(owner)) if owner else (context.label("shared"), "")


def _domain(context: Context, domain: str) -> Named:
    if domain == CROSSING:
        return context.label("budget-crossing"), ""
    return context.say(context.metamodel.domains[domain].label), ""


def _function(context: Context, code: str) -> Named:
    attribute = _unit_kind(context).with_role("function")
    if not code or attribute is None:
        return context.label("budget-function-unknown"), ""
    name = context.say(context.metamodel.references[attribute.scheme].codes[code].name)
    return f"{code} {name}", context.addresses.code(attribute.scheme, code)


def _unit_kind(context: Context) -> Kind:
    return context.metamodel.kinds[context.metamodel.unit_kind()]


def _government(context: Context, member: str) -> Named:
    record = context.model.record
    if member:
        return context.say(context.model.members[member].name), context.addresses.member(member)
    return (context.name(record.id) if record else context.label("own-government")), ""


def _lines(context: Context) -> list[Mapping[str, Any]]:
    """Spending lines with what they pay for, the latest year first."""
    rows = []
    for element in with_role(context, "budget-line"):
        ends = [*context.model.targets(element.id, "pays-for"), *context.model.targets(element.id, "spent-on")]
        rows.append({
            **item(context, element),
            "amount": context.model.value(element, "amount") or 0,
            "fund": words(context, element, "funding"),
            "activity": words(context, element, "activity"),
            "ends": links(context, ends),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-int(row["year"] or 0), row["owner"], row["name"]))
