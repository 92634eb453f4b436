"""What lies ahead of an assessment: levels that the model doubts, what is missing, the way to the next predicate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cetakbiru.metamodel import Instrument
from cetakbiru.model import Element, in_words
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
    raised,
    score,
)
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import item, links

_SHOWN = 3  # elements named beside a doubt; more prove nothing more


def outlook(context: Context, element: Element, instrument: Instrument, levels: Mapping[str, int]) -> dict[str, Any]:
    """What ``assess`` says of an assessment beyond its index.

    Args:
        context: what the pages share.
        element: the assessment.
        instrument: its instrument.
        levels: level of each indicator that it gives.
    """
    member = described_by(context.model, element)
    found = [] if member is None else doubts(context.model, instrument, levels, member)
    choices = [] if member is None else options(context.model, member)
    return {
        "known": member is not None,
        "doubts": [_doubt(context, instrument, one) for one in sorted(found, key=lambda one: not one.lacking)],
        "unassessed": [_indicator(context, instrument, key) for key in score(instrument, levels).missing],
        "what_if": [
            {**_option(context, instrument, one, levels), "index": float(index)}
            for one, index in effects(instrument, levels, choices)
        ],
        "path": _path(context, instrument, levels, choices),
    }


def _indicator(context: Context, instrument: Instrument, key: str) -> str:
    return f"{key} {context.say(instrument.indicators[key].label)}"


def _doubt(context: Context, instrument: Instrument, doubt: Doubt) -> dict[str, Any]:
    """A doubted level with the reason, what stands for it in the model, and the rule that asks."""
    question = "contradicted" if doubt.lacking else "exceeded"
    rules = context.metamodel.rules.values()
    rule = next((r.id for r in rules if r.type == "assessment" and r.parameters.get("question") == question), "")
    return {
        "indicator": _indicator(context, instrument, doubt.indicator),
        "claimed": doubt.claimed,
        "borne": doubt.borne,
        "lacking": context.say(in_words(context.metamodel, doubt.lacking)) if doubt.lacking else "",
        "shown": links(context, doubt.shown[:_SHOWN]),
        "more": len(doubt.shown[_SHOWN:]),
        "rule": f"rules/{rule}.html" if rule else "",
    }


def _option(context: Context, instrument: Instrument, option: Option, levels: Mapping[str, int]) -> dict[str, Any]:
    """A roadmap item with its cost and the levels that it lifts above those of today."""
    lifted = [
        {"indicator": _indicator(context, instrument, key), "before": levels.get(key), "after": level}
        for key, level in option.levels.items()
        if key in instrument.indicators and level > levels.get(key, instrument.scale[0])
    ]
    element = context.model.whole.elements[option.element]
    return {**item(context, element), "cost": option.cost, "raises": lifted}


def _path(
    context: Context, instrument: Instrument, levels: Mapping[str, int], choices: Iterable[Option]
) -> dict[str, Any] | None:
    """The cheapest roadmap items to the next predicate; None where there is no higher one, or nothing is planned."""
    choices = list(choices)
    band = next_band(instrument, score(instrument, levels).lowest)
    if band is None or not choices:
        return None
    chosen = cheapest(instrument, levels, choices, band[0])
    facts = {"target": float(band[0]), "predicate": context.say(band[1])}
    if chosen is None:
        return {**facts, "items": [], "most": float(furthest(instrument, levels, choices))}
    reached = dict(levels)
    rows = []
    for one in chosen:
        rows.append(_option(context, instrument, one, reached))
        reached = raised({**dict.fromkeys(instrument.indicators, instrument.scale[0]), **reached}, one)
    index = float(furthest(instrument, levels, chosen))
    return {**facts, "items": rows, "cost": sum(one.cost for one in chosen), "index": index}
