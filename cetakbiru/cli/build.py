"""``build``: check the model, then build the site from it, at once or in shares that are joined."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cetakbiru.metamodel import LANGUAGES, SEVERITIES, Metamodel, find_pack, load_pack, say
from cetakbiru.pipeline import load_settings, open_project
from cetakbiru.pipeline.project import cache_of
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site import ENGINES, FAILURES, Builder, Built, Share, SiteInput, join
from cetakbiru.source import UsageError

HELP = "periksa, lalu bangun situs / check, then build the site"
Tell = Callable[..., None]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--year", type=int, help="arsitektur tahun itu / the architecture of that year")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="hanya bahasa ini / only this language")
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs")
    parser.add_argument("--strict", action="store_true", help="gagal bila ada galat / fail where there are errors")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder bagian itu / folder of that share")
    cut = parser.add_mutually_exclusive_group()
    cut.add_argument("--shard", type=_share, metavar="I/N", help="hanya bagian I dari N / only share I of N")
    cut.add_argument("--join", type=Path, nargs="+", metavar="DIR", help="gabungkan bagian / join shares")


def run(options: argparse.Namespace) -> int:
    """Check and build; findings do not stop the site unless ``--strict`` asks for it."""
    if options.out and not options.shard:
        raise UsageError("--out hanya berlaku bersama --shard.", "--out works together with --shard only.")
    return _join(options) if options.join else _build(options)


def _build(options: argparse.Namespace) -> int:
    """Build the site, or the share of it that is asked for."""
    started = time.monotonic()
    project = open_project(options.project)
    given = site_input(project, options.year, options.lang)
    tell = _teller(project.metamodel, options.lang or project.settings.language, started)
    first = given.told[given.languages[0]]
    limit = SEVERITIES.index(project.settings.fail_on)
    failing = [item for item in first if SEVERITIES.index(item.severity) >= limit]
    tell("step-checked", elements=len(given.model.elements), findings=len(first), errors=len(failing))
    if failing and options.strict:
        tell("step-strict")
        return 1
    builder = Builder(project.root, options.engine, warm=not options.no_cache)
    try:
        return _ended(tell, partial(_made, options, builder, given, tell))
    finally:
        builder.close()


def _made(options: argparse.Namespace, builder: Builder, given: SiteInput, tell: Tell) -> None:
    if options.shard:
        built = builder.build_share(given, options.shard, options.out, tell)
        tell("step-share", share=options.shard, pages=built.pages, diagrams=built.diagrams, path=built.site.parent)
    else:
        _tell_site(tell, builder.build(given, tell))


def _join(options: argparse.Namespace) -> int:
    """Join shares; the model is not read for it."""
    started = time.monotonic()
    settings = load_settings(options.project)
    metamodel = load_pack(find_pack(settings.pack, options.project), cache_of(options.project))
    tell = _teller(metamodel, options.lang or settings.language, started)
    return _ended(tell, lambda: _tell_site(tell, join(options.project, options.join, tell)))


def _ended(tell: Tell, work: Callable[[], None]) -> int:
    """How a build ended: what stopped it is told, and the last site stays."""
    try:
        work()
    except FAILURES as error:
        print(str(error), file=sys.stderr)
        tell("step-failed")
        return 2
    return 0


def _tell_site(tell: Tell, built: Built) -> None:
    tell("step-done", pages=built.pages, diagrams=built.diagrams, path=built.site / "index.html")


def _teller(metamodel: Metamodel, language: str, started: float) -> Tell:
    """What prints a step in the reader's language, with the time since the start where its words ask for it."""

    def tell(key: str, **facts: object) -> None:
        seconds = f"{time.monotonic() - started:.1f}"
        print(say(metamodel.label(key), language).format(seconds=seconds, **facts), flush=True)

    return tell


def _share(text: str) -> Share:
    """The share that is asked for."""
    try:
        return Share.read(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}': tulis seperti 2/4, bagian kedua dari empat / write as 2/4, the second of four"
        ) from None
