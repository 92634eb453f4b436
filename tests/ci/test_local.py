"""Comfort without a forge: the hook that stops a bad commit, and `git diff` that shows the model flat."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.cli.main import CLEAN, UNUSABLE, main
from cetakbiru.source import dump, flat, parse
from tests.ci.conftest import commit
from tests.ci.runner import git
from tests.conftest import ROOT

UNIT = "blueprints/dinas-contoh.yaml"
FLAT = f'"{sys.executable}" -m cetakbiru flat'


@pytest.fixture(autouse=True)
def _toolkit(monkeypatch) -> None:
    """Programs that git starts find the toolkit of this checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def _hook(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook by pre-commit, with the manifest's own settings but without an environment of its own."""
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    assert hook["entry"] == "cetakbiru check"
    hook |= {"language": "system", "entry": f"{sys.executable} -m cetakbiru check"}
    settings = folder / ".pre-commit-config.yaml"
    settings.write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}), encoding="utf-8")
    git(folder, "add", "-A")
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never"]
    home = {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    given = {**os.environ, **home}
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, encoding="utf-8", check=False)


def test_the_hook_stops_a_commit_with_an_error(clone):
    """pre-commit lets a sound change pass, stops one with an error at its line, and leaves other files alone."""
    path = clone / UNIT
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("Sistem Izin Angkutan", "Sistem Izin"), encoding="utf-8")
    done = _hook(clone)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout
    path.write_text(sound.replace("RAA.02.02", "RAA.99.99"), encoding="utf-8")
    done = _hook(clone)
    assert done.returncode == 1
    assert f"--> {UNIT}:" in done.stdout
    path.write_text(sound, encoding="utf-8")
    (clone / "README.md").write_text("Lain\n", encoding="utf-8")
    assert "Skipped" in _hook(clone).stdout


def _diff(folder: Path) -> list[str]:
    git(folder, "config", "diff.cetakbiru.textconv", FLAT)
    lines = git(folder, "diff", "-U0").split("\n")
    return [line for line in lines if line[:1] in ("+", "-") and not line.startswith(("+++", "---"))]


def test_git_diff_shows_attributes(clone):
    """A changed attribute is one line out and one line in, by its full name, wherever it stands in the file."""
    path = clone / UNIT
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: Transport permit system", "en: Permit system"), encoding="utf-8")
    assert _diff(clone) == [
        "-aplikasi/siangkut.nama.en = Transport permit system",
        "+aplikasi/siangkut.nama.en = Permit system",
    ]


def test_git_diff_is_silent_where_nothing_changed(clone):
    """Other order, other style and other comments of the same model are no difference."""
    path = clone / UNIT
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    turned = {key: dict(reversed(value.items())) for key, value in reversed(data.items())}
    path.write_text("# Lain\n" + yaml.safe_dump(turned, sort_keys=False, default_style='"'), encoding="utf-8")
    assert git(clone, "diff", "--no-textconv", "--stat")
    assert _diff(clone) == []


def test_git_diff_goes_on_where_a_file_is_broken(clone):
    """A file that does not parse is compared as it is written, with the rule it breaks above it."""
    (clone / UNIT).write_text("aplikasi:\n  x: {nama: [\n", encoding="utf-8")
    added = [line for line in _diff(clone) if line.startswith("+")]
    assert added[0].startswith("+! 2:")
    assert added[0].endswith(" yaml-bracket")
    assert added[1:] == ["+aplikasi:", "+  x: {nama: ["]


def test_a_clone_without_the_setting_compares_text(clone):
    """Without the git setting, the attribute of the files changes nothing."""
    path = clone / UNIT
    path.write_text(path.read_text(encoding="utf-8").replace("Sistem Izin Angkutan", "Sistem Izin"), encoding="utf-8")
    commit(clone, "Ubah")
    assert "+    nama: {id: Sistem Izin, en: Transport permit system}" in git(clone, "show")


def _flat(tmp_path: Path, text: str | bytes, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path = tmp_path / "satu.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    assert main(["flat", str(path)]) == CLEAN
    return capsys.readouterr().out.splitlines()


def test_a_file_is_shown_flat(tmp_path, capsys):
    """One line for each value, outside any project, without a pack: lists item by item, what is odd in quotes."""
    text = """\
unit:
  x:
    nama: {id: Satu, en: One}
    jaringan: [b, a]
    data: [{ke: d, akses: CRUD}]
    kosong:
    tanpa: ""
    daftar: []
    "kunci aneh": "dua\\nbaris \\\\ "
  y: {}
lain: biasa
"""
    assert _flat(tmp_path, text, capsys) == [
        "lain = biasa",
        'unit/x."kunci aneh" = dua\\nbaris \\\\',
        "unit/x.daftar = []",
        "unit/x.data = {akses: CRUD, ke: d}",
        "unit/x.jaringan = a",
        "unit/x.jaringan = b",
        "unit/x.kosong =",
        "unit/x.nama.en = One",
        "unit/x.nama.id = Satu",
        'unit/x.tanpa = ""',
        "unit/y = {}",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", []),
        ("# hanya komentar\n", []),
        ("- a\n- b\n", [" = a", " = b"]),
        ("a: {x: 1}\na: {y: 2}\n", ["! 2:1 duplicate-key key=a", "a/x = 1"]),
        ("a: &s 1\nb: *s\n", ["! 2:4 yaml-alias name=*s", "a = 1", "b ="]),
        (b"a: \xff\n", ["! 1:4 file-encoding encoding=", "a: \ufffd"]),
        ("a: \u202eb\n", ["a = \\u202eb"]),
    ],
)
def test_nothing_is_hidden(tmp_path, capsys, text, shown):
    """What the lines leave out is told above them; signs that steer a screen are shown as codes."""
    assert _flat(tmp_path, text, capsys) == shown


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    """A name that leads to no file ends with a message in both languages."""
    assert main(["flat", str(tmp_path / "tiada.yaml")]) == UNUSABLE
    said = capsys.readouterr().err
    assert "tidak dapat dibaca" in said
    assert "cannot be read" in said


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=5)
_DATA = st.recursive(_WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3))


@given(st.dictionaries(_WORDS, _DATA, max_size=4), st.randoms())
def test_order_is_irrelevant(data, chance):
    """However the keys of a file are ordered, the lines are the same, and sorted."""
    lines = flat(data)
    assert lines == sorted(lines)
    assert flat(_shuffled(data, chance)) == lines


def _shuffled(data, chance):
    if isinstance(data, dict):
        keys = list(data)
        chance.shuffle(keys)
        return {key: _shuffled(data[key], chance) for key in keys}
    return [_shuffled(item, chance) for item in data] if isinstance(data, list) else data


@given(
    st.dictionaries(
        _WORDS, st.dictionaries(_WORDS, st.dictionaries(_WORDS, _WORDS, max_size=3), max_size=3), max_size=3
    )
)
def test_different_models_look_different(data):
    """Each element and attribute has a line of its own: as many lines as values, and no two the same."""
    lines = flat(data)
    count = sum(max(1, sum(max(1, len(element)) for element in kind.values())) for kind in data.values())
    assert len(set(lines)) == len(lines) == count
    document, _ = parse("a.yaml", dump(data))
    assert document and flat(document.data) == lines
