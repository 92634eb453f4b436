"""The baseline: findings that were there before the checks, so that only new ones fail."""

from __future__ import annotations

from cetakbiru.checks import BASELINE, WAIVERS, Verdict, fingerprint
from cetakbiru.metamodel import say
from cetakbiru.pipeline.project import Project
from cetakbiru.source import dump, write_if_changed


def write_baseline(project: Project, verdict: Verdict) -> int:
    """Write the project's baseline from all that a check found, known findings included.

    Faults of waivers stay out: someone has to answer for those.

    Args:
        project: the project.
        verdict: its findings under the policy.

    Returns:
        How many findings the baseline holds.
    """
    found = [item for item in (*verdict.findings, *verdict.known) if item.place.path != WAIVERS]
    rows = sorted({(item.place.path, item.rule, fingerprint(item)) for item in found})
    head = say(project.metamodel.label("baseline-head"), project.settings.language)
    body = dump({"findings": [{"rule": rule, "path": path, "fingerprint": mark} for path, rule, mark in rows]})
    write_if_changed(project.root / BASELINE, f"# {head}\n{body}")
    return len(rows)
