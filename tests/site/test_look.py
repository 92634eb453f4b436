"""A page made alone, before the whole site is: the same bytes."""

from __future__ import annotations

import shutil

import pytest

from cetakbiru.pipeline import open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site.built import restore
from cetakbiru.site.look import Look
from tests.conftest import build
from tests.site.reading import prints

NORTH = "blueprints/north.yaml"
CHANGES = {
    "nothing": ("", ""),
    "a name": ("Hill Line", "Mountain Line"),
    "a finding": ("gauge: G.1", "gauge: G.9"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_page_alone_has_the_bytes_of_the_next_build(toy, tmp_path, change):
    """After a change each page of both languages, made alone beside the last site, is as the next build makes it."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    build(project)
    look = Look(project, project / ".cetakbiru")
    try:
        list(look.think(site_input(open_project(project), None, "")))
        path = project / NORTH
        path.write_text(path.read_text(encoding="utf-8").replace(*CHANGES[change]), encoding="utf-8")
        given = site_input(open_project(project), None, "")
        addresses = [name for name in prints(project / "site") if name.endswith(".html") and "404" not in name]
        alone = {address: look.page(given, address) for address in addresses}
    finally:
        look.engine.close()
    site = build(project)
    assert len(alone) > 30
    assert alone == {address: (site / address).read_text(encoding="utf-8") for address in addresses}


def test_a_page_that_there_is_not_is_left_to_the_whole_build(toy, tmp_path):
    """An address without a page, and settings under which pages may show each other, give no page alone."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    look = Look(project, project / ".cetakbiru")
    given = site_input(open_project(project), None, "")
    assert look.page(given, "unit/nowhere/index.html") is None
    (project / "mkdocs.yml").write_text("theme: {name: material}\nplugins: [search, tags]\n", encoding="utf-8")
    assert look.page(given, "index.html") is None
    look.engine.close()


def test_an_exchange_cut_short_is_undone(tmp_path):
    """A build that is ended between taking the last site away and putting the new one there loses neither."""
    old = tmp_path / "work" / "old"
    old.mkdir(parents=True)
    (old / "index.html").write_text("last", encoding="utf-8")
    restore(tmp_path / "work", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "last"
    assert not old.exists()
