"""``build``: check the model, then build the site from it."""

from __future__ import annotations

import argparse
import sys
import time

from cetakbiru.metamodel import LANGUAGES, SEVERITIES, say
from cetakbiru.pipeline import open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site import ENGINES, FAILURES, Builder

HELP = "periksa, lalu bangun situs / check, then build the site"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--year", type=int, help="arsitektur tahun itu / the architecture of that year")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="hanya bahasa ini / only this language")
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs")
    parser.add_argument("--strict", action="store_true", help="gagal bila ada galat / fail where there are errors")


def run(options: argparse.Namespace) -> int:
    """Check and build; findings do not stop the site unless ``--strict`` asks for it."""
    started = time.monotonic()
    project = open_project(options.project)
    given = site_input(project, options.year, options.lang)
    language = options.lang or project.settings.language
    first = given.told[given.languages[0]]
    limit = SEVERITIES.index(project.settings.fail_on)
    failing = [item for item in first if SEVERITIES.index(item.severity) >= limit]

    def tell_step(key: str, **facts: object) -> None:
        print(say(project.metamodel.label(key), language).format(**facts), flush=True)

    tell_step("step-checked", elements=len(given.model.elements), findings=len(first), errors=len(failing))
    if failing and options.strict:
        tell_step("step-strict")
        return 1
    builder = Builder(project.root, options.engine, warm=not options.no_cache)
    try:
        built = builder.build(given, tell_step)
    except FAILURES as error:
        print(str(error), file=sys.stderr)
        tell_step("step-failed")
        return 2
    finally:
        builder.close()
    seconds = f"{time.monotonic() - started:.1f}"
    page = built.site / "index.html"
    tell_step("step-done", pages=built.pages, diagrams=built.diagrams, seconds=seconds, path=page)
    return 0
