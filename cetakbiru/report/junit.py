"""Findings as JUnit XML: a test case for each rule, failed where its findings make the check fail."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cetakbiru.metamodel import say
from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told, printable


def write(outcome: Outcome) -> str:
    """One suite with a case for each rule that was asked."""
    found: dict[str, list[Told]] = defaultdict(list)
    for item in outcome.told:
        found[item.rule].append(item)
    names = [*outcome.rules, *(name for name in found if name not in outcome.rules)]
    failed = sum(any(outcome.fails(item) for item in items) for items in found.values())
    # No errors: that would be a fault of the toolkit itself, which ends with another exit code and no report.
    counts = {"tests": str(len(names)), "failures": str(failed), "errors": "0"}
    root = Element("testsuites", {"name": "cetakbiru", **counts})
    suite = SubElement(root, "testsuite", {"name": "cetakbiru", **counts})
    for name in names:
        case = SubElement(suite, "testcase", {"classname": _class(outcome, name), "name": name})
        _case(outcome, case, found[name])
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _class(outcome: Outcome, name: str) -> str:
    rule = outcome.rules.get(name)
    return f"cetakbiru.{rule.profile}" if rule else "cetakbiru"


def _case(outcome: Outcome, case: Element, told: list[Told]) -> None:
    """A rule's findings: a failure where they make the check fail, else output to read."""
    grave = any(outcome.fails(item) for item in told)
    if told:
        lines = [f"{item.at.path}:{item.at.line}:{item.at.column}: {item.message}" for item in told]
        facts = {"type": told[0].severity, "message": f"{say(told[0].title, outcome.language)} ({len(told)})"}
        part = SubElement(case, "failure", facts) if grave else SubElement(case, "system-out")
        # XML holds no control characters, not even as references: one would break the whole document.
        part.text = "\n".join(printable(line) for line in lines)
