"""Small real projects for tests: written to a folder, checked in this process or by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from cetakbiru.pipeline import active_rules, check, open_project
from cetakbiru.report import FORMATS, Outcome, Told, tell, told_in_order, write

SETTINGS = "pack: spbe\nid: contoh\nprofile: ketat\n"


def make(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a project: settings and both folders, unless the files bring their own."""
    for folder in ("architecture", "blueprints"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, content in {"cetakbiru.yaml": SETTINGS, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


def outcome_of(root: Path, language: str = "en", profile: str = "ketat") -> Outcome:
    """What a check of a project comes to."""
    project = open_project(root)
    verdict = check(project, profile)
    documents = project.model.sources.documents
    return Outcome(
        metamodel=project.metamodel,
        language=language,
        told=tuple(told_in_order([tell(item, project.metamodel, documents, language) for item in verdict.findings])),
        rules=active_rules(project, profile),
        waived=len(verdict.waived),
        known=len(verdict.known),
        elements=len(project.model.elements),
        relations=len(project.model.relations),
    )


def told(root: Path) -> tuple[Told, ...]:
    """Findings of a project; every report must be able to show them."""
    outcome = outcome_of(root)
    for name in FORMATS:
        write(name, outcome).encode("utf-8")
    return outcome.told


def spots(findings: tuple[Told, ...], rule: str) -> list[str]:
    """Where a rule's findings are, as ``path:line:column``."""
    return [f"{item.at.path}:{item.at.line}:{item.at.column}" for item in findings if item.rule == rule]


def cetakbiru(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a project's folder."""
    here = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(here), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "cetakbiru", *words],
        cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
