"""``precedence``: what comes first in the plan must come first in time.

Parameters: ``order`` one of ``starts`` (what is needed exists when the need begins), ``ends`` (and until the need
ends), ``finishes`` (a prerequisite is finished no later than what waits for it), ``brings`` and ``retires`` (what a
plan brings begins, and what it retires stops, within the plan's years); ``via`` steps from who needs to what is
needed (see ``model/steps.py``), each of which must hold; ``either`` steps of which one that holds is enough;
``for`` who needs. Facts: ``needed`` (its name), ``here`` and ``there`` (the years that do not fit).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.question import Question
from cetakbiru.model import Model, Relation, active_years, is_new, lifetime
from cetakbiru.model.steps import edges
from cetakbiru.source import Finding

READS = ("time",)
PLAN = True
Years = tuple[str, str] | None
ORDERS = ("starts", "ends", "finishes", "brings", "retires")
_NEVER = 9999


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    order: str
    via: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    for_: str = ""

    def __post_init__(self) -> None:
        """Refuse an order that there is not."""
        if self.order not in ORDERS:
            raise ValueError(f"order: {self.order} ({', '.join(ORDERS)})")


def check(question: Question) -> Iterator[Finding]:
    """One finding for each need that the years contradict."""
    asked = question.parameters(Parameters)
    model = question.whole
    compare = getattr(_Times(model, question.once("lives", dict)), asked.order)
    chosen = {item.id for item in question.elements(asked.for_)} if asked.for_ else question.model.elements.keys()
    needed = question.once(("needs", asked.via, asked.either), lambda: _needs(question, asked))
    for (here, *_), needs in needed.items():
        years = [compare(here, there) for there in needs]
        if here in chosen and years[0] and all(years):
            there, relation = next(iter(needs.items()))
            facts = {"needed": question.name(there), "here": years[0][0], "there": years[0][1]}
            related = [model.elements[key].place() for key in needs]
            route = relation.route if relation.source == here else ()
            yield question.about(model.elements[here], *route, related=related, facts=facts)


def _needs(question: Question, asked: Parameters) -> dict[tuple[str, ...], dict[str, Relation]]:
    """What is needed, and by which relation: one by one, or all of which one is enough."""
    needs: dict[tuple[str, ...], dict[str, Relation]] = defaultdict(dict)
    for here, there, relation in edges(question.whole, asked.via):
        needs[here, there].setdefault(there, relation)
    for here, there, relation in edges(question.whole, asked.either):
        needs[here,].setdefault(there, relation)
    return needs


class _Times:
    """When elements exist, looked up once."""

    def __init__(self, model: Model, lives: dict[str, tuple[int | None, int | None]]) -> None:
        self.model = model
        self.lives = lives

    def life(self, key: str) -> tuple[int | None, int | None]:
        if key not in self.lives:
            self.lives[key] = lifetime(self.model, self.model.elements[key])
        return self.lives[key]

    def starts(self, user: str, needed: str) -> Years:
        """The user begins before what it needs."""
        first, later = self.life(user)[0], self.life(needed)[0]
        undated = first is None and is_new(self.model, self.model.elements[user])
        return (str(first or ""), str(later)) if later and not undated and (first or 0) < later else None

    def ends(self, user: str, needed: str) -> Years:
        """What is needed ends before its user."""
        last, sooner = self.life(user)[1], self.life(needed)[1]
        return (str(last or ""), str(sooner)) if sooner and sooner < (last or _NEVER) else None

    def finishes(self, user: str, needed: str) -> Years:
        """A prerequisite is finished after what waits for it."""
        own, first = self._active(user), self._active(needed)
        return (str(own[-1]), str(first[-1])) if own and first and first[-1] > own[-1] else None

    def brings(self, plan: str, brought: str) -> Years:
        """A new element begins outside the years of its plan."""
        element = self.model.elements[brought]
        return self._outside(plan, self.model.value(element, "start") if is_new(self.model, element) else None)

    def retires(self, plan: str, retired: str) -> Years:
        """An element ends outside the years of the plan that retires it."""
        return self._outside(plan, self.model.value(self.model.elements[retired], "end"))

    def _active(self, key: str) -> list[int]:
        return active_years(self.model, self.model.elements[key])

    def _outside(self, plan: str, year: int | None) -> Years:
        years = self._active(plan)
        if not years or year is None or years[0] <= year <= years[-1]:
            return None
        return "–".join(dict.fromkeys(map(str, (years[0], years[-1])))), str(year)
