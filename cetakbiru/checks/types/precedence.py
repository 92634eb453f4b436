"""``precedence``: what comes first in the plan must come first in time.

Parameters: ``order`` one of ``starts`` (what is needed exists when the need begins), ``ends`` (and until the need
ends), ``finishes`` (a prerequisite is finished no later than what waits for it), ``brings`` and ``retires`` (what a
plan brings begins, and what it retires stops, within the plan's years); ``via`` steps from who needs to what is
needed (see ``checks/steps.py``), each of which must hold; ``either`` steps of which one that holds is enough;
``for`` who needs. Facts: ``needed`` (its name), ``here`` and ``there`` (the years that do not fit).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.checks.steps import edges
from cetakbiru.model import Element, Model, Relation, active_years, is_new, lifetime
from cetakbiru.source import Finding

Years = tuple[str, str] | None
_NEVER = 9999


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    order: str
    via: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    for_: str = ""


def check(question: Question) -> Iterator[Finding]:
    """One finding for each need that the years contradict."""
    asked = question.parameters(Parameters)
    model, compare = question.model, ORDERS[asked.order]
    chosen = {item.id for item in question.elements(asked.for_)} if asked.for_ else model.elements.keys()
    for (here, *_), needs in _needs(question, asked).items():
        years = [compare(model, model.elements[here], model.elements[there]) for there in needs]
        if here in chosen and years[0] and all(years):
            there, relation = next(iter(needs.items()))
            facts = {"needed": question.name(there), "here": years[0][0], "there": years[0][1]}
            related = [model.elements[key].place() for key in needs]
            route = relation.route if relation.source == here else ()
            yield question.about(model.elements[here], *route, related=related, facts=facts)


def _needs(question: Question, asked: Parameters) -> dict[tuple[str, ...], dict[str, Relation]]:
    """What is needed, and by which relation: one by one, or all of which one is enough."""
    needs: dict[tuple[str, ...], dict[str, Relation]] = defaultdict(dict)
    for here, there, relation in edges(question.model, asked.via):
        needs[here, there].setdefault(there, relation)
    for here, there, relation in edges(question.model, asked.either):
        needs[here,].setdefault(there, relation)
    return needs


def _starts(model: Model, user: Element, needed: Element) -> Years:
    first, later = (lifetime(model, item)[0] for item in (user, needed))
    undated = first is None and is_new(model, user)
    return (str(first or ""), str(later)) if later and not undated and (first or 0) < later else None


def _ends(model: Model, user: Element, needed: Element) -> Years:
    last, sooner = (lifetime(model, item)[1] for item in (user, needed))
    return (str(last or ""), str(sooner)) if sooner and sooner < (last or _NEVER) else None


def _finishes(model: Model, user: Element, needed: Element) -> Years:
    own, first = active_years(model, user), active_years(model, needed)
    return (str(own[-1]), str(first[-1])) if own and first and first[-1] > own[-1] else None


def _brings(model: Model, plan: Element, brought: Element) -> Years:
    year = model.value(brought, "start") if is_new(model, brought) else None
    return _outside(active_years(model, plan), year)


def _retires(model: Model, plan: Element, retired: Element) -> Years:
    return _outside(active_years(model, plan), model.value(retired, "end"))


def _outside(years: list[int], year: int | None) -> Years:
    """The plan's years and the other year, where that lies outside."""
    if not years or year is None or years[0] <= year <= years[-1]:
        return None
    return "–".join(dict.fromkeys(map(str, (years[0], years[-1])))), str(year)


ORDERS: Mapping[str, Callable[[Model, Element, Element], Years]] = {
    "starts": _starts,
    "ends": _ends,
    "finishes": _finishes,
    "brings": _brings,
    "retires": _retires,
}
