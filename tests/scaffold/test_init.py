"""``init`` makes a repository for another government that checks and builds at once, from the installed wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from cetakbiru.cli.main import CLEAN, UNUSABLE, main
from cetakbiru.pipeline import check, open_project
from tests.conftest import ROOT


def _init(folder: Path, *words: str) -> int:
    return main(["init", str(folder), *words])


def test_it_checks_without_a_finding(tmp_path):
    """A new repository is sound under the strictest profile, and its schemas are up to date."""
    assert _init(tmp_path / "kota") == CLEAN
    project = open_project(tmp_path / "kota")
    assert check(project, "ketat").findings == ()
    assert main(["schema", "--check", "--project", str(tmp_path / "kota")]) == CLEAN


def test_it_shows_every_part_of_the_chain(tmp_path):
    """The example goes from a process to a security measure, with a gap and a roadmap item of the plan's years."""
    assert _init(tmp_path) == CLEAN
    project = open_project(tmp_path)
    roles = {project.model.kind(item).role for item in project.model.elements.values()}
    assert roles >= {"business-actor", "business-process", "business-service", "application-component", "data-object",
                     "node", "requirement", "gap", "work-package"}  # fmt: skip
    first, last = project.settings.horizon
    assert last - first == 4
    years = {year for item in project.model.elements.values() for year in item.values.get("anggaran", {})}
    assert years == {first, first + 1}


def test_settings_are_those_asked_for(tmp_path):
    """Title, language and id come from the command line and the folder's name, whatever signs they hold."""
    folder = tmp_path / "Kota Uji"
    assert _init(folder, "--lang", "en", "--title", 'City "of" #1: {x}') == CLEAN
    settings = open_project(folder).settings
    assert (settings.id, settings.language, settings.title) == ("kota-uji", "en", {"*": 'City "of" #1: {x}'})
    assert (folder / "README.md").read_text(encoding="utf-8").startswith('# City "of" #1: {x}\n\nThe ICT architecture')


def test_no_placeholder_is_left(tmp_path):
    """Every word between @ signs was filled in."""
    assert _init(tmp_path) == CLEAN
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert len(texts) > 15
    assert [text for text in texts if "@first@" in text or "@title@" in text or "@id@" in text] == []


def test_it_can_be_opened_in_an_editor(tmp_path):
    """The extension is recommended and every schema that the settings name is there."""
    assert _init(tmp_path) == CLEAN
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((tmp_path / path).is_file() for path in settings["yaml.schemas"])
    assert json.loads((tmp_path / ".vscode/extensions.json").read_text())["recommendations"] == ["redhat.vscode-yaml"]


@pytest.mark.parametrize("kind", ["file in it", "hidden file in it", "a file itself"])
def test_a_folder_with_something_in_it_is_left_alone(tmp_path, capsys, kind):
    """Nothing is written where something is already; the message says what to do."""
    target = tmp_path / "kota"
    taken = {"file in it": target / "x", "hidden file in it": target / ".x", "a file itself": target}[kind]
    taken.parent.mkdir(exist_ok=True)
    taken.write_text("milik orang\n", encoding="utf-8")
    assert _init(target) == UNUSABLE
    said = capsys.readouterr().err
    assert "tidak kosong, jadi tidak ada yang ditulis. Sebut folder baru" in said
    assert "Name a new or an empty folder." in said
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [taken]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A Python that has the wheel, and from this one only the packages that the wheel asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                           check=True, capture_output=True, text=True)  # fmt: skip
    site = Path(where.stdout.strip())
    wheel = next(folder.glob("*.whl"))
    subprocess.run([sys.executable, "-m", "zipfile", "-e", wheel, site], check=True)
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def _run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PATH"] = sysconfig.get_path("scripts") + os.pathsep + environment["PATH"]
    return subprocess.run(
        [python, "-X", "utf8", "-m", "cetakbiru", *words], cwd=folder, env=environment, capture_output=True,
        encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


def test_the_installed_wheel_makes_checks_and_builds(installed, tmp_path):
    """With the wheel alone, far from any checkout: init, check, new, schema, then a site with its home page."""
    code = "import cetakbiru; print(cetakbiru.__file__)"
    home = subprocess.run([installed, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert str(installed.parents[1]) in home
    steps = [
        ["init", "kota"],
        ["check", "--project", "kota"],
        ["query", "kind:aplikasi", "--project", "kota"],
        ["new", "perangkat_daerah", "dinkes", "--project", "kota"],
        ["schema", "--project", "kota"],
        ["export", "json", "--project", "kota", "--out", "model.json"],
        ["build", "--project", "kota"],
    ]
    for words in steps:
        done = _run(installed, tmp_path, *words)
        assert done.returncode == CLEAN, f"{words}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "kota/site/index.html").is_file()
