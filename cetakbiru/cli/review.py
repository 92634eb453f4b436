"""``review``: what a change does to the architecture."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cetakbiru.metamodel import LANGUAGES, SEVERITIES
from cetakbiru.pipeline import load_settings, open_project
from cetakbiru.pipeline.revisions import review_revisions, review_years
from cetakbiru.review import Review, ToldReview, comment, review_page, tell_review, to_json, to_text
from cetakbiru.source import write_if_changed

HELP = "tinjau perubahan antara dua revisi / review what a change does"
FORMATS = ("text", "markdown", "json", "html")
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
    texts = {
        "text": lambda: to_text(told, review.after.model.metamodel),
        "markdown": lambda: comment(review, told, options.project, settings.forge),
        "json": lambda: to_json(told),
        "html": lambda: review_page(review, told, options.project, settings.forge).html,
    }
    sys.stdout.write(texts[options.format]())
    if options.out:
        _write(options, review, told, settings.forge)
    limit = SEVERITIES.index(settings.fail_on)
    return int(any(SEVERITIES.index(item.severity) >= limit for item in review.introduced))


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


def _write(options: argparse.Namespace, review: Review, told: ToldReview, forge: str) -> None:
    write_if_changed(options.out / "comment.md", comment(review, told, options.project, forge))
    write_if_changed(options.out / "review.json", to_json(told))
    page = review_page(review, told, options.project, forge)
    write_if_changed(options.out / "index.html", page.html)
    folder = options.out / "diagrams"
    for name, text in page.diagrams.items():
        write_if_changed(folder / name, text)
    for stale in folder.glob("*.svg"):
        if stale.name not in page.diagrams and stale.name.endswith(VARIANTS):
            stale.unlink()


class UsageError(Exception):
    """Arguments that do not fit together."""
