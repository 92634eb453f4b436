"""``rules``: the rules of the pack and the project, one a line."""

from __future__ import annotations

import argparse

from cetakbiru.cli.program import program
from cetakbiru.metamodel import SEVERITIES, say
from cetakbiru.pipeline import active_rules, open_project

HELP = "daftar aturan / list the rules"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--lang", choices=("id", "en"), default="")


def run(options: argparse.Namespace) -> int:
    """Print the table: the gravest first, then by id."""
    project = open_project(options.project)
    metamodel, language = project.metamodel, options.lang or project.settings.language
    active = active_rules(project)
    rows = [tuple(say(metamodel.label(key), language) for key in ("rule", "severity", "profile", "rule-title"))]
    for rule in sorted(metamodel.rules.values(), key=lambda item: (-SEVERITIES.index(item.severity), item.id)):
        severity = active[rule.id].severity if rule.id in active else ""
        key = f"severity-{severity}" if severity else "rule-off"
        rows.append((rule.id, say(metamodel.label(key), language), rule.profile, say(rule.title, language)))
    print(_table(rows))
    facts = {"on": len(active), "all": len(metamodel.rules), "profile": project.settings.profile}
    print("\n" + say(metamodel.label("rules-count"), language).format(**facts))
    command = f"{program()} explain {rows[1][0]}"
    print(say(metamodel.label("explain-rule"), language).format(command=command))
    return 0


def _table(rows: list[tuple[str, ...]]) -> str:
    """Rows in columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
