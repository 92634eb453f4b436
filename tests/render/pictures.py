"""Diagrams for tests of rendering, and the words that a picture shows."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from cetakbiru.render import finish, layout, to_dot
from cetakbiru.views import Diagram, Edge, Node
from tests.views.town import TOY


def href(element: str) -> str:
    """Address of a card, as a page of the site would give it."""
    return f"../{element}.html#card"


def row_of(names: Sequence[str]) -> Diagram:
    """Nodes of these names in a row; each is its owner's name too and the words of an edge, every third is framed."""
    nodes = tuple(
        Node(f"n{number}", {"*": name}, "vehicle", "fleet", own=False, owner={"*": name}, state="")
        for number, name in enumerate(names)
    )
    edges = tuple(Edge(f"n{n}", f"n{n + 1}", {"*": name}, "flow") for n, name in enumerate(names[:-1]))
    groups = {f"g{n}": {"*": name} for n, name in enumerate(names) if n % 3 == 0}
    return Diagram(nodes, edges, "LR", (), groups, {f"n{n}": f"g{n}" for n in range(len(names)) if n % 3 == 0})


def drawn(diagram: Diagram, language: str = "en") -> ET.Element:
    """The finished picture of a diagram, parsed."""
    drawing = to_dot(diagram, TOY, language, href)
    return ET.fromstring(finish(layout([drawing.dot])[0], "_p", "Title", "Description", drawing.edges))


def lines(picture: ET.Element, kind: str) -> list[list[str]]:
    """Lines of text of each node, edge or cluster, in the order of the picture."""
    return [[text.text or "" for text in group.iter("text")] for group in parts(picture, kind)]


def tips(picture: ET.Element, kind: str) -> list[str]:
    """What the pointer tells over each node or edge."""
    return [next((title.text or "" for title in group.iter("title")), "") for group in parts(picture, kind)]


def parts(picture: ET.Element, kind: str) -> list[ET.Element]:
    """Groups of a kind: node, edge or cluster."""
    return [group for group in picture.iter("g") if group.get("class", "").split()[:1] == [kind]]
