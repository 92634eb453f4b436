"""Projects to measure on: made up ones of a size, and a copy of the one that is shipped; each in a git of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import ROOT

SHIPPED = "asli"
_HELD = ("cetakbiru.yaml", "mkdocs.yml", "architecture", "blueprints", "members")
_TEXT = re.compile(r"^( +uraian: [\"']?)(?:Suntingan \d+ dan )?(?=[A-Za-z])", re.MULTILINE)
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")


def prepare(size: str, folder: Path) -> Path:
    """A fresh project, committed once.

    Args:
        size: ``asli`` for the shipped one, else what the generator takes.
        folder: where projects go.
    """
    project = folder / size
    shutil.rmtree(project, ignore_errors=True)
    if size == SHIPPED:
        for name in _HELD:
            place = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            place(ROOT / name, project / name)
    else:
        # In a process of its own, so that this one stays small: a child's peak begins at its parent's.
        subprocess.run([sys.executable, "-m", "benchmarks.generate", size, str(project)], cwd=ROOT, check=True)
    (project / ".gitignore").write_text("/.cetakbiru/\n/site/\n", encoding="utf-8")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "model")):
        subprocess.run([*_GIT, *words], cwd=project, check=True)
    return project


def edit(project: Path, number: int) -> None:
    """Change one description in one unit's file; each number makes another text of it."""
    path = _edited(project)
    path.write_text(_TEXT.sub(rf"\g<1>Suntingan {number} dan ", _read(path), count=1), encoding="utf-8", newline="\n")


def edited_text(project: Path) -> str:
    """The beginning of the description that ``edit`` changes."""
    found = _TEXT.search(text := _read(_edited(project)))
    assert found
    return text[found.end() :].split("\n", 1)[0].strip("\"'")[:40]


def _edited(project: Path) -> Path:
    return next(p for p in sorted((project / "blueprints").rglob("*.yaml")) if _TEXT.search(_read(p)))


def forget(project: Path) -> None:
    """Remove all that earlier runs left behind."""
    for name in (".cetakbiru", "site"):
        shutil.rmtree(project / name, ignore_errors=True)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
