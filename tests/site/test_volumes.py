"""Heavy pages of cards in volumes: none is heavy, every card stands once, every old address leads to its card."""

from __future__ import annotations

import json
import random
from collections import Counter
from contextlib import contextmanager

import pytest

from benchmarks.weigh import weights
from cetakbiru.model import Impact
from cetakbiru.pipeline import open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site import volumes as cut
from cetakbiru.site.addresses import Addresses
from cetakbiru.site.look import Look
from cetakbiru.site.search import page_of
from cetakbiru.site.volumes import Weights, spans, volumes
from tests.conftest import build
from tests.site.conftest import town
from tests.site.reading import pages, prints

LITTLE = 1_800


@contextmanager
def _room(letters):
    """Pages with room for so much."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut, "HEAVY", letters)
        patch.setattr(cut, "EVEN", letters * 8 // 9)
        yield


@pytest.fixture(scope="module")
def divided(tmp_path_factory):
    """The toy project built with room for a card or two on a page; the build checked every link."""
    project = town(tmp_path_factory.mktemp("divided") / "town")
    with _room(LITTLE):
        build(project)
    return project


def _cards(site):
    """Pages that hold the card of each id, as often as they do."""
    return Counter((name, key) for name, page in pages(site).items() for key in _headed(page))


def _headed(page):
    """Ids of a page's headings of the third order, under each of which a card stands."""
    return [held["id"] for tag, held in page.tags if tag == "h3" and "id" in held and not held["id"].startswith("_")]


def test_every_card_stands_once_and_every_old_address_leads_to_it(toy, divided):
    """Where a card stood there is a card still, or a row with its anchor, whose link leads to the card's volume."""
    before, after = _cards(toy / "site"), _cards(divided / "site")
    assert Counter(key for _, key in before.elements()) == Counter(key for _, key in after.elements())
    moved, built = before.keys() - after.keys(), pages(divided / "site")
    assert len(moved) >= 20
    for old, key in moved:
        page = built[old]
        at = next(place for place, (_, held) in enumerate(page.tags) if held.get("id") == key)
        volume, _, anchor = page.tags[at + 1][1]["href"].partition("#")
        assert anchor == key
        assert key in _headed(built[f"{old.rpartition('/')[0]}/{volume}"])


def test_volumes_lead_to_each_other_and_say_what_is_in_them(divided):
    """The page of a domain and each of its volumes list all volumes, a volume marks itself, no title stands twice."""
    built = pages(divided / "site")
    parts = sorted(name for name in built if name.startswith("shared/network."))
    assert len(parts) >= 3
    for name in parts:
        strip = [held for tag, held in built[name].tags if tag == "a" and held.get("href") in
                 [part.rpartition("/")[2] for part in parts if part != "shared/network.html"]]  # fmt: skip
        assert {held["href"] for held in strip} >= {part.rpartition("/")[2] for part in parts[:-1]}
        assert [held["href"] for held in strip if held.get("aria-current")] == (
            [] if name == "shared/network.html" else [name.rpartition("/")[2]]
        )
    assert len({built[name].title for name in parts}) == len(parts)


def test_search_and_the_focus_box_lead_to_the_volumes(divided):
    """What search finds of an element, and what the focus box draws, stands in the volume that holds its card."""
    site, after = divided / "site", _cards(divided / "site")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = [(page_of(entry), entry["location"].partition("#")[2]) for entry in index["docs"] if "tags" in entry]
    assert {(page, key) for page, key in found if key} <= after.keys()
    script = (site / "assets/graph.js").read_text(encoding="utf-8")
    graph = json.loads(script.removeprefix("var cetakbiruGraph = ").removesuffix(";\n"))
    led = {tuple(row[4].split("#")) for row in graph["elements"] if "#" in row[4] and "member/" not in row[4]}
    assert led <= after.keys()
    assert len(led) >= 15


def test_a_volume_alone_and_a_second_build_have_the_bytes_of_a_first(toy, divided, tmp_path):
    """A page that is made by itself, and a site whose pages have just become too heavy, are as a build makes them."""
    project = town(tmp_path / "town")
    assert prints(build(project)) == prints(toy / "site")
    with _room(LITTLE):
        assert prints(build(project)) == prints(divided / "site")
        names = [name for name in prints(divided / "site") if name.startswith(("shared/", "id/unit/north/"))]
        alone = _alone(divided, names)
    assert len(alone) >= 10
    assert alone == {name: (divided / "site" / name).read_text(encoding="utf-8") for name in names}


def _alone(project, names):
    """Some pages, each made by itself."""
    look, given = Look(project, project / ".cetakbiru"), site_input(open_project(project), None, "")
    try:
        list(look.think(given))
        return {name: look.page(given, name) for name in names}
    finally:
        look.engine.close()


@pytest.mark.parametrize("room", [8_000, 30_000, 90_000])
def test_no_volume_is_heavier_than_a_page_may_be(shipped, room):
    """At any limit, volumes hold each element once, kind after kind, and only one with a single card is heavier."""
    impact = Impact(shipped.model)
    addresses, heavy = Addresses(shipped.model, impact), Weights(impact)
    kinds = list(shipped.model.metamodel.kinds)
    with _room(room):
        assert addresses.volumes
    for page, elements in addresses.gathered.items():
        parts = [part for _, part in addresses.volumes.get(page, [(page, elements)])]
        held = [element for part in parts for element in part]
        assert sorted(element.id for element in held) == sorted(element.id for element in elements)
        assert [kinds.index(element.kind) for element in held] == sorted(kinds.index(e.kind) for e in elements)
        assert all(len(part) == 1 or heavy.of(part) <= room for part in parts)
    assert len({addresses.element(key) for key in shipped.model.elements}) == len(shipped.model.elements)


def test_the_order_of_files_moves_no_card(shipped):
    """Elements of a kind in another order are cut into the same volumes."""
    impact = Impact(shipped.model)
    kind = max(shipped.model.by_kind.values(), key=len)
    mixed = random.Random(1).sample(kind, len(kind))
    parts = volumes(kind, Weights(impact))
    assert len(parts) > 1
    assert volumes(mixed, Weights(impact)) == parts


def test_a_heavy_card_that_stands_alone_stays_where_it_is(shipped):
    """A page of one card is not divided, however heavy the card is."""
    impact = Impact(shipped.model)
    with _room(100):
        assert [volumes([element], Weights(impact)) for element in list(shipped.model.elements.values())[:9]] == [
            []
        ] * 9


def test_no_page_of_the_shipped_model_is_heavy(lampung):
    """Every page of the shipped model weighs at most 120 kB without its diagrams, and the index stays small."""
    found = weights(lampung)
    assert found["heavy"] == []
    assert found["search"] < 1.7


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([["Abacus", "Kettle"], ["Lamp", "zebra"]], ["A–K", "L–Z"]),
        ([["Lamp", "Lantern"], ["Lathe", "Oven"]], ["L–Lan", "Lat–O"]),
        ([["Road of Ale", "Road of Cod"], ["Road of Dill", "Road of Eel"]], ["A–C", "D–E"]),
        ([["Zebra"], ["Abacus"]], ["1/2", "2/2"]),
        ([["Lamp"], ["Lamp"], ["Oven"]], ["1/3", "2/3", "3/3"]),
    ],
)
def test_a_volume_is_called_by_its_first_and_last_letters(names, told):
    """As few letters as tell neighbours apart, without words that all share; a number where names are in no order."""
    assert spans(names) == told
