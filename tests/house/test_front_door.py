"""The front door, `build.py`: what it does before any package is there, and what it says when it cannot go on."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.measure import ROOT

SCRIPT = (ROOT / "build.py").read_text(encoding="utf-8")
OFFLINE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1",
    "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1",
}  # fmt: skip


def _load(folder: Path) -> ModuleType:
    """A copy of the front door in a folder of its own, as a module."""
    for name in ("build.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    spec = importlib.util.spec_from_file_location("front_door", folder / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def door(tmp_path) -> ModuleType:
    """The front door in an empty folder."""
    return _load(tmp_path)


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """A folder with a space in its name that holds the front door and nothing to run."""
    folder = tmp_path_factory.mktemp("dengan spasi")
    _load(folder)
    return folder


def _run_bare(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the front door with a Python that sees no packages and reaches no index."""
    command = [sys.executable, "-S", str(folder / "build.py"), *words]
    environment = {**os.environ, **OFFLINE}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_an_old_python_can_read_it():
    """The file is written in the syntax of Python 3.9, so that an old Python reaches the message about its age."""
    assert ast.parse(SCRIPT, feature_version=(3, 9))


def test_it_needs_only_the_standard_library():
    """Nothing but the standard library and the toolkit itself is imported."""
    found = {name.split(".")[0] for node in ast.walk(ast.parse(SCRIPT)) for name in _imported(node)}
    assert found - set(sys.stdlib_module_names) == {"cetakbiru"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [item.name for item in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_an_old_python_is_told_so(door, monkeypatch, capsys):
    """A Python that is too old is told which one is needed, in both languages."""
    monkeypatch.setattr(door, "OLDEST", (99, 0))
    assert door.main(["check"]) == 2
    said = capsys.readouterr().err
    assert "terlalu lama" in said
    assert "is too old; cetakbiru needs Python 99.0" in said


def test_a_missing_venv_module_is_named(door, monkeypatch, capsys):
    """On a Debian without python3-venv the package to install is named, in both languages."""
    monkeypatch.setattr(door, "_ready", lambda _: False)
    monkeypatch.setattr(door.importlib.util, "find_spec", lambda _: None)
    assert door.main(["check"]) == 2
    assert capsys.readouterr().err.count("apt install python3-venv") == 2


def test_a_missing_network_is_told(bare):
    """Without a network it says so, names the way round it, and leaves no stamp of a finished installation."""
    done = _run_bare(bare, "check")
    assert done.returncode == 2
    assert "Menyiapkan paket Python" in done.stdout
    assert "tidak terjangkau" in done.stderr
    assert "no network, or the package index cannot be reached" in done.stderr
    assert done.stderr.count("--wheelhouse") == 2
    assert not list((bare / ".venv").glob("*stamp*"))


def test_a_folder_of_wheels_that_lacks_one_is_told(bare, tmp_path):
    """Installing from a folder of wheels asks no index, and a wheel that is not there is named."""
    done = _run_bare(bare, "--wheelhouse", str(tmp_path), "check")
    assert done.returncode == 2
    assert "The folder of wheels does not hold hatchling" in done.stderr


def test_a_missing_folder_of_wheels_is_told(door, tmp_path, capsys):
    """A folder of wheels that does not exist is refused before anything is installed."""
    assert door.main(["--wheelhouse", str(tmp_path / "nowhere"), "check"]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_told(door, monkeypatch, tmp_path, capsys):
    """Where .venv cannot be made, the reason and a way out are given."""
    monkeypatch.setattr(door, "_ready", lambda _: False)
    (tmp_path / ".venv").write_text("in the way", encoding="utf-8")
    assert door.main(["check"]) == 2
    said = capsys.readouterr().err
    assert f"The folder .venv could not be made in {tmp_path}" in said
    assert "salin proyek ke folder milik Anda" in said


def test_a_stopped_run_ends_quietly(door, monkeypatch, capsys):
    """Ctrl-C ends with one line and the usual exit code, not with a traceback."""

    def stop(_: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "_ready", stop)
    assert door.main(["check"]) == 130
    assert capsys.readouterr().err.strip() == "Dihentikan. / Stopped."


def test_an_installation_is_renewed_only_when_something_changed(door):
    """One made for tests serves every command; other pins, another place or another Python ask for a new one."""
    door.PYTHON.parent.mkdir(parents=True)
    door.PYTHON.write_text("", encoding="utf-8")
    assert not door._stamped("")
    door.STAMP.write_text(door._stamp(""), encoding="utf-8")
    assert door._stamped("")
    assert not door._stamped("test")
    door.STAMP.write_text(door._stamp("test"), encoding="utf-8")
    assert door._stamped("")
    with door.PINS.open("a", encoding="utf-8") as pins:
        pins.write("another==1\n")
    assert not door._stamped("")


def test_a_python_that_has_the_packages_is_used_as_it_is(door):
    """A package counts as there only where it is at least as new as asked."""
    assert door._installed("pytest>=1.0,<99")
    assert not door._installed("pytest>=99")
    assert not door._installed("no-such-package>=1")
    assert door._installed("jinja2")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["build"]),
        (["check", "--year", "2027"], ["check", "--year", "2027"]),
        (["--version"], ["--version"]),
    ],
)
def test_words_are_handed_over(door, monkeypatch, tmp_path, words, expected):
    """No words mean build; a command's words are handed over, from another folder with this project named."""
    handed: list[list[str]] = []
    monkeypatch.setattr("cetakbiru.cli.main.main", lambda given: handed.append(given) or 0)
    monkeypatch.chdir(ROOT)
    assert door._run(words) == 0
    monkeypatch.chdir(tmp_path)
    assert door._run(words) == 0
    elsewhere = expected if expected[0].startswith("-") else [expected[0], "--project", str(tmp_path), *expected[1:]]
    assert handed == [expected, elsewhere]


@pytest.mark.parametrize(
    ("check", "test", "code"), [("", "", 0), ("1/0", "", 1), ("", "assert 0", 1), ("1/0", "assert 0", 1)]
)
def test_everything_is_checked_and_the_exit_code_is_honest(door, monkeypatch, tmp_path, capfd, check, test, code):
    """All tests run even after a failed check, pytest's closing line is shown, and any failure fails the whole."""
    monkeypatch.setattr(door, "CHECKS", (("satu", "one", ["-c", check]), ("dua", "two", ["-c", ""])))
    monkeypatch.setattr(door, "_fetch_browser", lambda: None)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(f"def test_it():\n    {test or 'pass'}\n", encoding="utf-8")
    assert door._test([]) == code
    said = capfd.readouterr()
    assert ("1 failed in" if test else "1 passed in") in said.out
    assert "[2/3] dua / two ... baik / fine" in said.out
    assert ("Gagal / failed: one" in said.err) == bool(check)
