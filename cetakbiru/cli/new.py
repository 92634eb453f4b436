"""``new``: write the skeleton of an element, or of a unit's blueprint."""

from __future__ import annotations

import argparse

from cetakbiru.cli.program import program
from cetakbiru.pipeline import open_project
from cetakbiru.scaffold import Wanted, new_element

HELP = "tulis kerangka elemen baru / write the skeleton of a new element"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("kind", metavar="KIND", help="jenis elemen menurut paket / kind of element, as in the pack")
    parser.add_argument("id", metavar="ID", help="huruf kecil, angka, tanda hubung / small letters, digits, hyphens")
    parser.add_argument("--unit", default="", help="unit pemilik cetak biru / unit whose blueprint it goes to")


def run(options: argparse.Namespace) -> int:
    """Write it, and say where it stands and what comes next."""
    project = open_project(options.project)
    wanted = Wanted(options.kind, options.id, options.unit)
    added = new_element(project.root, project.model, wanted, project.settings.language)
    print(
        f"{added.id} ditulis di {added.path}:{added.line}. Isi atribut wajibnya, lalu jalankan: {program()} check. "
        f"Agar penyunting mengenal idnya: {program()} schema.\n"
        f"{added.id} was written at {added.path}:{added.line}. Fill in what is required, then run: {program()} check. "
        f"So that the editor knows its id: {program()} schema."
    )
    return 0
