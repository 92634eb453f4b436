"""Findings as JSON, a frozen form: ``schemas/check-1.schema.json`` describes it, ``version`` counts its changes."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from cetakbiru import __version__
from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told
from cetakbiru.source import Location

VERSION = 1


def write(outcome: Outcome) -> str:
    """The outcome as one JSON document."""
    # Names stand as they were written: a machine compares them, and JSON's own escapes keep them harmless.
    data = {
        "version": VERSION,
        "tool": {"name": "cetakbiru", "version": __version__},
        "language": outcome.language,
        "passed": outcome.passed,
        "fail_on": outcome.fail_on,
        "checked": {"elements": outcome.elements, "relations": outcome.relations, "rules": len(outcome.rules)},
        "counts": {**outcome.counts, "waived": outcome.waived, "known": outcome.known},
        "findings": [_finding(item) for item in outcome.told],
    }
    return json.dumps(data, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of this form."""
    file = resources.files("cetakbiru.report") / "schemas" / f"check-{VERSION}.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _finding(item: Told) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "severity": item.severity,
        "title": item.title,
        "message": item.message,
        "element": item.element,
        "fingerprint": item.fingerprint,
        "location": _location(item.at),
        "related": [_location(place) for place in item.related],
    }


def _location(place: Location) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column, "end_column": place.end_column}
