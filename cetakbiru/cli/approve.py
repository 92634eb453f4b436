"""``approve``: record that a unit has reviewed what it relies on."""

from __future__ import annotations

import argparse

from cetakbiru.metamodel import LANGUAGES, say
from cetakbiru.pipeline import open_project
from cetakbiru.report import fill, printable
from cetakbiru.review import approve

HELP = "catat persetujuan unit atas yang ditumpunya / record a unit's approval of what it relies on"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("unit", metavar="UNIT", help="id unit yang menyetujui / id of the unit that approves")
    parser.add_argument("--lang", choices=LANGUAGES, default="")


def run(options: argparse.Namespace) -> int:
    """Write the file, and say what it holds that is new to it."""
    project = open_project(options.project)
    model, language = project.model, options.lang or project.settings.language
    found = approve(project.root, model, options.unit, project.settings.language)
    counts = {key: len(getattr(found, key)) for key in ("new", "changed", "dropped")}
    facts = {"unit": model.name(options.unit, language), "path": found.path, "count": found.count, **counts}
    print(printable(fill(say(model.metamodel.label("approve-done"), language), facts, language)))
    for sign, keys in (("+", found.new), ("~", found.changed), ("-", found.dropped)):
        for key in keys:
            print(printable(f"  {sign} {model.name(key, language)} [{key}]"))
    return 0
