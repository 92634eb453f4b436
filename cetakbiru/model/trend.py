"""Obstacles year by year: how many were reported, how many removed, and how many stood open when the year ended.

Only what is dated can be counted by year. What has no year stands apart, and is never guessed into one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cetakbiru.model.types import Element, Model


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of one year; ``open`` counts those of known years that stood open at its end."""

    year: int
    reported: int
    removed: int
    open: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Obstacles by year.

    Attributes:
        years: from the first year that something is known of to the last, those between included.
        undated: open obstacles that name no year in which they were reported.
        removed_undated: removed ones of which the year of their report or of their end is not known.
        known: how many different years reports and removals name; below two there is no trend.
    """

    years: tuple[Year, ...]
    undated: int
    removed_undated: int
    known: int


def trend(model: Model, obstacles: Iterable[Element]) -> Trend:
    """Count obstacles by year.

    Args:
        model: the model that they stand in.
        obstacles: open ones and removed ones.
    """
    came: Counter[int] = Counter()
    went: Counter[int] = Counter()
    undated, removed_undated = 0, 0
    for item in obstacles:
        reported, removed = model.value(item, "reported"), model.value(item, "removed")
        done = model.metamodel.states.get(str(model.value(item, "progress") or "")) == "done"
        if done and (removed is None or reported is None):
            # When it stood open is not known, so it counts in no year.
            removed_undated += 1
        elif reported is None:
            undated += 1
        else:
            came[reported] += 1
            went.update([removed] if done else [])
    named = came.keys() | went.keys()
    years = range(min(named), max(named) + 1) if named else ()
    return Trend(tuple(_years(years, came, went)), undated, removed_undated, len(named))


def _years(years: Iterable[int], came: Counter[int], went: Counter[int]) -> Iterable[Year]:
    standing = 0
    for year in years:
        standing += came[year] - went[year]
        yield Year(year, came[year], went[year], standing)
