"""``init``: write a new government's repository."""

from __future__ import annotations

import argparse
from pathlib import Path

from cetakbiru.cli.program import program
from cetakbiru.export.editor import editor_files, write_files
from cetakbiru.metamodel import LANGUAGES
from cetakbiru.pipeline import open_project, today
from cetakbiru.scaffold import Choice, init_project, starters

HELP = "buat repositori pemerintah baru / make a new government's repository"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder baru atau kosong / a new or empty folder")
    packs = starters()
    parser.add_argument("--pack", choices=packs, default=packs[0], help="bahasa model / language of the model")
    parser.add_argument("--lang", choices=LANGUAGES, default="id")
    parser.add_argument("--title", default="", help="judul arsitektur / title of the architecture")


def run(options: argparse.Namespace) -> int:
    """Write the files, then what an editor needs to know of them."""
    choice = Choice(options.pack, options.lang, options.title, today().year)
    written = init_project(options.folder, choice)
    project = open_project(options.folder)
    written += write_files(project.root, editor_files(project.root, project.model, project.settings.language))
    print(
        f"{len(written)} berkas ditulis di {options.folder}. Masuk ke folder itu, lalu jalankan: {program()} build\n"
        f"{len(written)} files were written in {options.folder}. Go to that folder, then run: {program()} build"
    )
    return 0
