"""``init`` writes what a forge needs, and says how this very toolkit is installed there."""

from __future__ import annotations

import json

import pytest

from cetakbiru import __version__
from cetakbiru.cli.main import CLEAN, main
from cetakbiru.scaffold.ci import FILES, requirement

COMMIT = "0123456789abcdef0123456789abcdef01234567"
INDEXED = f"cetakbiru=={__version__}"


def test_every_file_is_written(tmp_path):
    """A new repository has each CI file, and its list of what to install is filled in."""
    assert main(["init", str(tmp_path)]) == CLEAN
    assert {path for path in FILES if not (tmp_path / path).is_file()} == set()
    lines = (tmp_path / ".ci/requirements.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line[:1] not in ("", "#")] == [requirement()]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, INDEXED),
        ({"url": "file:///home/x/cetakbiru", "dir_info": {"editable": True}}, INDEXED),
        (
            {"url": "https://git.contoh.go.id/c.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"cetakbiru @ git+https://git.contoh.go.id/c.git@{COMMIT}",
        ),
        ({"url": "file:///home/x/c.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, INDEXED),
    ],
    ids=["from an index", "from a checkout", "from git", "from git on this disk"],
)
def test_ci_installs_what_is_installed_here(tmp_path, monkeypatch, origin, expected):
    """What came from a commit of git is pinned to that commit, anything else to its version."""
    folder = tmp_path / f"cetakbiru-{__version__}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: cetakbiru\nVersion: {__version__}\n", "utf-8")
    if origin:
        (folder / "direct_url.json").write_text(json.dumps(origin), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert requirement() == expected
