"""``flat``: one model file as sorted lines, for the text that ``git diff`` compares."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cetakbiru.report import printable
from cetakbiru.source import Finding, UsageError, decode, flat, parse

HELP = "satu berkas model sebagai baris atribut / one model file as lines of attributes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="berkas YAML / a YAML file")


def run(options: argparse.Namespace) -> int:
    """Print the file flat; one that cannot be read is printed as it is, since ``git diff`` must go on."""
    try:
        raw = options.file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{options.file} tidak dapat dibaca ({reason}). Periksa nama berkasnya.",
            f"{options.file} cannot be read ({reason}). Check the name of the file.",
        ) from None
    sys.stdout.write("".join(f"{printable(line)}\n" for line in _shown(raw)))
    return 0


def _shown(raw: bytes) -> list[str]:
    """Its findings of form, which hide nothing that the lines leave out, then its lines."""
    text, findings = decode("", raw)
    if text is None:
        return [*map(_note, findings), *raw.decode("utf-8", "replace").splitlines()]
    document, faults = parse("", text)
    return [*map(_note, [*findings, *faults]), *(flat(document.data) if document else text.splitlines())]


def _note(finding: Finding) -> str:
    line, column = (finding.place.at or (1, 1))[:2]
    facts = "".join(f" {key}={value}" for key, value in finding.facts.items())
    return f"! {line}:{column} {finding.rule}{facts}"
