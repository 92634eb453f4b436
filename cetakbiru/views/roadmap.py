"""The form ``roadmap``: work packages over the years, with their budget and what must come first.

Options: ``select`` the work packages; ``group`` an attribute by whose value they are grouped, ``owner`` or
``government``; ``sum: government`` to show one bar a government, with the budget of all its packages.
The years are those that the packages name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Model, active_years
from cetakbiru.views.compute import chosen, government
from cetakbiru.views.types import Bar, Roadmap, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Roadmap:
    """Bars of a viewpoint, by group and first year."""
    if point.word("sum") == "government":
        return _summed(model, chosen(model, point, "select", unit))
    groups: dict[str, tuple[Text, list[Bar]]] = {}
    for element in chosen(model, point, "select", unit):
        words = _group(model, element, point.word("group"))
        # By its words, because those of a group are a mapping, which cannot be a key.
        groups.setdefault(str(dict(words)), (words, []))[1].append(_bar(model, element))
    rows = [(words, tuple(sorted(bars, key=lambda bar: (bar.years, bar.id)))) for words, bars in groups.values()]
    return Roadmap(tuple(rows), _years([bar for _, bars in rows for bar in bars]))


def _years(bars: Iterable[Bar]) -> tuple[int, ...]:
    years = sorted({year for bar in bars for year in bar.years})
    # Years without work stay in, or the time line would shrink where nothing is planned.
    return tuple(range(years[0], years[-1] + 1)) if years else ()


def _summed(model: Model, elements: Iterable[Element]) -> Roadmap:
    """One bar for each government that plans anything."""
    sums: dict[str, Counter[int]] = {}
    years: dict[str, set[int]] = defaultdict(set)
    for element in elements:
        bar = _bar(model, element)
        sums.setdefault(element.member, Counter()).update(bar.amounts)
        years[element.member].update(bar.years)
    heads = {member: government(model, member) for member in sums}
    bars = [Bar(heads[key].id, heads[key].name, tuple(sorted(years[key])), sums[key], ()) for key in sums]
    return Roadmap((({"*": ""}, tuple(bars)),) if bars else (), _years(bars))


def _bar(model: Model, element: Element) -> Bar:
    budget: Any = model.value(element, "budget")
    return Bar(
        id=element.id,
        name=model.value(element, "name") or {"*": element.id},
        years=tuple(active_years(model, element)),
        amounts=budget if isinstance(budget, Mapping) else {},
        after=tuple(model.targets(element.id, "precedence")),
    )


def _group(model: Model, element: Element, group: str) -> Text:
    if group == "government":
        return government(model, element.member).name
    if group == "owner":
        owner = model.elements.get(model.owner(element.id))
        return (model.value(owner, "name") if owner else None) or {"*": ""}
    attribute = model.kind(element).attribute(group, element.variant)
    value = str(element.values.get(group, ""))
    if attribute and attribute.vocabulary:
        return model.metamodel.vocabularies[attribute.vocabulary].values.get(value, {"*": value})
    return {"*": value}
