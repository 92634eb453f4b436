"""``assess``: the index of an assessment, what is missing, what the model doubts, and the way to a target."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from cetakbiru.metamodel import LANGUAGES, Instrument, say
from cetakbiru.model import Element, Model, in_words
from cetakbiru.model.assessment import Doubt, Option, score
from cetakbiru.model.outlook import Way, outlook
from cetakbiru.pipeline import open_project
from cetakbiru.render import decimal, money
from cetakbiru.source import UsageError

HELP = "hitung indeks penilaian / compute an assessment's index"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", nargs="?", default="", help="id penilaian; semua bila kosong / of one assessment")
    parser.add_argument(
        "--target", type=Fraction, help="indeks yang dituju; baku: predikat berikutnya / index to reach"
    )
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
    if not instrument or not levels:
        yield from [] if published is not None else [f"  {_word(model, 'assess-none', language)}"]
        return
    yield from _score(model, instrument, levels, language)
    ahead = outlook(model, element, instrument, levels, target)
    if ahead is not None:
        yield from _doubts(model, instrument, ahead.doubts, language)
        yield from _effects(model, ahead.what_if, language)
        if ahead.way is not None:
            yield from _path(model, ahead.way, language)


def _score(model: Model, instrument: Instrument, levels: dict[str, int], language: str) -> Iterator[str]:
    found = score(instrument, levels)
    head = f"  {_word(model, 'assess-index', language)}:"
    if found.index is None:
        yield f"{head} {_two(found.lowest, language)}–{_two(found.highest, language)}"
        named = (f"{key} {say(instrument.indicators[key].label, language)}" for key in found.missing)
        yield f"  {_word(model, 'assess-missing', language)}: {'; '.join(named)}"
    else:
        yield f"{head} {_two(found.index, language)} {say(found.predicate, language)}"
    for key, value in found.groups.items():
        yield f"    {_two(value, language)}  {say(instrument.groups[key].label, language)}"
    if instrument.conflict:
        yield f"  ! {_word(model, 'assess-conflict', language)}: {say(instrument.conflict, language)}"


def _doubts(model: Model, instrument: Instrument, found: Iterable[Doubt], language: str) -> Iterator[str]:
    for doubt in found:
        key = "assess-contradicted" if doubt.lacking else "assess-higher"
        facts = {"indicator": f"{doubt.indicator} {say(instrument.indicators[doubt.indicator].label, language)}",
                 "claimed": doubt.claimed, "borne": doubt.borne,
                 "lacking": say(in_words(model.metamodel, doubt.lacking), language)}  # fmt: skip
        yield f"  ? {_word(model, key, language).format(**facts)}"


def _effects(model: Model, found: Sequence[tuple[Option, Fraction]], language: str) -> Iterator[str]:
    """What each roadmap item would do alone."""
    if found:
        yield f"  {_word(model, 'assess-what-if', language)}:"
    for item, index in found:
        yield f"    {_two(index, language)}  {_item(model, item, language)}"


def _path(model: Model, way: Way, language: str) -> Iterator[str]:
    target = _two(way.target, language)
    if way.items is None:
        words = _word(model, "assess-unreachable", language)
        yield f"  {words.format(target=target, most=_two(way.index, language))}"
        return
    total = money(sum(item.cost for item in way.items), model.metamodel.currency, language)
    yield f"  {_word(model, 'assess-path', language).format(target=target, cost=total)}"
    yield from (f"    {_item(model, item, language)}" for item in way.items)


def _item(model: Model, item: Option, language: str) -> str:
    """A roadmap item with its cost and the levels that it brings."""
    raised = ", ".join(f"{key}→{level}" for key, level in item.levels.items())
    cost = money(item.cost, model.metamodel.currency, language)
    return f"{cost:>20}  {model.whole.name(item.element, language)} ({raised})"


def _word(model: Model, key: str, language: str) -> str:
    return say(model.metamodel.label(key), language)


def _two(value: Fraction | float, language: str) -> str:
    return decimal(float(value), 2, language)
