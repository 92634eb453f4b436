"""``schema``: write the JSON Schemas for editors, or say whether they are up to date."""

from __future__ import annotations

import argparse

from cetakbiru.cli.program import program
from cetakbiru.export.editor import editor_files, stale, write_files
from cetakbiru.pipeline import Project, open_project
from cetakbiru.source import UsageError

HELP = "tulis skema untuk penyunting teks / write the schemas for editors"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--check", action="store_true", help="hanya periksa / only check")


def run(options: argparse.Namespace) -> int:
    """Write what is out of date; with ``--check`` only name it, and fail."""
    project = open_project(options.project)
    files = files_of(project)
    if options.check:
        return _tell_stale(stale(project.root, files))
    written = write_files(project.root, files)
    print(
        f"{len(written)} dari {len(files)} berkas skema diperbarui.\n"
        f"{len(written)} of {len(files)} schema files brought up to date."
    )
    return 0


def files_of(project: Project) -> dict[str, str]:
    """The editor's files of a project.

    Raises:
        UsageError: a file of the model cannot be read, so that the list of ids would be short.
    """
    if broken := ", ".join(sorted(project.model.sources.broken)):
        raise UsageError(
            f"Berkas {broken} tidak terbaca, jadi daftar id tidak lengkap dan skema tidak ditulis. "
            "Jalankan check, perbaiki berkasnya, lalu jalankan lagi.",
            f"{broken} cannot be read, so the list of ids would be short and no schema was written. "
            "Run check, mend the file, then run this again.",
        )
    return editor_files(project.root, project.model, project.settings.language)


def _tell_stale(paths: list[str]) -> int:
    """Say which files are out of date, and what to do."""
    if not paths:
        print("Skema untuk penyunting sudah mutakhir.\nThe schemas for editors are up to date.")
        return 0
    print("\n".join(f"  {path}" for path in paths))
    print(
        f"Skema di atas tidak cocok lagi dengan model. Jalankan: {program()} schema, lalu simpan hasilnya (commit).\n"
        f"These schemas no longer match the model. Run: {program()} schema, then commit what it writes."
    )
    return 1
