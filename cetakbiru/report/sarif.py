"""Findings as SARIF 2.1.0, the form that code scanning services and editors read."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from cetakbiru import __version__
from cetakbiru.metamodel import Rule, say
from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told, printable
from cetakbiru.source import Location

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# In a message SARIF reads `[words](number)` as a link to a related place.
_LINK = re.compile(r"[\[\]\\]")


def write(outcome: Outcome) -> str:
    """One run with the rules that were asked and a result for each finding."""
    order = {name: number for number, name in enumerate(outcome.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "cetakbiru",
                "version": __version__,
                "language": outcome.language,
                "rules": [_rule(rule, outcome.language) for rule in outcome.rules.values()],
            }
        },
        "language": outcome.language,
        # Columns count signs and not the units of UTF-16, of which an emoji takes two.
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, order) for item in outcome.told],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    why = say(rule.why, language) or say(rule.title, language)
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": say(rule.title, language)},
        "fullDescription": {"text": why},
        "help": {"text": f"{why} ({rule.basis})" if rule.basis else why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.profile], "basis": rule.basis},
    }


def _result(item: Told, order: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "level": _LEVELS[item.severity],
        "message": {"text": _message(item.message)},
        "locations": [{"physicalLocation": _physical(item.at)}],
        "relatedLocations": [
            {"id": number, "physicalLocation": _physical(place)} for number, place in enumerate(item.related, 1)
        ],
        "partialFingerprints": {"cetakbiru/v1": item.fingerprint},
    }
    if item.rule in order:
        result["ruleIndex"] = order[item.rule]
    if item.element:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": item.element, "kind": "element"}]
    return result


def _physical(place: Location) -> dict[str, Any]:
    return {
        # An address and no path: a file may have a space or a percent sign in its name.
        "artifactLocation": {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": place.line, "startColumn": place.column, "endColumn": place.end_column},
    }


def _message(words: str) -> str:
    """Plain text; where a viewer could take a part for a link, its brackets are escaped."""
    words = printable(words)
    return _LINK.sub(lambda match: f"\\{match[0]}", words) if "](" in words else words
