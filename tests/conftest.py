"""What several tests share: the shipped project and its site, the toy project, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from cetakbiru.cli.main import CLEAN, main
from cetakbiru.pipeline import Project, open_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The day on which due dates and waivers are judged: the tests must say the same in every year.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1795478400")
# No test is timed, since machines differ, and a failure must be the same on each of them.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
ROOT = Path(__file__).resolve().parents[1]
PACKS = ROOT / "tests" / "packs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing(reason: str) -> None:
    """Skip a test whose program is not there, and say why; in CI it must be there, so there the test fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shipped() -> Project:
    """The project of this repository, read once."""
    return open_project(ROOT)


@pytest.fixture
def trem(tmp_path: Path) -> Path:
    """A copy of the toy project, with the toy pack in its folder ``pack``."""
    project = tmp_path / "trem"
    shutil.copytree(PACKS / "trem-project", project)
    shutil.copytree(PACKS / "trem", project / "pack")
    return project


def build(project: Path, *words: str) -> Path:
    """Build a project's site by the command; it must succeed."""
    assert main(["build", "--project", str(project), *words]) == CLEAN
    return project / "site"


@pytest.fixture(scope="session")
def lampung(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped model, every link of which was checked on the way; tests only read it."""
    project = tmp_path_factory.mktemp("lampung")
    for name in ("architecture", "blueprints", "docs", "members"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("cetakbiru.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / name, project)
    return build(project)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        missing("no Chromium: `apt install chromium`, or `python3 build.py test` as root on Debian")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()
