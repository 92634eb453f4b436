"""What lies ahead of an assessment: levels that the model doubts, what is missing, the way to the next predicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cetakbiru.metamodel import Instrument
from cetakbiru.model import Element, in_words
from cetakbiru.model.assessment import Doubt, Option, raised, score
from cetakbiru.model.outlook import Way
from cetakbiru.model.outlook import outlook as look_ahead
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
    ahead = look_ahead(context.model, element, instrument, levels)
    found = sorted(ahead.doubts, key=lambda one: not one.lacking) if ahead else []
    return {
        "known": ahead is not None,
        "doubts": [_doubt(context, instrument, one) for one in found],
        "unassessed": [_indicator(context, instrument, key) for key in score(instrument, levels).missing],
        "what_if": [
            {**_option(context, instrument, one, levels), "index": float(index)}
            for one, index in (ahead.what_if if ahead else ())
        ],
        "path": _path(context, instrument, levels, ahead.way) if ahead and ahead.way else None,
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


def _path(context: Context, instrument: Instrument, levels: Mapping[str, int], way: Way) -> dict[str, Any]:
    """The roadmap items on the way to the next predicate, each with the levels that it lifts above those before it."""
    facts = {"target": float(way.target), "predicate": context.say(way.predicate)}
    if way.items is None:
        return {**facts, "items": [], "most": float(way.index)}
    reached = dict(levels)
    rows = []
    for one in way.items:
        rows.append(_option(context, instrument, one, reached))
        reached = raised({**dict.fromkeys(instrument.indicators, instrument.scale[0]), **reached}, one)
    return {**facts, "items": rows, "cost": sum(one.cost for one in way.items), "index": float(way.index)}
