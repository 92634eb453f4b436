"""An assessment's index: exact, with what is missing, what the model contradicts, and what would raise it.

Value of a group: sum of level times weight over its indicators, divided by the sum of their weights; the index is the
same over all indicators (annexes of the instruments' regulations). Fractions are used, so nothing is lost before the
last rounding, which goes half up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cetakbiru.metamodel import Instrument, Text
from cetakbiru.model.selector import select
from cetakbiru.model.types import Element, Model

# Each further item may double what has to be weighed.
MAX_OPTIONS = 24


@dataclass(frozen=True, slots=True)
class Score:
    """What an assessment comes to.

    Attributes:
        index: the index rounded as the instrument says; None where levels are missing.
        lowest: the index were all missing levels the lowest; ``highest`` were they the highest.
        groups: rounded value of each group of which some level is given.
        predicate: the band of the index, empty where it is None.
        missing: indicators without a level.
    """

    index: Fraction | None
    lowest: Fraction
    highest: Fraction
    groups: Mapping[str, Fraction]
    predicate: Text
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claimed level that the model does not bear out, or goes beyond.

    Attributes:
        claimed: the level given; ``borne`` the highest that the model bears out.
        lacking: selector of what the model lacks for the claimed level, empty where it bears out more.
        shown: ids of what the model holds of that, or of what bears out the higher level.
    """

    indicator: str
    claimed: int
    borne: int
    lacking: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A roadmap item that raises indicators: its cost and the levels that it brings."""

    element: str
    cost: int
    levels: Mapping[str, int]


def score(instrument: Instrument, levels: Mapping[str, int]) -> Score:
    """Compute an index.

    Args:
        instrument: the instrument.
        levels: level of each indicator by its key; others are missing.
    """
    low, high = instrument.scale
    missing = tuple(key for key in instrument.indicators if key not in levels)
    lowest = _rounded(instrument, _mean(instrument, {**dict.fromkeys(missing, low), **levels}, instrument.indicators))
    highest = _rounded(instrument, _mean(instrument, {**dict.fromkeys(missing, high), **levels}, instrument.indicators))
    groups = {}
    for key in instrument.groups:
        own = [item for item in _below(instrument, key) if item in levels]
        if own:
            groups[key] = _rounded(instrument, _mean(instrument, levels, own))
    index = None if missing else lowest
    predicate: Text = {} if index is None else predicate_of(instrument, index)
    return Score(index, lowest, highest, groups, predicate, missing)


def predicate_of(instrument: Instrument, index: Fraction) -> Text:
    """The band that an index falls in."""
    return next((words for least, words in instrument.predicates if index >= least), {})


def next_band(instrument: Instrument, index: Fraction) -> tuple[Fraction, Text] | None:
    """Where the band above an index begins, and its predicate; None in the highest."""
    above = [band for band in instrument.predicates if band[0] > index]
    return min(above, key=lambda band: band[0], default=None)


def _mean(instrument: Instrument, levels: Mapping[str, int], keys: Iterable[str]) -> Fraction:
    chosen = list(keys)
    weight = sum((instrument.indicators[key].weight for key in chosen), Fraction(0))
    total = sum((instrument.indicators[key].weight * levels[key] for key in chosen), Fraction(0))
    return total / weight if weight else Fraction(0)


def _rounded(instrument: Instrument, value: Fraction) -> Fraction:
    """Rounded half up to the instrument's decimals."""
    # Not `round`, which takes a half to its even neighbour: 2.125 would become 2.12.
    scale = 10**instrument.decimals
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


def _below(instrument: Instrument, group: str) -> Iterator[str]:
    """Indicators of a group and of the groups under it."""
    under = {key for key, item in instrument.groups.items() if item.parent == group} | {group}
    return (key for key, item in instrument.indicators.items() if item.group in under)


def described_by(model: Model, assessment: Element) -> str | None:
    """Whose elements bear it out: a member's id, empty for the model's own, None where nobody's are known."""
    whole = model.whole
    subjects = whole.targets(assessment.id, "subject")
    if assessment.member or not subjects:
        return assessment.member
    subject = whole.elements[subjects[0]]
    if subject.id in model.members or subject.member:
        return subject.member or subject.id
    return "" if not model.members or subject == model.record else None


def doubts(model: Model, instrument: Instrument, levels: Mapping[str, int], member: str = "") -> list[Doubt]:
    """Where the model contradicts a claimed level, or bears out a higher one.

    Args:
        model: the model in which evidence is sought.
        instrument: the instrument, whose evidence is the pack's judgement.
        levels: claimed levels.
        member: the member whose elements count; empty for the model's own.
    """
    found = []
    universe = model.whole if member else model
    for key, indicator in instrument.indicators.items():
        claimed = levels.get(key)
        if claimed is None or not indicator.evidence:
            continue
        held = {row: _held(universe, row.select).get(member, ()) for row in indicator.evidence}
        lacking = [row for row in indicator.evidence if len(held[row]) < row.least]
        first = min(lacking, key=lambda row: row.level, default=None)
        top = max(indicator.evidence, key=lambda row: row.level)
        if first and claimed >= first.level:
            found.append(Doubt(key, claimed, first.level - 1, first.select, held[first]))
        elif not first and claimed < top.level:
            found.append(Doubt(key, claimed, top.level, "", held[top]))
    return found


