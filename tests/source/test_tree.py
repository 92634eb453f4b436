"""A project's files: which are read, in what order, and how files are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.source import read_blobs, read_project, write_if_changed
from tests.project import SETTINGS, make

FILES = {
    "architecture/b.yaml": "b: 1\n",
    "architecture/a.yml": "a: 1\n",
    "blueprints/x/dua.yaml": "x: 1\n",
    "blueprints/x/narasi.md": "## Keadaan\n",
    "blueprints/x-lain.yaml": "y: 1\n",
    "blueprints/x/Satu.YAML": "z: 1\n",
}
OTHERS = {
    "architecture/gambar.png": "bukan model",
    "architecture/.rahasia.yaml": "rusak: [",
    "blueprints/.git/config.yaml": "rusak: [",
    "blueprints/x/catatan.txt": "bukan model",
}


def test_a_folder_and_a_revision_are_read_alike(tmp_path: Path) -> None:
    """The same files give the same documents in the same order, from a folder and from blobs in any order."""
    folder = read_project(make(tmp_path, {**FILES, **OTHERS}))
    blobs = [(path, text.encode()) for path, text in {**FILES, **OTHERS, "cetakbiru.yaml": SETTINGS}.items()]
    for order in (blobs, blobs[::-1]):
        revision = read_blobs(order)
        assert list(revision.documents) == list(folder.documents)
        assert revision.narratives == folder.narratives
        assert revision.findings == folder.findings == []


def test_only_files_of_the_model_are_read(tmp_path: Path) -> None:
    """YAML and Markdown below the two folders are read, sorted by path, and the settings; all else is left alone."""
    sources = read_project(make(tmp_path, {**FILES, **OTHERS, "docs/lain.yaml": "rusak: ["}))
    assert list(sources.documents) == [
        "architecture/a.yml",
        "architecture/b.yaml",
        "blueprints/x-lain.yaml",
        "blueprints/x/Satu.YAML",
        "blueprints/x/dua.yaml",
        "cetakbiru.yaml",
    ]
    assert list(sources.narratives) == ["blueprints/x/narasi.md"]
    assert sources.broken == set()


def test_a_file_is_written_only_where_it_changes(tmp_path: Path) -> None:
    """Writing the same content again leaves the file untouched, and nothing but the file is left behind."""
    path = tmp_path / "dalam" / "a.txt"
    assert write_if_changed(path, "satu\n")
    before = path.stat().st_mtime_ns
    assert not write_if_changed(path, b"satu\n")
    assert path.stat().st_mtime_ns == before
    assert write_if_changed(path, "dua\n")
    assert [item.name for item in path.parent.iterdir()] == ["a.txt"]


def test_a_write_cut_short_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing is interrupted at its last step, the old content stays and nothing lies beside it."""
    path = tmp_path / "a.txt"
    write_if_changed(path, "satu\n")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_if_changed(path, "dua\n")
    assert {item.name: item.read_text() for item in tmp_path.iterdir()} == {"a.txt": "satu\n"}
