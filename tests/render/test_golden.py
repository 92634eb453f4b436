"""Golden DOT: two small diagrams as text that a reviewer can read, and draw with ``dot -Tsvg``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.render import finish, layout, to_dot
from tests.render.pictures import href
from tests.views.town import TOWN, TOY, view

GOLDEN = Path(__file__).parent / "golden"
DIAGRAMS = {
    "network": view(TOWN, "diagram", kinds=["vehicle", "line", "stop"], layers="true"),
    "context": view(TOWN, "diagram", "north", select="unit:north", neighbours="true", collapse="unit", frames="true"),
}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_dot_is_as_agreed(name):
    """The DOT text of the network in layers, and of an operator's context in frames, is that of the golden file."""
    assert to_dot(DIAGRAMS[name], TOY, "en", href).dot == (GOLDEN / f"{name}.dot").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DIAGRAMS)
def test_golden_files_can_be_drawn(name):
    """A golden file is a graph that Graphviz lays out with all its edges."""
    raw = layout([(GOLDEN / f"{name}.dot").read_text(encoding="utf-8")])[0]
    assert finish(raw, name, name, name, to_dot(DIAGRAMS[name], TOY, "en", href).edges).startswith("<svg ")