def _held(model: Model, selector: str) -> Mapping[str, tuple[str, ...]]:
    """Ids of what a selector names, by the member that published it; asked for once for all governments."""
    key = ("held", selector)
    if key not in model.memory:
        found: dict[str, list[str]] = defaultdict(list)
        for item in select(model, selector):
            found[item.member].append(item.id)
        model.memory[key] = {member: tuple(ids) for member, ids in found.items()}
    held: Mapping[str, tuple[str, ...]] = model.memory[key]
    return held


def options(model: Model, member: str = "") -> list[Option]:
    """Roadmap items that say which indicators they raise.

    Args:
        model: the model.
        member: the member whose items are asked for; empty for the model's own.
    """
    whole = model.whole
    if "options" not in whole.memory:
        found: dict[str, list[Option]] = defaultdict(list)
        for element in whole.elements.values():
            if levels := whole.value(element, "raises"):
                found[element.member].append(Option(element.id, _cost(whole, element), levels))
        whole.memory["options"] = found
    return list(whole.memory["options"].get(member, ()))


def effects(
    instrument: Instrument, levels: Mapping[str, int], choices: Iterable[Option]
) -> list[tuple[Option, Fraction]]:
    """What each roadmap item would do alone: the index after it, of those that raise it, the highest first.

    Args:
        instrument: the instrument.
        levels: levels now; missing ones count as the lowest.
        choices: roadmap items.
    """
    start = {**dict.fromkeys(instrument.indicators, instrument.scale[0]), **levels}
    found = [(item, _gain(instrument, start, item)) for item in choices]
    now = _mean(instrument, start, start)
    rows = [(item, _rounded(instrument, now + gain)) for item, gain in found if gain]
    return sorted(rows, key=lambda row: (-row[1], row[0].cost, row[0].element))


def furthest(instrument: Instrument, levels: Mapping[str, int], choices: Iterable[Option]) -> Fraction:
    """The index once all roadmap items are done; missing levels count as the lowest."""
    reached = {**dict.fromkeys(instrument.indicators, instrument.scale[0]), **levels}
    for item in choices:
        reached = raised(reached, item)
    return _rounded(instrument, _mean(instrument, reached, reached))


def _cost(model: Model, element: Element) -> int:
    budget: Any = model.value(element, "budget")
    return sum(budget.values()) if isinstance(budget, Mapping) else 0


def cheapest(
    instrument: Instrument, levels: Mapping[str, int], choices: Iterable[Option], target: Fraction
) -> list[Option] | None:
    """The cheapest roadmap items that bring an index to a target.

    All subsets are weighed in effect: a branch is cut only where even all remaining items would not reach the target,
    or where it costs more than the best found.

    Args:
        instrument: the instrument.
        levels: levels now; missing ones count as the lowest.
        choices: roadmap items; at most ``MAX_OPTIONS`` of them, those that raise most for their cost.
        target: index to reach.

    Returns:
        The items, or None where all of them together do not reach it.
    """
    start = {**dict.fromkeys(instrument.indicators, instrument.scale[0]), **levels}
    # What raises nothing counts as raising almost nothing: it comes last, and nothing is divided by zero.
    ranked = sorted(
        choices, key=lambda item: (item.cost / (_gain(instrument, start, item) or Fraction(1, 10**6)), item.element)
    )
    search = _Search(instrument, target, ranked[:MAX_OPTIONS])
    search.walk(0, start, 0, [])
    return search.best


def _gain(instrument: Instrument, levels: Mapping[str, int], option: Option) -> Fraction:
    return _mean(instrument, raised(levels, option), levels) - _mean(instrument, levels, levels)


def raised(levels: Mapping[str, int], option: Option) -> dict[str, int]:
    """Levels once a roadmap item is done; an indicator is never lowered."""
    return {key: max(value, option.levels.get(key, 0)) for key, value in levels.items()}


@dataclass(slots=True)
class _Search:
    """Branch and bound over roadmap items."""

    instrument: Instrument
    target: Fraction
    choices: list[Option]
    best: list[Option] | None = None
    price: int = -1

    def walk(self, spot: int, levels: Mapping[str, int], cost: int, taken: list[Option]) -> None:
        """Take or leave the item at a spot, the cheaper half first."""
        if self.best is not None and cost >= self.price:
            return
        if _mean(self.instrument, levels, levels) >= self.target:
            self.best, self.price = list(taken), cost
            return
        if spot == len(self.choices) or not self._reachable(spot, levels):
            return
        option = self.choices[spot]
        # Taken first and left afterwards: a good answer found early cuts most of the search.
        self.walk(spot + 1, raised(levels, option), cost + option.cost, [*taken, option])
        self.walk(spot + 1, levels, cost, taken)

    def _reachable(self, spot: int, levels: Mapping[str, int]) -> bool:
        for option in self.choices[spot:]:
            levels = raised(levels, option)
        return _mean(self.instrument, levels, levels) >= self.target
