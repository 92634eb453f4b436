"""Where keys and values stand: one looked up alone is where it is among all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.source import Document, Place, dump, locate
from cetakbiru.source.spots import Spot, spots, spots_along
from tests.conftest import ROOT

ODD = "a: [x, *b, y]\n&c d: 1\n<<: {z: 1}\na: {e: 2}\n---\nf: g\n"
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


def along(text: str, route: Route) -> list[tuple[object, object]]:
    """Where a route leads among all spots of a text, as far as it does."""
    found = [spots(text)]
    for key in route:
        if key not in (found[-1].inner or {}):
            break
        found.append((found[-1].inner or {})[key])
    return [(item.key, item.value) for item in found]


def same(text: str) -> bool:
    """Whether every place that is looked up alone is where it is among all."""
    return all(
        [(item.key, item.value) for item in spots_along(text, route)] == along(text, route)
        for route in routes(spots(text))
    )


@given(data=DATA)
def test_a_place_looked_up_alone_is_where_it_is_among_all(data: object) -> None:
    """Following one route through a text comes to the same spots as reading all of them."""
    assert same(dump(data))


@pytest.mark.parametrize("text", [ODD, "- a\n- {b: c, *x : d}\n- [1, [2]]\n"])
def test_aliases_merge_keys_and_repeated_keys_are_passed_alike(text: str) -> None:
    """What is no part of the data is passed over on either way."""
    assert same(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_many_places_of_a_file_are_where_each_is_alone(path) -> None:
    """However often a file is asked for a place, the answer stays the same."""
    text = path.read_text(encoding="utf-8")
    asked = [Place(path.name, route) for route in list(routes(spots(text)))[:40]]
    document = {path.name: Document(path.name, text, None)}
    alone = [
        locate({path.name: Document(path.name, f"{text}# {number}", None)}, item) for number, item in enumerate(asked)
    ]
    assert [locate(document, item) for item in asked] == alone
