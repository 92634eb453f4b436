"""Frozen diagrams: one layout of both sides, in which nothing that does not change moves."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.render import LayoutError, template_folder, variants
from cetakbiru.review import Review, frozen_views, union
from cetakbiru.review import pictures as drawing
from cetakbiru.review.pictures import Picture, pictures
from tests.review.town import changed, large, review_of
from tests.views.town import FILES

STYLE = (template_folder() / "review/diagram.css").read_text(encoding="utf-8")
WORDS = {"before": "Before", "after": "After", "both": "Both"}
SVG = "{http://www.w3.org/2000/svg}"
MARKS = {"added": "+", "removed": "−", "changed": "~"}
# What says where a shape or a line of text is.
PLACE = ("points", "d", "x", "y", "cx", "cy", "rx", "ry", "transform", "viewBox")


@pytest.fixture(scope="module")
def review(planted: Path) -> Review:
    """The planted changes of the shipped model."""
    return review_revisions(planted, "utama", "usul")


@pytest.fixture(scope="module")
def drawn(review: Review) -> tuple[Picture, ...]:
    """Its pictures, in Indonesian."""
    return pictures(review, "id")


def _files(picture: Picture) -> dict[str, ET.Element]:
    return {name: ET.fromstring(text) for name, text in variants(picture.svg, STYLE, WORDS).items()}


def _parts(root: ET.Element) -> dict[str, ET.Element]:
    """Nodes, edges and frames of a file by id."""
    groups = [group for group in root.iter(f"{SVG}g") if group.get("class", "").split()[:1] != ["graph"]]
    return {group.get("id", ""): group for group in groups if group.get("class")}


def _mark(part: ET.Element) -> str:
    return next((name[2:] for name in part.get("class", "").split() if name.startswith("m-")), "")


def _places(part: ET.Element) -> list[tuple[str, ...]]:
    return [tuple(item.get(key, "") for key in PLACE) for item in part.iter() if item.tag != f"{SVG}title"]


def _moved(picture: Picture) -> list[str]:
    """Parts whose coordinates differ between two files, and those that a file lacks or holds though it should not."""
    files = {name: _parts(root) for name, root in _files(picture).items()}
    absent = {"before": "added", "after": "removed", "both": "none"}
    faults = []
    for key, part in files["both"].items():
        for name, parts in files.items():
            if (key in parts) is (_mark(part) == absent[name]):
                faults.append(f"{name}: {key} {_mark(part)}")
            elif key in parts and not _mark(part) and _places(parts[key]) != _places(part):
                faults.append(f"{name}: {key} moved")
    return faults


def _frames(picture: Picture) -> set[str | None]:
    return {root.get("viewBox") for root in _files(picture).values()}


def test_nothing_moves_on_the_shipped_model(drawn):
    """On every view that the planted changes touch, what does not change has the same coordinates in all files."""
    assert {picture.title: moved for picture in drawn if (moved := _moved(picture))} == {}
    assert len(drawn) >= 7
    assert all(picture.svg and len(_frames(picture)) == 1 for picture in drawn)
    unchanged = [part for picture in drawn for part in _parts(_files(picture)["both"]).values() if not _mark(part)]
    assert len(unchanged) > 200


def test_nothing_moves_among_300_nodes(monkeypatch):
    """On a view of 300 nodes, with some added, removed and renamed, nothing that stays moves."""
    monkeypatch.setattr(union, "LIMIT", 400)
    review = review_of(large(246), large(246, later=True))
    (picture,) = (item for item in pictures(review, "en") if item.title == "The network")
    nodes = [part for part in _parts(_files(picture)["both"]).values() if part.get("class", "").startswith("node")]
    assert len(nodes) == 300
    assert {_mark(node) for node in nodes} == {"", *MARKS}
    assert _moved(picture) == []


def test_a_moved_node_would_be_seen(drawn):
    """The comparison is not blind: one shape shifted in one picture is found."""
    picture = drawn[0]
    shifted = re.sub(r'points="(-?\d+)', lambda found: f'points="{int(found[1]) + 1}', picture.svg, count=1)
    assert shifted != picture.svg
    one, other = (_parts(ET.fromstring(variants(svg, STYLE, WORDS)["both"])) for svg in (picture.svg, shifted))
    assert sum(_places(one[key]) != _places(other[key]) for key in one) == 1


def test_changes_are_told_by_sign(drawn):
    """Every node and edge that differs carries its sign in the picture, besides its class for colour and line."""
    seen = set()
    for picture in drawn:
        for part in _parts(_files(picture)["both"]).values():
            if _mark(part) and not part.get("class", "").startswith("cluster"):
                words = "".join(text.text or "" for text in part.iter(f"{SVG}text"))
                assert MARKS[_mark(part)] in words, (picture.title, part.get("class"))
                seen.add((part.get("class", "").split()[0], _mark(part)))
    assert seen == {(kind, mark) for kind in ("node", "edge") for mark in MARKS}


def test_changes_are_told_by_colour_and_line():
    """The style sheet gives each mark a colour and a line of its own."""
    rules = {mark: re.search(rf"^\.m-{mark} polygon.*?\{{(.*?)\}}", STYLE, re.M) for mark in MARKS}
    facts = {mark: dict(re.findall(r"([\w-]+): ([^;]+);", rule[1])) for mark, rule in rules.items() if rule}
    assert len({fact["stroke"] for fact in facts.values()}) == 3
    assert len({fact["stroke-dasharray"] for fact in facts.values()}) == 3


def test_files_stand_alone(drawn):
    """A file needs nothing beside it: colours written out, no link, no script; its title says which of three it is."""
    for name, text in variants(drawn[0].svg, STYLE, WORDS).items():
        root = ET.fromstring(text)
        assert [word for word in ("var(", "light-dark", "url(", "href", "<script", "@import") if word in text] == []
        assert (root.findtext(f"{SVG}title") or "").endswith(f"– {WORDS[name]}")
        assert "#00684a" in text


def _words(root: ET.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_a_changed_name_is_each_side_s_own(drawn):
    """Before, an element has its earlier name; after, its later one; overlaid it has both."""
    picture = next(item for item in drawn if item.stem == "unit-exchange-dinkes")
    said = {name: _words(root) for name, root in _files(picture).items()}
    assert {name: "[~] SIMRS Terpadu Provinsi" in words for name, words in said.items()} == {
        "before": False, "after": True, "both": True,
    }  # fmt: skip
    assert {name: bool(re.search(r"\[~\] SIMRS Terpadu(?! Provinsi)", words)) for name, words in said.items()} == {
        "before": True, "after": False, "both": True,
    }  # fmt: skip


def test_a_new_view_shows_old_elements_as_old(drawn):
    """A viewpoint that only the later side has is applied to both: what was there before is not painted as added."""
    picture = next(item for item in drawn if item.stem == "rujukan")
    assert {(part.sign, part.to != "") for part in picture.parts} >= {("+", False), ("−", False), ("~", False)}
    assert [part.sign for part in picture.parts if part.name == "SIMRS Terpadu Provinsi" and not part.to] == ["~"]
    assert any(not _mark(part) for part in _parts(_files(picture)["both"]).values())


def test_the_most_changed_comes_first_and_the_rest_is_listed(review, drawn):
    """Pictures come by number of changes; beyond the number asked for they are listed with their counts, not drawn."""
    sums = [sum(picture.counts.values()) for picture in drawn]
    assert sums == sorted(sums, reverse=True)
    few = pictures(review, "id", most=2)
    assert [bool(picture.svg) for picture in few] == [True, True] + [False] * (len(drawn) - 2)
    assert [picture.counts for picture in few] == [picture.counts for picture in drawn]


def test_the_same_review_gives_the_same_bytes(review, drawn):
    """Drawn again, every picture is the same to the letter."""
    assert pictures(review, "id") == drawn


def test_a_large_view_is_cut_to_what_changes(monkeypatch):
    """Beyond the limit all that changes is kept, with neighbours, and what was left out is counted."""
    monkeypatch.setattr(union, "LIMIT", 400)
    review = review_of(large(246), large(246, later=True))
    whole = next(frozen_views(review))
    monkeypatch.setattr(union, "LIMIT", 200)
    cut = next(frozen_views(review))
    assert whole.left_out == 0
    assert cut.left_out == len(whole.view.body.nodes) - len(cut.view.body.nodes) > 0
    assert [n for n in whole.view.body.nodes if n.mark] == [n for n in cut.view.body.nodes if n.mark]


def test_a_value_of_a_relation_changes_its_edge():
    """A line that calls two minutes later is a changed edge between unchanged ends."""
    (view,) = frozen_views(review_of(FILES, changed(("{at: market, minutes: 6}", "{at: market, minutes: 8}"))))
    assert [(edge.source, edge.target) for edge in view.view.body.edges if edge.mark == "changed"] == [
        ("north/hill", "market")
    ]


def test_an_element_of_a_kind_that_went_is_still_drawn():
    """Where the later pack no longer knows a removed element's kind, the picture takes it from the earlier pack."""
    line = "operator:\n  north: {title: North}\nline:\n  hill: {title: Hill, number: 1, calls: [top]}\n"
    after = {"blueprints/north.yaml": line.replace(", calls: [top]", "")}
    review = review_of({"blueprints/north.yaml": f"{line}stop:\n  top: {{title: Top, zone: inner}}\n"}, after)
    pack = review.after.model.metamodel
    lesser = replace(pack, kinds={key: kind for key, kind in pack.kinds.items() if key != "stop"})
    later = replace(review.after, model=replace(review.after.model, metamodel=lesser))
    (picture,) = pictures(replace(review, after=later), "en")
    assert "[−] Top" in _words(_files(picture)["both"])


def test_a_failed_layout_leaves_the_rest(review, monkeypatch):
    """Where one graph cannot be laid out, the others are drawn all the same."""
    real = drawing.layout

    def fails(sources):
        if any("SATUSEHAT" in source for source in sources):
            raise LayoutError("too hard")
        return real(sources)

    monkeypatch.setattr(drawing, "layout", fails)
    found = pictures(review, "id")
    assert {bool(picture.svg) for picture in found} == {True, False}
    assert all(("SATUSEHAT" in str(picture.parts)) is not bool(picture.svg) for picture in found)
