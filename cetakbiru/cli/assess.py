"""``assess``: the index of an assessment, what is missing, what the model doubts, and the way to a target."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction

from cetakbiru.metamodel import LANGUAGES, Instrument, say
from cetakbiru.model import Element, Model
from cetakbiru.model.assessment import cheapest, doubts, options, score
from cetakbiru.pipeline import open_project
from cetakbiru.render import decimal, money
from cetakbiru.source import UsageError

HELP = "hitung indeks penilaian / compute an assessment's index"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", nargs="?", default="", help="id penilaian; semua bila kosong / of one assessment")
    parser.add_argument("--target", type=Fraction, help="indeks yang dituju / index to reach")
    parser.add_argument("--lang", choices=LANGUAGES, default="")


def run(options_: argparse.Namespace) -> int:
    """Print each assessment's score."""
    project = open_project(options_.project)
    model = project.model
    language = options_.lang or project.settings.language
    found = [e for k in model.metamodel.kinds_with_role("assessment") for e in model.by_kind[k]]
    chosen = [item for item in found if options_.id in ("", item.id)]
    if not chosen:
        known = ", ".join(item.id for item in found[:20])
        raise UsageError(f"Penilaian tidak ada / no such assessment: {options_.id} ({known})")
    for element in chosen:
        print("\n".join(_lines(model, element, options_.target, language)))
    return 0


def _lines(model: Model, element: Element, target: Fraction | None, language: str) -> Iterator[str]:
    instrument = model.metamodel.instruments.get(str(model.value(element, "instrument")))
    yield f"{model.name(element.id, language)} [{element.id}]"
    published = model.value(element, "published-index")
    if published is not None:
        predicate = model.value(element, "published-predicate") or ""
        yield f"  {_word(model, 'assess-published', language)}: {_two(published, language)} {predicate}".rstrip()
    levels = model.value(element, "levels")
    if instrument and levels:
        yield from _score(model, instrument, levels, language)
        if target is not None:
            yield from _path(model, instrument, levels, target, language)


def _score(model: Model, instrument: Instrument, levels: dict[str, int], language: str) -> Iterator[str]:
    found = score(instrument, levels)
    head = f"  {_word(model, 'assess-index', language)}:"
    if found.index is None:
        yield f"{head} {_two(found.lowest, language)}–{_two(found.highest, language)}"
        yield f"  {_word(model, 'assess-missing', language)}: {', '.join(found.missing)}"
    else:
        yield f"{head} {_two(found.index, language)} {say(found.predicate, language)}"
    for key, value in found.groups.items():
        yield f"    {_two(value, language)}  {say(instrument.groups[key].label, language)}"
    if instrument.conflict:
        yield f"  ! {say(instrument.conflict, language)}"
    for doubt in doubts(model, instrument, levels):
        key = "assess-contradicted" if doubt.lacking else "assess-higher"
        facts = {"indicator": f"{doubt.indicator} {say(instrument.indicators[doubt.indicator].label, language)}",
                 "claimed": doubt.claimed, "borne": doubt.borne, "lacking": doubt.lacking}  # fmt: skip
        yield f"  ? {_word(model, key, language).format(**facts)}"


def _path(
    model: Model, instrument: Instrument, levels: dict[str, int], target: Fraction, language: str
) -> Iterator[str]:
    chosen = cheapest(instrument, levels, options(model), target)
    if chosen is None:
        yield f"  {_word(model, 'assess-unreachable', language)}"
        return
    total = money(sum(item.cost for item in chosen), "IDR", language)
    yield f"  {_word(model, 'assess-path', language).format(target=_two(target, language), cost=total)}"
    for item in chosen:
        raised = ", ".join(f"{key}→{level}" for key, level in item.levels.items())
        yield f"    {money(item.cost, 'IDR', language):>20}  {model.name(item.element, language)} ({raised})"


def _word(model: Model, key: str, language: str) -> str:
    return say(model.metamodel.label(key), language)


def _two(value: Fraction | float, language: str) -> str:
    return decimal(float(value), 2, language)
