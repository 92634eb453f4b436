"""``check``: put the rules to the model and report what they find."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from cetakbiru.checks import BASELINE, Verdict
from cetakbiru.cli.program import program
from cetakbiru.metamodel import say
from cetakbiru.model import nearest
from cetakbiru.pipeline import Project, active_rules, check, open_project, write_baseline
from cetakbiru.report import FORMATS, Outcome, tell, told_in_order, write
from cetakbiru.source import UsageError

HELP = "periksa model / check the model"
_WIDTH = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--profile", default="", help="dasar | standar | ketat")
    parser.add_argument("--year", type=int, help="arsitektur tahun itu / the architecture of that year")
    parser.add_argument("--lang", choices=("id", "en"), default="")
    parser.add_argument("--rule", action="append", default=[], help="hanya aturan ini / only this rule")
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help=f"catat temuan kini dalam {BASELINE} / note the present findings in {BASELINE}",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="hanya temuan di sini / only findings here")


def run(options: argparse.Namespace) -> int:
    """Check, print, and say by the exit code whether anything counts."""
    project = open_project(options.project)
    _verify(project, options)
    verdict = check(project, options.profile, options.year, options.rule)
    if options.write_baseline:
        count = write_baseline(project, verdict)
        words = say(project.metamodel.label("baseline-written"), options.lang or project.settings.language)
        sys.stdout.write(words.format(count=count, path=BASELINE) + "\n")
        return 0
    outcome = outcome_of(project, verdict, options)
    sys.stdout.write(write(options.format, outcome))
    return int(options.end(0 if outcome.passed else 1))


def outcome_of(project: Project, verdict: Verdict, options: argparse.Namespace) -> Outcome:
    """What a check found, as the options ask for it."""
    language = options.lang or project.settings.language
    documents = project.model.sources.documents
    told = told_in_order([tell(item, project.metamodel, documents, language) for item in verdict.findings])
    on_screen = options.format == "text" and sys.stdout.isatty()
    return Outcome(
        metamodel=project.metamodel,
        language=language,
        told=tuple(item for item in told if not options.paths or _is_below(item.at.path, options.paths)),
        rules=active_rules(project, options.profile, options.rule),
        waived=len(verdict.waived),
        known=len(verdict.known),
        elements=len(project.model.elements),
        relations=len(project.model.relations),
        fail_on=project.settings.fail_on,
        program=program(),
        color=on_screen and "NO_COLOR" not in os.environ,
        width=max(60, min(120, shutil.get_terminal_size().columns)) if on_screen else _WIDTH,
    )


def _is_below(path: str, wanted: list[str]) -> bool:
    """Whether a path is one of those asked for, or lies in a folder that is."""
    given = [item.replace("\\", "/").removeprefix("./").rstrip("/") for item in wanted]
    return any(path == item or path.startswith(f"{item}/") or item == "." for item in given)


def _verify(project: Project, options: argparse.Namespace) -> None:
    """Options name a profile and rules that there are, and a baseline holds all findings or none."""
    profiles, rules = project.metamodel.profiles, project.metamodel.rules
    if options.profile and options.profile not in profiles:
        raise UsageError(f"--profile {options.profile}: {' | '.join(profiles)}")
    unknown = next((name for name in options.rule if name not in rules), "")
    if unknown:
        raise UsageError(f"--rule {unknown}: tidak ada aturan itu / no such rule. ({nearest(unknown, rules) or '-'})")
    if options.write_baseline and (options.rule or options.year or options.paths):
        raise UsageError(
            "--write-baseline mencatat semua temuan; jangan disertai --rule, --year, atau PATH. / "
            "--write-baseline notes all findings; use it without --rule, --year or PATH."
        )
