"""``query``: which elements a selector names."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from cetakbiru.metamodel import LANGUAGES, say
from cetakbiru.model import Element, Impact, Model, SelectorError, nearest, select
from cetakbiru.pipeline import open_project
from cetakbiru.source import UsageError, to_json

HELP = "cari elemen dengan pemilih / find elements with a selector"
Row = dict[str, str | int]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "selector", metavar="SELECTOR", nargs="+",
        help="koma = dan, spasi = atau / comma = and, space = or: +id+2 kind:K unit:U domain:D ATTRIBUTE:VALUE !TERM",
    )  # fmt: skip
    parser.add_argument(
        "--impact", action="store_true",
        help="hitung yang bergantung padanya dan yang menopangnya / count what depends on it and what it stands on",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--lang", choices=LANGUAGES, default="")


def run(options: argparse.Namespace) -> int:
    """Print id, kind, name and owner of each element, and its impact if asked for, in the model's order."""
    project = open_project(options.project)
    language = options.lang or project.settings.language
    chosen = _chosen(project.model, " ".join(options.selector))
    counts = Impact(project.model.whole).counts() if options.impact else {}
    found = [_row(project.model.whole, item, language) | _impact(counts.get(item.id)) for item in chosen]
    sys.stdout.write(to_json(found) if options.format == "json" else "".join(_lines(found)))
    if not found:
        print("Tidak ada elemen yang cocok.\nNo element matches.", file=sys.stderr)
    return int(options.end(0))


def _chosen(model: Model, selector: str) -> list[Element]:
    """Elements that the selector names.

    Raises:
        UsageError: a term is not of the grammar, or names an element that there is not.
    """
    try:
        return select(model, selector)
    except SelectorError as error:
        names = {item.local: key for key, item in model.elements.items()} | {key: key for key in model.elements}
        near = names.get(nearest(str(error).strip("+"), names), "")
        raise UsageError(
            f"Pemilih '{error}' bukan id elemen dan bukan kata:nilai."
            + (f" Mungkin maksud Anda: {near}." if near else "")
            + " Perbaiki ejaannya, atau cari dengan kata lain, misalnya kind:NAMA atau unit:NAMA.",
            f"The selector '{error}' is not the id of an element and not word:value."
            + (f" Did you mean {near}?" if near else "")
            + " Correct its spelling, or search in another way, such as kind:NAME or unit:NAME.",
        ) from None


def _row(model: Model, element: Element, language: str) -> Row:
    return {
        "id": element.id,
        "kind": element.kind,
        "name": say(model.value(element, "name") or {"*": element.id}, language),
        "owner": model.owner(element.id),
    }


def _impact(counts: tuple[int, int] | None) -> Row:
    """How many depend on an element, and on how many it stands."""
    return {"dependants": counts[0], "foundations": counts[1]} if counts else {}


def _lines(rows: list[Row]) -> Iterator[str]:
    """Rows in columns as wide as they need; numbers with the way that they look, up or down."""
    signs = {"dependants": "↑", "foundations": "↓"}
    shown = [{key: f"{signs.get(key, '')}{value}" for key, value in row.items()} for row in rows]
    widths = {key: max(len(row[key]) for row in shown) for key in shown[0]} if shown else {}
    for row in shown:
        yield "  ".join(value.ljust(widths[key]) for key, value in row.items()).rstrip() + "\n"
