"""Money: what the plan costs by unit, year, domain and function, what is spent on it, and what the checks found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cetakbiru.metamodel import Kind
from cetakbiru.model.budget import CROSSING, Amount, planned, spent, totals
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, item, links, with_role, words
from cetakbiru.site.portions import SHARED, filled, numbered, path_of, tables

Named = tuple[str, str]
Table = list[dict[str, Any]]
PLAN, YEAR, LINE = 190, 35, 520  # measured: letters of a row of sums, of a year in it, and of a spending line


def budget_pages(context: Context) -> Iterator[RawPage]:
    """The page of the budget, and further ones for tables too long for it; nothing where there is no money."""
    plan, lines = planned(context.model), spent(context.model)
    if not plan and not lines:
        return
    everyone = planned(context.model.whole)
    years = sorted({one.year for one in (*everyone, *lines)})
    sums = [
        _sums(context, plan, "budget-by-unit", lambda one: one.owner, _unit),
        _sums(context, plan, "budget-by-domain", lambda one: one.domain, _domain),
        _sums(context, plan, "budget-by-function", lambda one: one.function, _function),
        _sums(context, everyone, "budget-by-government", lambda one: one.member, _government),
    ]
    found = [_table(key, rows, PLAN + YEAR * len(years)) for key, rows in sums if len(rows) > 1]
    lines_found = _table("spending", _lines(context), LINE)
    facts = {
        "years": years,
        "tables": [table[0] for table in found],
        "lines": lines_found[0] if lines_found else None,
        "spent": sum((Counter({one.year: one.amount}) for one in lines), Counter()),
        "planned": sum((Counter({one.year: one.amount}) for one in plan), Counter()),
        "checks": checks(context),
    }
    yield "budget.html", "budget.md.j2", context.label("budget"), facts
    for part in (part for table in (*found, lines_found) for part in table[1:]):
        path, title = path_of(f"{part['key']}.html", part["number"]), numbered(context.label(part["key"]), part)
        yield path, "budget-part.md.j2", title, {"years": years, "table": part}


def checks(context: Context) -> list[dict[str, Any]]:
    """What the checks found about money, by the rules that the pack names for it, those that found nothing too."""
    rules = context.metamodel.rules
    return [
        {"rule": rule, "title": context.say(rules[rule].title), "target": context.addresses.rule(rule),
         "items": [told for told in context.told if told.rule == rule]}
        for rule in context.metamodel.pages.get("budget_rules", ()) if rule in rules
    ]  # fmt: skip


def _table(key: str, rows: Sequence[dict[str, Any]], cost: int) -> Table:
    """A table in parts: the first stands on the page of the budget, the others on their own."""
    parts = tables(list(filled(rows, lambda _: cost, SHARED)), f"budget.html#_{key}", f"{key}.html", _name)
    most = max((row.get("total", 0) for row in rows), default=0)
    return [{"key": key, "most": most, **part} for part in parts]


def _name(row: Mapping[str, Any]) -> str:
    return str(row["name"])


def _sums(
    context: Context,
    amounts: list[Amount],
    title: str,
    key: Callable[[Amount], str],
    named: Callable[[Context, str], Named],
) -> tuple[str, list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = [{"name": name, "target": target, "amounts": sums, "total": sum(sums.values())}
            for found, sums in totals(amounts, key).items() for name, target in [named(context, found)]]  # fmt: skip
    return title, rows


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


def _lines(context: Context) -> list[dict[str, Any]]:
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
