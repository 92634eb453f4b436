"""``check``: put the rules to the model and report what they find."""

from __future__ import annotations

import argparse
import sys

from cetakbiru.metamodel import SEVERITIES
from cetakbiru.pipeline import Project, check, open_project
from cetakbiru.report import FORMATS, Outcome, tell, told_in_order, write

HELP = "periksa model / check the model"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--profile", default="", help="dasar | standar | ketat")
    parser.add_argument("--year", type=int, help="arsitektur tahun itu / the architecture of that year")
    parser.add_argument("--lang", choices=("id", "en"), default="")
    parser.add_argument("--rule", action="append", default=[], help="hanya aturan ini / only this rule")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="hanya temuan di sini / only findings here")


def run(options: argparse.Namespace) -> int:
    """Check, print, and say by the exit code whether anything counts."""
    project = open_project(options.project)
    outcome = outcome_of(project, options)
    sys.stdout.write(write(options.format, outcome))
    limit = SEVERITIES.index(project.settings.fail_on)
    return int(any(SEVERITIES.index(item.severity) >= limit for item in outcome.told))


def outcome_of(project: Project, options: argparse.Namespace) -> Outcome:
    """The outcome of a check, as the options ask for it."""
    verdict = check(project, options.profile, options.year, options.rule)
    language = options.lang or project.settings.language
    documents = project.model.sources.documents
    told = told_in_order([tell(item, project.metamodel, documents, language) for item in verdict.findings])
    return Outcome(
        metamodel=project.metamodel,
        language=language,
        told=tuple(item for item in told if not options.paths or item.at.path.startswith(tuple(options.paths))),
        waived=len(verdict.waived),
        known=len(verdict.known),
        elements=len(project.model.elements),
        relations=len(project.model.relations),
        rules=len(project.settings.policy(options.profile).active(project.metamodel)),
        color=options.format == "text" and sys.stdout.isatty(),
    )
