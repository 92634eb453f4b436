"""``serve`` for real: a process, a project that is edited, and pages fetched from it as a browser does."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.port = int(self.process.stdout.readline().strip().strip("/").rpartition(":")[2])

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of an answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asking.request("GET", path, headers=headers)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()

    def news(self, after: int = -1, language: str = "en") -> dict:
        """What the script of the page that is looked at is told."""
        return json.loads(self.get(f"/~live?after={after}&lang={language}&page={PAGE}&seen=1")[1])

    def until(self, hold: Callable[[dict], bool], language: str = "en") -> dict:
        """The first news of which something holds."""
        news = self.news(language=language)
        deadline = time.monotonic() + 120
        while not hold(news) and time.monotonic() < deadline:
            news = self.news(news["version"], language)
        assert hold(news)
        return news

    def whole(self, name: str) -> bool:
        """Whether the finished site itself has a name on the page."""
        try:
            return name in (self.project / "site" / PAGE[1:]).read_text(encoding="utf-8")
        except FileNotFoundError:  # the site is being exchanged just now
            return False

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
        made.process.wait()


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
    """A name saved, the page looked at is new with the next news, and stays as it is when the whole site is there."""
    first = served.news()
    entries = json.loads(served.get("/search/search_index.json")[1])["docs"]
    served.edit("Hill Line", "Mountain Line")
    seen = served.news(first["version"])
    page = served.get(PAGE)[1]
    assert seen["mark"] != first["mark"]
    assert "Mountain Line" in page
    served.until(lambda _: served.whole("Mountain Line"))
    assert served.get(PAGE)[1] == page
    found = json.loads(served.get("/search/search_index.json")[1])["docs"]
    assert len(found) == len(entries)
    assert "Mountain Line" in {entry["title"] for entry in found}


def test_a_style_sheet_alone_makes_its_pages_new(served):
    """A style sheet written anew while the page's own bytes stay, the open page is told to load itself again."""
    before = served.until(lambda _: (served.project / "site/assets/diagram.css").is_file())
    assert served.news()["mark"] == before["mark"]
    (served.project / "site/assets/diagram.css").unlink()  # which may be the same file as another site's
    (served.project / "site/assets/diagram.css").write_text("svg { opacity: .5 }", encoding="utf-8")
    assert served.news()["mark"] != before["mark"]


def test_a_broken_file_leaves_the_last_page(served):
    """A file that breaks, the page stays and the finding is told in its language; mended, all is new again."""
    first = served.news()
    served.edit("line:", "line: [")
    broken = served.news(first["version"], "id")
    assert broken["mark"] == first["mark"]
    assert any(line.startswith(f"{NORTH}:") for line in broken["lines"])
    assert "Hill Line" in served.get(PAGE)[1]
    served.edit("line: [", "line:")
    served.edit("Hill Line", "Mended Line")
    served.until(lambda news: served.whole("Mended Line") and news["lines"] == [])


def test_a_file_that_breaks_while_it_builds_stops_that(served):
    """A save and a broken one right after it, the page shows the good one and no element is lost from the site."""
    first = served.news()
    served.edit("Hill Line", "Good Line")
    seen = served.news(first["version"])
    served.edit("line:", "line: [")
    broken = served.until(lambda news: news["lines"])
    assert broken["mark"] == seen["mark"] != first["mark"]
    assert "Good Line" in served.get(PAGE)[1]
    site = (served.project / "site" / PAGE[1:]).read_text(encoding="utf-8")
    assert "Hill Line" in site or "Good Line" in site


def test_settings_that_cannot_be_used_are_told(served):
    """Settings broken and mended, the server lives on and says in the page what is wrong."""
    served.news()
    (served.project / "mkdocs.yml").write_text("theme: [\n", encoding="utf-8")
    served.until(lambda news: any("mkdocs.yml" in line for line in news["lines"]))
    (served.project / "mkdocs.yml").unlink()
    served.until(lambda news: news["lines"] == [])


def test_the_terminal_tells_what_is_new_and_what_is_resolved(served):
    """After the first list, each save tells only the difference, though lines move, and one line that it is done."""
    first = served.news()
    served.edit("gauge: G.1", "gauge: G.9")
    found = served.until(lambda news: news["lines"])
    assert found["version"] > first["version"]
    served.until(lambda news: news["version"] > found["version"])
    served.edit("line:", "# a line more\nline:")
    moved = served.until(lambda news: news["version"] > found["version"] + 1)
    served.until(lambda news: news["version"] > moved["version"])
    served.edit("gauge: G.9", "gauge: G.1")
    mended = served.until(lambda news: news["lines"] == [])
    served.until(lambda news: news["version"] > mended["version"])
    served.process.terminate()
    told = served.process.communicate()[0].splitlines()
    kinds = [line.partition(" ")[0] for line in told]
    assert kinds == ["New", "New:", "New", "New", "Resolved:", "New"]


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


def test_the_box_of_findings_in_a_browser(served, browser):
    """The open page shows a finding without being asked to, its markup as text alone, and none when it is mended."""
    served.news()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{served.port}{PAGE}")
    served.edit("gauge: G.1", 'gauge: "<script>document.title = 1</script><img src=x onerror=document.title=2>"')
    box = page.locator("#cb-live")
    box.wait_for(timeout=60_000)
    assert box.locator("li", has_text="<script>document.title").count() == 1
    assert box.locator("script, img").count() == 0
    assert "Network" in page.title()
    served.edit("Hill Line", "Mountain Line")
    page.get_by_text("Mountain Line").first.wait_for(timeout=60_000)
    box.wait_for(timeout=60_000)
    text = (served.project / NORTH).read_text(encoding="utf-8")
    mended = text.replace('"<script>document.title = 1</script><img src=x onerror=document.title=2>"', "G.1")
    (served.project / NORTH).write_text(mended, encoding="utf-8")
    box.wait_for(state="detached", timeout=60_000)
    page.close()


def test_a_save_while_it_builds_is_not_missed(served):
    """Two saves one right after the other, the second is shown."""
    served.news()
    served.edit("Hill Line", "First Line")
    time.sleep(0.5)
    served.edit("First Line", "Second Line")
    served.until(lambda _: served.whole("Second Line"))
    assert "Second Line" in served.get(PAGE)[1]


def test_a_save_before_the_first_site_is_not_missed(toy, tmp_path):
    """A file saved while the first build is at work is shown all the same."""
    with _serving(toy, tmp_path / "town") as made:
        time.sleep(1)
        made.edit("Hill Line", "Early Line")
        made.until(lambda _: made.whole("Early Line"))
