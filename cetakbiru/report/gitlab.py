"""Findings as a code quality report of GitLab."""

from __future__ import annotations

import json
from collections import Counter

from cetakbiru.report.types import Outcome
from cetakbiru.report.words import printable

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(outcome: Outcome) -> str:
    """One entry a finding."""
    seen: Counter[str] = Counter()
    rows = []
    for item in outcome.told:
        seen[item.fingerprint] += 1
        # GitLab wants each fingerprint once, and two equal faults of one file have the same.
        number = seen[item.fingerprint]
        rows.append(
            {
                "description": printable(item.message),
                "check_name": item.rule,
                "fingerprint": item.fingerprint if number == 1 else f"{item.fingerprint}-{number}",
                "severity": _SEVERITIES[item.severity],
                "location": {"path": item.at.path, "lines": {"begin": item.at.line, "end": item.at.line}},
            }
        )
    return json.dumps(rows, indent=2) + "\n"
