"""Sites that several tests read: the toy town and the hostile project, each built once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PACKS, build

HOSTILE = Path(__file__).parent / "hostile"
GIT = ["git", "-c", "user.name=Uji", "-c", "user.email=uji@example.org", "-c", "commit.gpgsign=false"]


def town(folder: Path) -> Path:
    """A copy of the toy project with its pack."""
    shutil.copytree(PACKS / "trem-project", folder)
    shutil.copytree(PACKS / "trem", folder / "pack")
    return folder


@pytest.fixture(scope="session")
def toy(tmp_path_factory) -> Path:
    """The toy project with its site, in both languages, English first; tests only read it."""
    project = town(tmp_path_factory.mktemp("toy") / "town")
    build(project)
    return project


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Path:
    """The project whose names, texts, file names and git history try to break out, built."""
    project = tmp_path_factory.mktemp("hostile") / "project"
    shutil.copytree(HOSTILE, project)
    odd = project / "architecture" / "a & 'b' #1 %41.yaml"
    odd.write_text('proses_bisnis: {dua: {nama: "dua"}}\n', encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "<script>alert(1)</script> {{ 7*7 }}"]):
        subprocess.run([*GIT, *words], cwd=project, check=True, capture_output=True)
    build(project)
    return project
