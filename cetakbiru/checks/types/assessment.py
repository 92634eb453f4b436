"""``assessment``: what an assessment says, held against its instrument and against the model.

Parameter ``question``: ``instrument`` (unknown, nearest offered), ``force`` (not in force in the year assessed),
``indicator`` (unknown to the instrument), ``level`` (outside the scale), ``missing`` (indicators without a level),
``published`` (the published index is not what the levels give), ``predicate`` (not the band of the published index),
``contradicted`` (the model lacks what a claimed level needs) or ``exceeded`` (the model bears out more).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Instrument, PackError, say
from cetakbiru.model import Element, in_words, nearest
from cetakbiru.model.assessment import described_by, doubts, predicate_of, score
from cetakbiru.source import Finding

Answers = Iterator[Finding]


@dataclass(frozen=True)
class Parameters:
    """What it asks."""

    question: str


def check(question: Question) -> Answers:
    """Findings of one question on every assessment; an unknown question is a fault of the rule."""
    asked = question.parameters(Parameters).question
    if asked not in (*_QUESTIONS, "instrument"):
        raise PackError(f"{question.rule.origin}: question: {asked} ({', '.join(('instrument', *_QUESTIONS))})")
    for kind in question.model.metamodel.kinds_with_role("assessment"):
        for element in question.model.by_kind[kind]:
            key = str(question.model.value(element, "instrument") or "")
            instrument = question.model.metamodel.instruments.get(key)
            if instrument is None and asked == "instrument" and key:
                facts = {"value": key, "nearest": nearest(key, question.model.metamodel.instruments)}
                yield question.about(element, _at(question, element, "instrument"), facts=facts)
            elif instrument is not None and asked != "instrument":
                yield from _QUESTIONS[asked](question, element, instrument)


def _at(question: Question, element: Element, role: str) -> str:
    attribute = question.model.kind(element).with_role(role)
    return attribute.name if attribute else ""


def _levels(question: Question, element: Element) -> dict[str, int]:
    return dict(question.model.value(element, "levels") or {})


def _force(question: Question, element: Element, instrument: Instrument) -> Answers:
    year = question.model.value(element, "year")
    first, last = instrument.years
    if isinstance(year, int) and not first <= year <= last:
        facts = {"instrument": instrument.label, "year": str(year), "first": str(first)}
        yield question.about(element, _at(question, element, "year"), facts=facts)


def _indicator(question: Question, element: Element, instrument: Instrument) -> Answers:
    for key in _levels(question, element):
        if key not in instrument.indicators:
            facts = {"value": key, "instrument": instrument.label, "count": str(len(instrument.indicators))}
            yield question.about(element, _at(question, element, "levels"), key, facts=facts)


def _level(question: Question, element: Element, instrument: Instrument) -> Answers:
    low, high = instrument.scale
    for key, level in _levels(question, element).items():
        if not low <= level <= high:
            facts = {"value": str(level), "indicator": key, "low": str(low), "high": str(high)}
            yield question.about(element, _at(question, element, "levels"), key, facts=facts)


def _missing(question: Question, element: Element, instrument: Instrument) -> Answers:
    levels = _levels(question, element)
    missing = score(instrument, levels).missing if levels else ()
    if missing:
        yield question.about(element, _at(question, element, "levels"), facts={"missing": missing})


def _published(question: Question, element: Element, instrument: Instrument) -> Answers:
    published, levels = question.model.value(element, "published-index"), _levels(question, element)
    index = score(instrument, levels).index if levels else None
    if published is not None and index is not None and Fraction(str(published)) != index:
        facts = {"published": str(published), "computed": f"{float(index):.2f}"}
        yield question.about(element, _at(question, element, "published-index"), facts=facts)


def _predicate(question: Question, element: Element, instrument: Instrument) -> Answers:
    published, words = (question.model.value(element, f"published-{key}") for key in ("index", "predicate"))
    if published is None or not words:
        return
    band = predicate_of(instrument, Fraction(str(published)))
    if words.lower() not in {say(band, language).lower() for language in question.model.metamodel.languages}:
        facts = {"published": str(published), "predicate": words, "band": band}
        yield question.about(element, _at(question, element, "published-predicate"), facts=facts)


def _doubted(question: Question, element: Element, instrument: Instrument, *, lacking: bool) -> Answers:
    member = described_by(question.model, element)
    for doubt in () if member is None else doubts(question.model, instrument, _levels(question, element), member):
        if bool(doubt.lacking) is lacking:
            words = in_words(question.model.metamodel, doubt.lacking)
            facts = {"indicator": doubt.indicator, "title": instrument.indicators[doubt.indicator].label,
                     "claimed": str(doubt.claimed), "borne": str(doubt.borne), "lacking": words}  # fmt: skip
            yield question.about(element, _at(question, element, "levels"), doubt.indicator, facts=facts)


_QUESTIONS: dict[str, Callable[[Question, Element, Instrument], Any]] = {
    "force": _force, "indicator": _indicator, "level": _level, "missing": _missing, "published": _published,
    "predicate": _predicate, "contradicted": partial(_doubted, lacking=True),
    "exceeded": partial(_doubted, lacking=False),
}  # fmt: skip
