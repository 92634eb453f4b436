"""Layout by the real Graphviz: the same bytes every time, nothing lost in silence, every failure told."""

from __future__ import annotations

import importlib
import shutil
import xml.etree.ElementTree as ET

import pytest

from cetakbiru.render import LayoutError, finish, layout, to_dot
from cetakbiru.views import Diagram, Edge, Node
from tests.render.pictures import drawn, href, parts
from tests.views.town import TOWN, TOY, view

NETWORK = to_dot(view(TOWN, "diagram", layers="true", kinds=["line", "stop"]), TOY, "id", href)
MODULE = importlib.import_module("cetakbiru.render.layout")


@pytest.fixture
def _program_is_searched():
    """The search for the layout program begins anew, before and after."""
    MODULE._program.cache_clear()
    yield
    MODULE._program.cache_clear()


def test_the_same_graph_gives_the_same_bytes():
    """Laid out twice, alone or among others, a graph gives the same SVG."""
    alone = layout([NETWORK.dot])
    assert layout([NETWORK.dot]) == alone
    assert layout(["digraph { a }", NETWORK.dot])[1:] == alone


def test_many_graphs_keep_their_order():
    """More graphs than fit one run of the program come back in the order given."""
    pictures = layout([f"digraph {{ n{number} }}" for number in range(MODULE.BATCH * 2 + 3)])
    assert [f"<title>n{number}</title>" in svg for number, svg in enumerate(pictures)] == [True] * len(pictures)


@pytest.mark.parametrize("source", ["digraph { a -> ", "no graph at all", "", "digraph { a [label=<<b>x>] }"])
def test_what_is_no_graph_is_an_error(source):
    """A text that Graphviz cannot read, or that holds no graph, is an error and never an empty picture."""
    with pytest.raises(LayoutError, match="Graphviz"):
        layout(["digraph { a }", source])


def test_a_lost_edge_is_an_error():
    """A picture with fewer edges than the diagram has is refused, and the message tells how many are missing."""
    raw = layout([NETWORK.dot])[0]
    start = raw.index('<g id="edge')
    broken = raw[:start] + raw[raw.index("<!--", start) :]
    with pytest.raises(LayoutError, match=r"_p: \d+ of \d+ edges drawn"):
        finish(broken, "_p", "T", "D", NETWORK.edges)
    assert finish(raw, "_p", "T", "D", NETWORK.edges)


def test_what_is_no_picture_is_an_error():
    """A text that is no XML is a layout's fault, not a crash."""
    with pytest.raises(LayoutError, match="_p: SVG: "):
        finish("<svg", "_p", "T", "D", 0)


@pytest.mark.usefixtures("_program_is_searched")
def test_a_missing_program_is_named(monkeypatch):
    """Without Graphviz the message says what to install."""
    monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
    with pytest.raises(LayoutError, match="graphviz-pure"):
        layout(["digraph { a }"])


def test_a_graph_that_takes_too_long_costs_no_other_graph(monkeypatch):
    """Once its batch is out of time each graph is tried by itself; the one that takes too long comes out empty."""
    labelled = "; ".join(f'{start} -> {end} [label="{start} to {end}"]' for start in range(60) for end in range(60))
    monkeypatch.setattr(MODULE, "TIMEOUT", 1)
    monkeypatch.setattr(MODULE, "ALONE", 1)
    small = layout([NETWORK.dot])[0]
    assert layout([NETWORK.dot, f"digraph {{ {labelled} }}", NETWORK.dot]) == [small, "", small]


def test_a_colon_in_an_id_is_no_port():
    """The id of another government's element stands in DOT as one name: no node is made up, no edge goes astray."""
    names = ("next:north/hill", "next:market")
    nodes = tuple(Node(name, {"*": name}, "stop", "network", own=True, owner={}, state="") for name in names)
    picture = drawn(Diagram(nodes, (Edge(*names, {"*": ""}, "flow"),), "LR", ()))
    assert (len(parts(picture, "node")), len(parts(picture, "edge"))) == (2, 1)


def test_a_picture_is_fit_for_a_page():
    """A finished picture is sized by its viewBox, named for screen readers, and has ids that no other one shares."""
    root = ET.fromstring(finish(layout([NETWORK.dot])[0], "_a", "<Title>", 'A "description"', NETWORK.edges))
    assert root.tag == "svg"
    assert root.get("viewBox")
    assert root.get("height") is None
    texts = {item.get("id"): item.text for item in root if item.tag in ("title", "desc")}
    assert [texts[key] for key in root.get("aria-labelledby", "").split()] == ["<Title>", 'A "description"']
    ids = [item.get("id") for item in root.iter() if item.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(key).startswith("_a-") for key in ids)


def test_colours_come_from_the_style_sheet():
    """No part of a picture brings a colour or font of its own, so that light and dark can both be read."""
    root = ET.fromstring(finish(layout([NETWORK.dot])[0], "_a", "T", "D", NETWORK.edges))
    painted = {
        key: item.get(key) for item in root.iter() for key in ("fill", "stroke", "font-family") if key in item.attrib
    }
    assert painted == {"fill": "none"}
    classes = {name for item in parts(root, "node") for name in item.get("class", "").split()}
    assert classes == {"node", "c-service", "own", "new"}
