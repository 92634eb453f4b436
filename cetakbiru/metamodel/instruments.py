"""Assessment instruments: indicators with weights in groups, levels, and the bands of the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cetakbiru.metamodel.words import Text, text


@dataclass(frozen=True, slots=True)
class Group:
    """An aspect or domain of an instrument; ``parent`` is the group above it, or empty."""

    key: str
    label: Text
    weight: Fraction
    parent: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a model must hold so that a level can be believed: at least ``least`` elements of a selector."""

    level: int
    select: str
    least: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; ``external`` names an index of another body that it takes its level from."""

    key: str
    label: Text
    group: str
    weight: Fraction
    external: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An assessment index as data.

    Attributes:
        scale: lowest and highest level of an indicator.
        decimals: places to which the index is rounded.
        levels: name of each level.
        predicates: (least value, name), the highest first; the lower bound is inclusive.
        conflict: where sources disagree on the bands, in words.
    """

    key: str
    label: Text
    regulation: str
    confidence: str
    years: tuple[int, int]
    scale: tuple[int, int]
    decimals: int
    levels: Mapping[int, Text]
    predicates: tuple[tuple[Fraction, Text], ...]
    conflict: Text
    groups: Mapping[str, Group]
    indicators: Mapping[str, Indicator]


def instrument(key: str, raw: Mapping[str, Any]) -> Instrument:
    """One instrument's data.

    Args:
        key: its name, the stem of its file.
        raw: the file's data.
    """
    # From the text straight to a fraction: the float 2.675 is a little less, and would round down where half goes up.
    bands = [(Fraction(str(row["min"])), text(row.get("label"))) for row in raw.get("predicates") or ()]
    low, high = (int(item) for item in raw.get("scale") or (1, 5))
    return Instrument(
        key=key,
        label=text(raw.get("label"), key),
        regulation=str(raw.get("regulation") or ""),
        confidence=str(raw.get("confidence") or ""),
        # An open end is a year beyond any plan, so that nobody who compares years must ask first.
        years=(int(raw.get("from") or 0), int(raw.get("until") or 9999)),
        scale=(low, high),
        decimals=int(raw.get("decimals") or 2),
        levels={int(number): text(words) for number, words in (raw.get("levels") or {}).items()},
        # The highest band comes first, whatever the file's order, so that the first one reached is the right one.
        predicates=tuple(sorted(bands, key=lambda band: band[0], reverse=True)),
        conflict=text(raw["conflict"]) if raw.get("conflict") else {},
        groups={name: _group(name, row) for name, row in (raw.get("groups") or {}).items()},
        indicators={name: _indicator(name, row) for name, row in (raw.get("indicators") or {}).items()},
    )


def _group(key: str, raw: Mapping[str, Any]) -> Group:
    return Group(key, text(raw.get("label"), key), Fraction(str(raw.get("weight") or 0)), str(raw.get("parent") or ""))


def _indicator(key: str, raw: Mapping[str, Any]) -> Indicator:
    evidence = tuple(
        Evidence(int(row["level"]), str(row["select"]), int(row.get("least") or 1)) for row in raw.get("model") or ()
    )
    return Indicator(
        key=key,
        label=text(raw.get("label"), key),
        group=str(raw.get("group") or ""),
        weight=Fraction(str(raw.get("weight") or 0)),
        external=str(raw.get("external") or ""),
        evidence=evidence,
    )
