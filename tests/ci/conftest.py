"""A machine with the toolkit's wheel at hand, and a government's new repository with an origin of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from cetakbiru.cli.main import main
from tests.ci.runner import Runner, git
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables of a machine whose Python lacks the toolkit only; pip finds its wheel, and no network is used."""
    folder = tmp_path_factory.mktemp("machine")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    venv.create(folder / "venv", with_pip=True)
    binaries = folder / "venv" / "bin"
    where = subprocess.run([binaries / "python3", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                           check=True, capture_output=True, text=True)  # fmt: skip
    # What the toolkit needs is taken from this Python; the toolkit itself is installed by the scripts under test.
    Path(where.stdout.strip(), "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return {
        "PATH": os.pathsep.join([str(binaries), sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "HOME": str(folder), "LANG": "C.UTF-8", "CI": "true", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder), "PIP_NO_DEPS": "1", "PIP_FORCE_REINSTALL": "1", "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_QUIET": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A government's repository just made by ``init``, committed on main and pushed to ``origin.git`` beside it."""
    folder = tmp_path / "kota"
    assert main(["init", str(folder)]) == 0
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "Mulai")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin.git")
    # A forge hands out every commit that it holds, those of a fork's pull request included.
    git(tmp_path / "origin.git", "config", "uploadpack.allowAnySHA1InWant", "true")
    git(folder, "remote", "add", "origin", str(tmp_path / "origin.git"))
    push(folder)
    return folder


@pytest.fixture(scope="session")
def installed() -> set[str]:
    """What was installed on the machine, which all tests share."""
    return set()


@pytest.fixture
def runner(tmp_path: Path, machine: dict[str, str], installed: set[str]) -> Runner:
    """A machine that runs the workflows for the origin of ``clone``."""
    return Runner(tmp_path / "runner", tmp_path / "origin.git", machine, installed)


def commit(folder: Path, message: str) -> str:
    """Commit everything; returns the commit's id."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def push(folder: Path) -> None:
    """Push the branch that is checked out."""
    git(folder, "push", "-q", "origin", "HEAD")
