"""The cache gives what would be worked out anyway, whatever happens to its files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetakbiru.metamodel import PackError, load_pack
from cetakbiru.source import Cache, cache
from tests.house.measure import ROOT

TOY = ROOT / "tests" / "packs" / "trem"
EDITS = st.lists(
    st.sampled_from(["again", "label", "kind gone", "kind back", "broken", "mended", "torn", "flipped", "no folder"]),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_with_and_without_a_cache_a_pack_is_the_same(edits: list[str]) -> None:
    """However a pack and the cache's own files change, what is read with the cache is what is read without it."""
    with TemporaryDirectory() as folder:
        pack, kept = Path(folder) / "trem", Path(folder) / "cache"
        shutil.copytree(TOY, pack)
        for edit in edits:
            _change(pack, kept, edit)
            assert _read(pack, Cache(kept)) == _read(pack, Cache())


def _read(pack: Path, kept: Cache) -> object:
    try:
        return load_pack(pack, kept)
    except PackError as error:
        return str(error)


def _change(pack: Path, kept: Path, edit: str) -> None:
    kinds = sorted((pack / "kinds").glob("*.yaml"))
    entries = sorted(kept.glob("*.json"))
    head = pack / "pack.yaml"
    if edit == "label":
        head.write_text(head.read_text(encoding="utf-8") + "\n# x\n", encoding="utf-8")
    elif edit == "kind gone" and kinds:
        kinds[-1].rename(pack / "kinds" / "aside")
    elif edit == "kind back" and (pack / "kinds" / "aside").exists():
        (pack / "kinds" / "aside").rename(pack / "kinds" / "zz.yaml")
    elif edit == "broken":
        kinds[0].write_text("a: [\n" + kinds[0].read_text(encoding="utf-8"), encoding="utf-8")
    elif edit == "mended":
        kinds[0].write_text(kinds[0].read_text(encoding="utf-8").removeprefix("a: [\n"), encoding="utf-8")
    elif edit == "torn" and entries:
        entries[0].write_bytes(entries[0].read_bytes()[:-9])
    elif edit == "flipped" and entries:
        entries[-1].write_bytes(entries[-1].read_bytes().replace(b"tram", b"tr@m"))
    elif edit == "no folder":
        shutil.rmtree(kept, ignore_errors=True)


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    """The same files come to what was kept; another byte, name or kind of thing is made anew."""
    made = []
    kept = Cache(tmp_path / "cache")

    def get(kind: str, files: dict[str, bytes]) -> object:
        return kept.kept(kind, files, lambda: made.append(kind) or {"n": len(made)})

    assert get("a", {"x": b"1"}) == get("a", {"x": b"1"}) == {"n": 1}
    assert get("a", {"x": b"2"}) == {"n": 2}
    assert get("a", {"y": b"1"}) == {"n": 3}
    assert get("b", {"x": b"1"}) == {"n": 4}
    assert get("a", {"x": b"1"}) == {"n": 1}


def test_the_oldest_go_where_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache never grows beyond its bound, and git does not see it."""
    monkeypatch.setattr(cache, "MOST_BYTES", 1_000)
    kept = Cache(tmp_path)
    for number in range(12):
        kept.kept("a", {"x": bytes([number])}, lambda: "x" * 150)
        for entry in tmp_path.glob("*.json"):
            os.utime(entry, (entry.stat().st_mtime - 60,) * 2)
    assert sum(item.stat().st_size for item in tmp_path.glob("*.json")) <= 1_000
    assert kept.kept("a", {"x": bytes([11])}, lambda: "new") == "x" * 150
    assert kept.kept("a", {"x": bytes([0])}, lambda: "new") == "new"
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """Where the cache's folder cannot be made, everything is worked out as ever."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert Cache(tmp_path / "file" / "cache").kept("a", {}, lambda: [1]) == [1]
