"""Where keys and values stand: one looked up alone is where it is among all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.source import Place, dump, locate, parse
from cetakbiru.source.finding import Part
from cetakbiru.source.passage import passage
from cetakbiru.source.spots import Spot, spots
from tests.conftest import ROOT

USUAL = (
    "a:\n  x: {b: c}\n  y:\n    b: [1, 2]\nb:\n  x: 3\n",
    "# d\n\na: # e\n  # f\n\n    # g\n  x:\n    b: |\n      a:\n        x: 1\n\n# h\n  y: 2",
    "a:\n    x:\n        b: >\n            c\n\n    y:\n    - 1\n    - b: 2\n",
)
ODD = (
    "b: 'c\na:\n  x: 1\n  '\na:\n  'x': 2\n  y: 3\n",
    "a:\n  y: 1\nb:\n  x:\n",
    "a:\n  'x':\nb:\n  x:\n",
    "'a':\n  x:\n    b: 1\nc:\n  b: 'd\na:\n  x: 2'\n",
    "a: {x: 1,\n  y: {b: 2}}\n",
    "a:\n- x: 1\n- y: 2\n",
    "? a\n: x: 1\n  y: 2\n",
    "--- \na:\n  x: 1\n...\n",
)
PARTS: tuple[Part, ...] = ("key", "value")
SHIPPED = sorted((ROOT / "blueprints").rglob("*.yaml"))[:2]
DATA = st.recursive(
    st.sampled_from(["a", "b c", "", None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
)
Route = tuple[str | int, ...]


def routes(spot: Spot, above: Route = ()) -> Iterator[Route]:
    """Every route of a document, and one beyond each that leads nowhere."""
    yield above
    yield (*above, "nowhere")
    yield (*above, 99)
    for key, inner in (spot.inner or {}).items():
        yield from routes(inner, (*above, key))


def same(text: str) -> bool:
    """Whether every place is the same whether the lines of its element are read alone or the whole text is."""
    found, findings = parse("a.yaml", text)
    assert found and not findings
    # What the lines say is compared with the data: without data all of the text is read.
    alone, whole = {"a.yaml": found}, {"a.yaml": replace(found, data=None)}
    places = [Place("a.yaml", route, part) for route in routes(spots(text)) for part in PARTS]
    return all(locate(alone, place) == locate(whole, place) for place in places)


@given(data=DATA)
def test_a_place_looked_up_alone_is_where_it_is_among_all(data: object) -> None:
    """Reading the lines of one element comes to the same lines and columns as reading all of the text."""
    assert same(dump(data))


@pytest.mark.parametrize("text", USUAL)
def test_the_usual_forms_need_no_other_lines(text: str) -> None:
    """Comments, blank lines, long texts and lists within an element leave it to be read alone, and at its place."""
    assert passage(text, "a", "x") and passage(text, "a", "y")
    assert same(text)


@pytest.mark.parametrize("text", ODD)
def test_lines_that_only_look_like_an_element_are_not_taken_for_it(text: str) -> None:
    """A key within a quoted text, in another section or in quotation marks sends nobody to the wrong line."""
    assert same(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_places_of_shipped_files_are_found_alone(path: Path) -> None:
    """Every place of a file as people write it is found without the other elements, where it is among them."""
    assert same(path.read_text(encoding="utf-8"))
