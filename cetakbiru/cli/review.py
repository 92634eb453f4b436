"""``review``: what a change does to the architecture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from cetakbiru.metamodel import LANGUAGES, SEVERITIES
from cetakbiru.pipeline import load_settings, open_project
from cetakbiru.pipeline.revisions import review_revisions, review_years
from cetakbiru.review import Review, comment, review_page, tell_review, to_json, to_text
from cetakbiru.source import UsageError, write_if_changed

HELP = "tinjau perubahan antara dua revisi / review what a change does"
FORMATS = ("text", "markdown", "json", "html")
FILES = {"markdown": "comment.md", "json": "review.json", "html": "index.html"}
DIAGRAMS = "diagrams"
VARIANTS = (".before.svg", ".after.svg", ".both.svg")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("base", nargs="?", default="", metavar="BASE", help="cabang, tag, atau commit pembanding")
    parser.add_argument("head", nargs="?", default="", metavar="HEAD", help="baku: salinan kerja / working tree")
    parser.add_argument("--from-year", type=int, help="bandingkan tahun model ini / compare years of the model")
    parser.add_argument("--to-year", type=int)
    parser.add_argument("--no-merge-base", action="store_true", help="bandingkan langsung / compare directly")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="tulis komentar, JSON, dan halaman / write all forms here"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="")


def run(options: argparse.Namespace) -> int:
    """Review, print or write; findings that the change introduces decide the exit code."""
    settings = load_settings(options.project)
    review = _review(options)
    told = tell_review(review, options.lang or settings.language)
    page = cache(partial(review_page, review, told, options.project, settings.forge))
    texts: dict[str, Callable[[], str]] = {
        "text": lambda: to_text(told, review.after.model.metamodel),
        "markdown": cache(partial(comment, review, told, options.project, settings.forge)),
        "json": cache(partial(to_json, told)),
        "html": lambda: page().html,
    }
    sys.stdout.write(texts[options.format]())
    if options.out:
        files = {name: texts[form]() for form, name in FILES.items()}
        _write(options.out, files | {f"{DIAGRAMS}/{name}": text for name, text in page().diagrams.items()})
    limit = SEVERITIES.index(settings.fail_on)
    return int(options.end(any(SEVERITIES.index(item.severity) >= limit for item in review.introduced)))


def _review(options: argparse.Namespace) -> Review:
    """The review that the arguments ask for."""
    if options.from_year and options.to_year:
        return review_years(open_project(options.project), options.from_year, options.to_year)
    if not options.base:
        raise UsageError(
            "Sebutkan revisi pembanding, misalnya: review main. Atau dua tahun: --from-year 2025 --to-year 2029.\n"
            "Name the revision to compare with, such as: review main. Or two years: --from-year 2025 --to-year 2029."
        )
    return review_revisions(options.project, options.base, options.head, merge_base=not options.no_merge_base)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all forms; a diagram of an earlier review goes."""
    for name, text in files.items():
        write_if_changed(folder / name, text)
    for drawn in (folder / DIAGRAMS).glob("*.svg"):
        if drawn.name.endswith(VARIANTS) and f"{DIAGRAMS}/{drawn.name}" not in files:
            drawn.unlink()
