"""``serve`` for real: a process, a project that is edited, and pages fetched from it as a browser does."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NORTH = "blueprints/north.yaml"
PAGE = "/unit/north/network.html"


class Served:
    """A project that is being served."""

    def __init__(self, project: Path) -> None:
        self.project = project
        words = [sys.executable, "-m", "cetakbiru", "serve", "--port", "0", "--project", str(project)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().strip().strip("/").rpartition(":")[2])

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of an answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asking.request("GET", path, headers=headers)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()

    def news(self, after: int = -1, language: str = "en") -> dict:
        """What the script of a page is told."""
        return json.loads(self.get(f"/~live?after={after}&lang={language}")[1])

    def edit(self, old: str, new: str) -> None:
        """Save the file of the north with a change."""
        path = self.project / NORTH
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@contextmanager
def _serving(toy: Path, folder: Path) -> Iterator[Served]:
    shutil.copytree(toy, folder)
    made = Served(folder)
    try:
        yield made
    finally:
        made.process.terminate()
        made.process.communicate()


@pytest.fixture
def served(toy, tmp_path) -> Iterator[Served]:
    """A copy of the toy project, served."""
    with _serving(toy, tmp_path / "town") as made:
        yield made


@pytest.fixture(scope="module")
def quiet(toy, tmp_path_factory) -> Iterator[Served]:
    """A copy of the toy project that is served and not edited; its site holds a link that leads out of it."""
    with _serving(toy, tmp_path_factory.mktemp("served") / "town") as made:
        made.news()
        if os.name == "posix":
            (made.project / "site/out.html").symlink_to(made.project / "cetakbiru.yaml")
        yield made


def test_a_save_is_seen(served):
    """A name saved, the page that waits is told of a new build, and shows it; the search finds it, and all else."""
    first = served.news()
    entries = json.loads(served.get("/search/search_index.json")[1])["docs"]
    served.edit("Hill Line", "Mountain Line")
    assert served.news(first["version"])["build"] == first["build"] + 1
    assert "Mountain Line" in served.get(PAGE)[1]
    found = json.loads(served.get("/search/search_index.json")[1])["docs"]
    assert len(found) == len(entries)
    assert "Mountain Line" in {entry["title"] for entry in found}


def test_a_broken_file_leaves_the_last_page(served):
    """A file that breaks, the page stays and the finding is told in its language; mended, all is new again."""
    first = served.news()
    served.edit("line:", "line: [")
    broken = served.news(first["version"], "id")
    assert broken["build"] == first["build"]
    assert any(line.startswith(f"{NORTH}:") for line in broken["lines"])
    assert "Hill Line" in served.get(PAGE)[1]
    served.edit("line: [", "line:")
    mended = served.news(broken["version"])
    assert (mended["build"], mended["lines"]) == (first["build"] + 1, [])


def test_settings_that_cannot_be_used_are_told(served):
    """Settings broken and mended, the server lives on and says in the page what is wrong."""
    first = served.news()
    (served.project / "mkdocs.yml").write_text("theme: [\n", encoding="utf-8")
    assert any("mkdocs.yml" in line for line in served.news(first["version"])["lines"])
    (served.project / "mkdocs.yml").unlink()
    assert served.news(first["version"] + 1)["lines"] == []


def test_the_site_itself_knows_nothing_of_it(quiet):
    """The script stands in the pages that are handed out, not in those that are built."""
    assert '<script src="/~live.js"' in quiet.get(PAGE)[1]
    assert "~live" not in (quiet.project / "site" / PAGE[1:]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["/../cetakbiru.yaml", "/%2e%2e/cetakbiru.yaml", "/out.html", "/..%2fpack", "/search/"]
)
def test_nothing_but_the_site_is_served(quiet, path):
    """No file outside the site, whether asked for by dots or by a link, and no list of a folder."""
    status, text = quiet.get(path)
    assert status in (403, 404)
    assert "horizon" not in text


def test_another_name_for_this_machine_is_refused(quiet):
    """A page of another site that resolves its own name to this machine learns nothing."""
    assert quiet.get(PAGE, Host="example.org")[0] == 403
    assert quiet.get("/~live?after=-1", Host="example.org:80")[0] == 403


def test_a_models_words_are_text_in_the_box(served):
    """Markup in a name reaches the page as data of JSON, which the script shows as text alone."""
    first = served.news()
    served.edit("gauge: G.1", 'gauge: "<img src=x onerror=alert(1)>"')
    assert any("<img" in line for line in served.news(first["version"])["lines"])
    script = served.get("/~live.js")[1]
    assert "textContent" in script
    assert not [word for word in ("innerHTML", "insertAdjacentHTML", "document.write") if word in script]


def test_a_save_while_it_builds_is_not_missed(served):
    """Two saves one right after the other, the second is shown."""
    served.news()
    served.edit("Hill Line", "First Line")
    time.sleep(0.5)
    served.edit("First Line", "Second Line")
    deadline = time.monotonic() + 60
    while "Second Line" not in served.get(PAGE)[1] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "Second Line" in served.get(PAGE)[1]
