"""What a review does not see: order, form and line ends; and what it leaves alone: the repository."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from cetakbiru.cli.main import main
from cetakbiru.model import Changes
from cetakbiru.pipeline.revisions import review_revisions
from tests.review.planted import commit, git, shipped_repository


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model, and in the working tree all of it in another order and another form."""
    root = shipped_repository(tmp_path_factory.mktemp("bentuk") / "repo")
    git(root, "config", "core.autocrlf", "false")
    chance = random.Random(7)
    for path in sorted((root / "architecture").rglob("*.yaml")) + sorted((root / "blueprints").rglob("*.yaml")):
        path.write_bytes(_otherwise(path.read_text(encoding="utf-8"), chance).encode())
    for path in (root / "blueprints").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return root


def _otherwise(text: str, chance: random.Random) -> str:
    """The same content: keys and lists shuffled, another form of YAML, comments, other line ends."""
    data = yaml.load(text, yaml.BaseLoader)
    form = chance.choice(["flow", "block", "json"])
    mixed = _mixed(data, chance)
    if form == "json":
        return f"# Komentar\n{json.dumps(mixed, ensure_ascii=False)}\n"
    written = yaml.safe_dump(mixed, default_flow_style=form == "flow", allow_unicode=True, sort_keys=False, width=70)
    return ("# Komentar\n" + written).replace("\n", "\r\n")


def _mixed(data: Any, chance: random.Random) -> Any:
    if isinstance(data, dict):
        return {key: _mixed(value, chance) for key, value in sorted(data.items(), key=lambda _: chance.random())}
    return (
        [_mixed(item, chance) for item in sorted(data, key=lambda _: chance.random())]
        if isinstance(data, list)
        else data
    )


def test_another_order_and_form_is_no_change(repo: Path) -> None:
    """The whole shipped model reordered, reformatted, commented and with other line ends: nothing is told at all."""
    assert len(git(repo, "status", "--porcelain").splitlines()) > 100
    review = review_revisions(repo, "utama")
    assert review.changes == Changes()
    assert review.files == ()
    assert [(item.rule, item.element, item.place.path) for item in review.introduced] == []
    assert [(item.rule, item.element, item.place.path) for item in review.resolved] == []
    assert (review.impacts, review.deltas, review.questions, review.notes) == ((), (), (), ())


def test_the_repository_is_left_as_it_was(repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A review of two commits, of the working tree, and one written to a folder change nothing in the repository."""
    git(repo, "stash", "-q")
    (repo / "blueprints/dinkes/narasi.md").write_text("Lain.\n", encoding="utf-8")
    git(repo, "switch", "-q", "-c", "lain")
    commit(repo, "Lain")
    (repo / "blueprints/dinkes/narasi.md").write_text("Belum disimpan.\n", encoding="utf-8")
    (repo / "blueprints/dinkes/baru.md").write_text("Belum dikenal git.\n", encoding="utf-8")
    before = _state(repo)
    assert main(["review", "utama", "--project", str(repo)]) == 0
    assert main(["review", "utama", "lain", "--project", str(repo), "--format", "json"]) == 0
    assert main(["review", "utama", "--project", str(repo), "--out", str(tmp_path / "hasil")]) == 0
    assert _state(repo) == before
    assert "narasi.md" in capsys.readouterr().out


def _state(repo: Path) -> dict[str, Any]:
    """All that a review could have touched: the index, objects, references, what is checked out, and the files.

    What the toolkit keeps for its next run is hidden from git by a file of its own, and is nobody's work.
    """
    folder, aside = repo / ".git", {".git", ".cetakbiru"}
    return {
        "index": ((folder / "index").stat().st_mtime_ns, (folder / "index").read_bytes()),
        "git": sorted((path.relative_to(folder).as_posix(), path.stat().st_mtime_ns)
                      for path in folder.rglob("*") if path.is_file()),
        "refs": git(repo, "for-each-ref"),
        "head": (folder / "HEAD").read_text(),
        "objects": git(repo, "count-objects", "-v"),
        "files": {path.as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
                  for path in repo.rglob("*") if path.is_file() and aside.isdisjoint(path.parts)},
        "status": git(repo, "--no-optional-locks", "status", "--porcelain=v2"),
    }  # fmt: skip
