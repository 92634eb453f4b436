"""The law of the second build: whatever was edited, lost or cut short in between, it gives the bytes of a first one."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from cetakbiru.cli.main import CLEAN, UNUSABLE, main
from cetakbiru.pipeline import open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site.record import Record
from cetakbiru.site.whole import Whole
from tests.conftest import ROOT, build
from tests.site.reading import prints

NORTH, LINES = "blueprints/north.yaml", "blueprints/south/lines.yaml"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.suffix == ".html" else ""


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        (project / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _write(path: str, text: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")

    return edit


def _lose(path: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        found = project / path
        shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)

    return edit


def _settings(project: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.replace("primary: teal", "primary: indigo"), encoding="utf-8")


def _fail(project: Path) -> None:
    """A build that fails at the links, when the engine is done already."""
    (project / "blueprints/south/zz.md").write_text("[there](gone.html)\n", encoding="utf-8")
    assert main(["build", "--project", str(project)]) == UNUSABLE
    (project / "blueprints/south/zz.md").unlink()


def _kill(project: Path) -> None:
    """A build that is cut short at some moment."""
    words = [sys.executable, "-m", "cetakbiru", "build", "--project", str(project)]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(random.uniform(0.3, 1.5))
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


EDITS: dict[str, Callable[[Path], None]] = {
    "a name": _replace(NORTH, "Hill Line", "Hill & <b>Line</b>"),
    "a relation": _replace(NORTH, "serves: [hill, south/shore]", "serves: [hill]"),
    "another file": _write("blueprints/south/more.yaml", "stop:\n  pier: {title: Pier, zone: outer}\n"),
    "an element less": _replace("blueprints/south/projects.yaml", "  track: {", "  rails: {"),
    "an element by another id": _replace(LINES, "  shore:", "  coast:"),
    "a unit more": _write("blueprints/west.yaml", "operator:\n  west: {title: Western Trams, short: WT}\n"),
    "a file that breaks": _write("blueprints/north.yaml", "line: [\n"),
    "a narrative that leads to another page's file": _write("blueprints/south/a.md", "[North](../north/index.md)\n"),
    "a narrative that leads to a page which comes and goes": _write("blueprints/south/b.md", "[W](../west/index.md)\n"),
    "the theme": _settings,
    "a template": _write(
        "templates/views.md.j2", '{% extends "base.md.j2" %}{% block front %}icon: material/train\n{% endblock %}'
    ),
    "built pages that are lost": _lose(".cetakbiru/out/en/unit"),
    "pages that are lost": _lose(".cetakbiru/docs/id"),
    "nothing": lambda _: None,
    "a file of nobody's in the site": _write("site/mine.html", "<p>mine</p>"),
    "what is known of the site lost": _lose(".cetakbiru/site.json"),
    "what is known of the engine lost": _lose(".cetakbiru/out.en.json"),
    "half of it all lost": _lose(".cetakbiru/out"),
    "what is known torn": _write(".cetakbiru/out.id.json", "{"),
    "the site lost in part": _lose("site/id/unit"),
    "the site written to": _write("site/unit/north/index.html", "<p>mine</p>"),
    "an index written to": _write(".cetakbiru/out/en/search/search_index.json", "{}"),
    "one language in between": lambda project: build(project, "--lang", "id") and None,
    "another year in between": lambda project: build(project, "--year", "2026") and None,
    "a build that fails": _fail,
    "a build that is killed": _kill,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_second_build_gives_the_bytes_of_a_first(toy, tmp_path, seed):
    """After edits, losses and failures in any order, each of them undone at some time, the site is that of no cache."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    random.seed(seed)
    for number, name in enumerate(random.sample(sorted(EDITS), 6)):
        if number % 3 == 2:  # what was edited so far is undone, a broken file mended
            for folder in ("blueprints", "templates", "mkdocs.yml"):
                _lose(folder)(project)
            shutil.copytree(toy / "blueprints", project / "blueprints")
        EDITS[name](project)
        other = tmp_path / str(number)
        shutil.copytree(project, other, ignore=shutil.ignore_patterns(".cetakbiru", "site"))
        code = main(["build", "--project", str(project)])
        assert code == main(["build", "--project", str(other), "--no-cache"]), name
        assert code != CLEAN or prints(project / "site") == prints(other / "site"), name


def test_only_what_changed_is_written(toy, tmp_path):
    """A name edited, the files of pages that do not show it are the same files as before, not only the same bytes."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    site = build(project)
    before = {path: (site / path).stat().st_ino for path in prints(site)}
    old = prints(site)
    EDITS["a name"](project)
    build(project)
    changed = {path for path, made in prints(site).items() if made != old[path]}
    assert "unit/north/network.html" in changed
    assert {path for path, inode in before.items() if (site / path).stat().st_ino != inode} == changed
    assert len(changed) < len(old) / 3


def test_where_nothing_changed_the_site_is_left_alone(toy, tmp_path):
    """A build with nothing new leaves the very folder of the site; one with anything new exchanges it."""
    project = tmp_path / "town"
    shutil.copytree(toy, project, ignore=shutil.ignore_patterns(".cetakbiru", "site"))
    first = build(project).stat().st_ino
    assert build(project).stat().st_ino == first
    EDITS["a name"](project)
    second = build(project).stat().st_ino
    assert second != first
    EDITS["the site lost in part"](project)
    assert build(project).stat().st_ino != second
    assert prints(project / "site").keys() == prints(toy / "site").keys()


def test_what_was_looked_at_changes_no_mark(toy, tmp_path):
    """Members' values are read when asked for; whether a rule asked makes no other site of it, a year does."""
    project = open_project(toy)
    given, record = site_input(project, None, ""), Record(tmp_path / "whole.json", used=True)
    before = Whole(given, toy, "mkdocs", record).made_of
    assert sum(len(item.values) for item in project.model.foreign.values()) > 0
    assert Whole(given, toy, "mkdocs", record).made_of == before
    assert Whole(site_input(project, 2026, ""), toy, "mkdocs", record).made_of != before


def test_a_picture_that_took_too_long_is_drawn_by_the_next_build(toy, tmp_path, monkeypatch):
    """Where Graphviz had no time the page stands without its picture and says so; the next build draws it."""
    layout, project = import_module("cetakbiru.render.layout"), tmp_path / "town"
    shutil.copytree(toy, project, ignore=shutil.ignore_patterns(".cetakbiru", "site"))
    with monkeypatch.context() as hurried:
        hurried.setattr(layout, "TIMEOUT", -1)
        hurried.setattr(layout, "ALONE", -1)
        site = build(project)
    page = next(path for path in prints(toy / "site") if "data-diagram=" in _text(toy / "site" / path))
    assert re.search(r'data-undrawn="[^"]+"><svg', _text(toy / "site" / page))
    assert re.search(r'data-undrawn="[^"]+"></div>', _text(site / page))
    assert prints(build(project)) == prints(toy / "site")


def test_a_link_that_breaks_elsewhere_is_found(toy, tmp_path, capsys):
    """An anchor that goes is missed on pages that were not touched: in the narrative of another unit."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    (project / "blueprints/north").mkdir()
    (project / "blueprints/north/text.md").write_text("[Shore](../south/network.html#shore)\n", encoding="utf-8")
    build(project)
    EDITS["an element by another id"](project)
    assert main(["build", "--project", str(project)]) == UNUSABLE
    assert "unit/north/index.html: tidak ada jangkar / no such anchor" in capsys.readouterr().err
