"""``export``: write the model in a form that other tools read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cetakbiru.export import FORMATS, write
from cetakbiru.model import at, part
from cetakbiru.pipeline import open_project
from cetakbiru.source import write_if_changed

HELP = "tulis model untuk alat lain / write the model for other tools"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("format", choices=tuple(FORMATS), metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--out", type=Path, metavar="FILE", help="berkas tujuan / file to write")
    parser.add_argument("--select", default="", metavar="SELECTOR", help="hanya elemen ini / only these elements")
    parser.add_argument("--revision", default="", help="versi isi, misalnya id commit / version of the content")
    parser.add_argument("--year", type=int, help="arsitektur tahun itu / the architecture of that year")


def run(options: argparse.Namespace) -> int:
    """Write to a file, or to the standard output where none is named."""
    project = open_project(options.project)
    model = at(project.model, options.year) if options.year else project.model
    model = part(model, options.select) if options.select else model
    facts = {"site": project.settings.site, "revision": options.revision or project.settings.revision}
    text = write(options.format, model, project.settings.id, facts)
    if options.out:
        write_if_changed(options.out, text)
    else:
        sys.stdout.write(text)
    return 0
