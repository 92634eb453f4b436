"""``explain RULE``: what a rule asks, why, on what basis, and an example of wrong and right."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from textwrap import indent, wrap

from cetakbiru.metamodel import Example, Metamodel, Rule, say
from cetakbiru.model import nearest
from cetakbiru.pipeline import active_rules, open_project
from cetakbiru.report import outline, printable
from cetakbiru.source import UsageError

HELP = "jelaskan satu aturan / explain a rule"
_WIDTH = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("rule", metavar="RULE", help="id aturan / id of the rule")
    parser.add_argument("--lang", choices=("id", "en"), default="")


def run(options: argparse.Namespace) -> int:
    """Print the rule's page."""
    project = open_project(options.project)
    metamodel = project.metamodel
    rule = metamodel.rules.get(options.rule)
    if rule is None:
        meant = nearest(options.rule, metamodel.rules)
        hint = f" Barangkali / perhaps: {meant}" if meant else ""
        raise UsageError(f"{options.rule}: tidak ada aturan itu / no such rule.{hint}")
    rule = active_rules(project).get(rule.id, rule)
    print("\n".join(_page(rule, metamodel, options.lang or project.settings.language)))
    return 0


def _page(rule: Rule, metamodel: Metamodel, language: str) -> Iterator[str]:
    """Title, state, words, then the examples."""

    def label(key: str) -> str:
        return say(metamodel.label(key), language)

    yield f"{say(rule.title, language)} ({rule.id})"
    yield f"{label(f'severity-{rule.severity}')}, {label('profile').lower()} {rule.profile}"
    message = outline(say(rule.message, language))
    for key, words in (("message", message), ("why", say(rule.why, language)), ("basis", rule.basis)):
        if words:
            yield ""
            yield label(key)
            yield from wrap(words, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    for key, example in (("bad-example", rule.bad), ("good-example", rule.good)):
        if example:
            yield from _example(label(key), example, label("found-at"))


def _example(title: str, example: Example, found_at: str) -> Iterator[str]:
    """An example's files, and where the finding stands."""
    yield ""
    yield f"{title} ({found_at.lower()} {example.at})" if example.at else title
    for path, text in example.files.items():
        yield f"  # {path}"
        yield indent("\n".join(printable(line) for line in text.rstrip("\n").split("\n")), "  ")
