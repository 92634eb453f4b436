"""What lies ahead of an assessment: levels that the model doubts, what each roadmap item would do, the way to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cetakbiru.metamodel import Instrument, Text
from cetakbiru.model.assessment import (
    Doubt,
    Option,
    cheapest,
    described_by,
    doubts,
    effects,
    furthest,
    next_band,
    options,
    score,
)
from cetakbiru.model.types import Element, Model


@dataclass(frozen=True, slots=True)
class Way:
    """The cheapest way to an index.

    Attributes:
        target: the index to reach.
        predicate: the band that begins there, where it is the way to one.
        items: the roadmap items; None where all that are planned do not lead there.
        index: what they come to, or all that are planned.
    """

    target: Fraction
    predicate: Text
    items: tuple[Option, ...] | None
    index: Fraction


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a model says beyond the index of an assessment.

    Attributes:
        doubts: levels that the model does not bear out, or goes beyond.
        what_if: the index after each roadmap item alone, the highest first.
        way: the way to the index that is wished for, or to the next predicate; None where nothing leads up.
    """

    doubts: tuple[Doubt, ...]
    what_if: tuple[tuple[Option, Fraction], ...]
    way: Way | None


def outlook(
    model: Model, element: Element, instrument: Instrument, levels: Mapping[str, int], wish: Fraction | None = None
) -> Outlook | None:
    """Look ahead from an assessment; None where no model describes the government that it is about.

    Args:
        model: the model.
        element: the assessment.
        instrument: its instrument.
        levels: level of each indicator that it gives.
        wish: index to reach; the next predicate where None, if anything is planned that could lead there.
    """
    member = described_by(model, element)
    if member is None:
        return None
    choices = options(model, member)
    band = next_band(instrument, score(instrument, levels).lowest) if choices else None
    target, predicate = (wish, {}) if wish is not None else band or (None, {})
    way = None
    if target is not None:
        found = cheapest(instrument, levels, choices, target)
        index = furthest(instrument, levels, choices if found is None else found)
        way = Way(target, predicate, None if found is None else tuple(found), index)
    doubted = tuple(doubts(model, instrument, levels, member))
    return Outlook(doubted, tuple(effects(instrument, levels, choices)), way)
