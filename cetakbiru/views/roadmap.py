"""The form ``roadmap``: work packages over the years, with their budget and what must come first.

Options: ``select`` the work packages; ``group`` an attribute by whose value they are grouped, or ``owner``.
The years are those that the packages name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Model, active_years
from cetakbiru.views.compute import chosen
from cetakbiru.views.types import Bar, Roadmap, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Roadmap:
    """Bars of a viewpoint, by group and first year."""
    groups: dict[str, tuple[Text, list[Bar]]] = {}
    for element in chosen(model, point, "select", unit):
        words = _group(model, element, point.word("group"))
        groups.setdefault(str(dict(words)), (words, []))[1].append(_bar(model, element))
    years = sorted({year for _, bars in groups.values() for bar in bars for year in bar.years})
    rows = [(words, tuple(sorted(bars, key=lambda bar: (bar.years, bar.id)))) for words, bars in groups.values()]
    return Roadmap(tuple(rows), tuple(range(years[0], years[-1] + 1)) if years else ())


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
    if group == "owner":
        owner = model.elements.get(model.owner(element.id))
        return (model.value(owner, "name") if owner else None) or {"*": ""}
    attribute = model.kind(element).attribute(group, element.variant)
    value = str(element.values.get(group, ""))
    if attribute and attribute.vocabulary:
        return model.metamodel.vocabularies[attribute.vocabulary].values.get(value, {"*": value})
    return {"*": value}
