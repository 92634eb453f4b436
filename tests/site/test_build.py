"""Whole builds of the toy town: what stands where, in both languages, the same bytes every time, nothing stale."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import build, missing
from tests.site.conftest import town
from tests.site.reading import page, pages, prints

ADDRESSES = {
    "unit/north/index.html": [],
    "unit/north/network.html": ["hill", "summit"],
    "unit/north/fleet.html": ["n1", "n2"],
    "unit/south/network.html": ["shore", "airport", "beach"],
    "unit/south/works.html": ["track", "opening"],
    "shared/network.html": ["harbour", "market", "market-east"],
    "shared/fleet.html": ["old-yard"],
    "references/rail.html": ["_G", "_G-1", "_G-2"],
    "rules/line-without-vehicle.html": [],
    "views/network.html": [],
    "metamodel/vehicle.html": ["_battery", "_wire"],
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["", "id/"])
def test_addresses_are_as_designed(toy, language, address):
    """A unit has its page and one page a domain, where each element's card has its own id as anchor, in both."""
    found = page(toy / "site" / f"{language}{address}").by_id
    assert [key for key in ADDRESSES[address] if key not in found] == []


def test_pages_do_not_grow_with_elements(toy):
    """Units and domains decide how many pages there are; no element has a page of its own."""
    assert sorted(path.name for path in (toy / "site/unit/south").iterdir()) == [
        "index.html", "network.html", "works.html",
    ]  # fmt: skip


def test_each_page_leads_to_itself_in_the_other_language(toy):
    """The switch of every page leads to the same page in the other language, and from there back."""
    site = toy / "site"
    found = {address: seen for address, seen in pages(site).items() if not address.endswith("404.html")}
    english = [address for address in found if not address.startswith("id/")]
    assert len(english) * 2 == len(found)
    for address in english:
        assert _other(site, address, "id") == f"id/{address}"
        assert _other(site, f"id/{address}", "en") == address


def _other(site: Path, address: str, language: str) -> str:
    """Where a page's own link to a language leads; the engine's menu, which a script turns to it, stands before it."""
    link = [held["href"] for held in page(site / address).all("a") if held.get("hreflang") == language][-1]
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), link))


def test_each_language_speaks_its_own(toy):
    """Names, labels and the page's language are those of the language."""
    english, indonesian = toy / "site/unit/north/network.html", toy / "site/id/unit/north/network.html"
    assert page(english).all("html")[0]["lang"] == "en"
    assert page(indonesian).all("html")[0]["lang"] == "id"
    assert page(english).by_id["hill"] == "Hill Line¶"
    assert page(indonesian).by_id["hill"] == "Jalur Bukit¶"


def test_every_placeholder_has_its_picture(toy):
    """Where a page has a place for a diagram, the diagram stands in it, named for screen readers."""
    html = "".join(path.read_text(encoding="utf-8") for path in sorted((toy / "site").rglob("*.html")))
    places = re.findall(r'data-diagram="([^"]+)"[^>]*>(<svg )?', html)
    assert places.count(("_network", "<svg ")) == 2
    assert {svg for _, svg in places} == {"<svg "}


def test_amounts_are_in_the_packs_currency(toy):
    """A pack's own currency stands on its cards and on the home page; no other one is made up."""
    assert "€1,500,000" in page(toy / "site/unit/south/works.html").text
    assert "€1,750,000" in page(toy / "site/index.html").text
    assert "Rp" not in page(toy / "site/id/index.html").text


def test_a_narrative_stands_on_the_units_page(toy):
    """A unit's own prose is on its page, without its title."""
    text = page(toy / "site/unit/south/index.html").text
    assert "Jalur Bandara dibuka pada tahun 2027" in text


def test_the_same_project_gives_the_same_bytes(toy, tmp_path):
    """Built again from nothing, elsewhere and later, every file is the same, dates and packed files included."""
    again = build(town(tmp_path / "elsewhere"))
    assert prints(again) == prints(toy / "site")


def test_the_clock_leaves_no_trace(tmp_path, monkeypatch):
    """The day of the build is nowhere in the site: the date is that of the model's last change, or none."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    packed = (build(town(tmp_path / "town"), "--lang", "en") / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(packed[4:8], "little") == 0


def test_what_is_gone_from_the_model_is_gone_from_the_site(toy, tmp_path):
    """Built again after a unit was taken away and in one language only, no page of either stays behind."""
    project = tmp_path / "town"
    shutil.copytree(toy, project)
    shutil.rmtree(project / "blueprints/south")
    site = build(project, "--lang", "en")
    left = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not [path for path in left if path.startswith(("unit/south/", "id/"))]
    assert {"unit/north/index.html", "shared/network.html"} <= left
    assert "South" not in page(site / "unit/index.html").text


def test_a_year_has_its_own_site(tmp_path):
    """With --year there is what exists then: in 2026 no line to the airport, neither as a card nor in the picture."""
    site = build(town(tmp_path / "town"), "--year", "2026", "--lang", "en")
    assert set(page(site / "unit/south/network.html").by_id) >= {"shore", "beach"}
    assert "airport" not in page(site / "unit/south/network.html").by_id
    assert "Airport Line" not in page(site / "views/network.html").text
    assert not (site / "id").exists()


def test_a_project_changes_one_template(tmp_path):
    """A file in the project's own templates stands in place of the toolkit's; all other pages stay as they are."""
    project = town(tmp_path / "town")
    (project / "templates").mkdir()
    own = '{% extends "base.md.j2" %}{% block content %}<p id="_own">{{ page.views | length }} own</p>{% endblock %}'
    (project / "templates/views.md.j2").write_text(own, encoding="utf-8")
    site = build(project, "--lang", "en")
    assert re.fullmatch(r"\d+ own", page(site / "views/index.html").by_id["_own"])
    assert page(site / "unit/north/network.html").by_id["hill"] == "Hill Line¶"


def test_the_other_engine_builds_the_same_pages(toy, tmp_path):
    """Zensical builds from the same pages and settings: the same addresses and anchors, pictures in, links checked."""
    try:
        import zensical  # noqa: F401
    except ImportError:
        missing("no Zensical: `pip install zensical`")
    site = build(town(tmp_path / "town"), "--engine", "zensical")
    assert set(pages(site)) == set(pages(toy / "site"))
    for address, anchors in ADDRESSES.items():
        assert set(anchors) <= set(page(site / address).by_id), address
    assert [held for tag, held in page(site / "views/network.html").tags if held.get("class") == "cb-svg"]


def test_the_other_engine_leaves_nothing_stale(tmp_path):
    """Built twice with Zensical, which keeps a cache, a unit taken away in between is gone, and the rest is there."""
    try:
        import zensical  # noqa: F401
    except ImportError:
        missing("no Zensical: `pip install zensical`")
    project = town(tmp_path / "town")
    first = set(pages(build(project, "--engine", "zensical", "--lang", "en")))
    shutil.rmtree(project / "blueprints/south")
    second = set(pages(build(project, "--engine", "zensical", "--lang", "en")))
    assert not [address for address in second if address.startswith("unit/south/")]
    assert {address for address in first if address.startswith(("unit/north/", "shared/"))} <= second
    assert (project / "site/search.json").is_file()
