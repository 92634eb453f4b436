"""This repository can be opened in VS Code and completes at once."""

from __future__ import annotations

import json

from cetakbiru.export.editor import FOLDER, editor_files, stale
from tests.conftest import ROOT


def test_the_shipped_schemas_are_current(shipped):
    """What is committed is what ``schema`` writes now; `python3 build.py schema` renews it."""
    assert stale(ROOT, editor_files(ROOT, shipped.model, shipped.settings.language)) == []


def test_the_shipped_schemas_are_small():
    """All of them together stay below two megabytes, the price of having them in git."""
    assert sum(path.stat().st_size for path in (ROOT / FOLDER).glob("*.json")) < 2_000_000


def test_the_extension_is_recommended():
    """VS Code offers the extension that reads the schemas."""
    assert "redhat.vscode-yaml" in json.loads((ROOT / ".vscode/extensions.json").read_text())["recommendations"]
