"""The site of the shipped model: it builds with every link checked, and its pages stay small enough to be read."""

from __future__ import annotations

import re
from collections import defaultdict

from cetakbiru.views import Diagram, compute, viewpoints

HOME, UNIT = 250_000, 500_000


def test_the_home_page_is_light(lampung):
    """The first page of either language is at most 250 kB."""
    sizes = [(lampung / path).stat().st_size for path in ("index.html", "en/index.html")]
    assert max(sizes) <= HOME


def test_pages_of_units_are_light(shipped, lampung):
    """Every page of every unit, pictures included, is at most 500 kB."""
    sizes = {path.relative_to(lampung).as_posix(): path.stat().st_size for path in lampung.rglob("unit/*/*.html")}
    assert len(sizes) >= 2 * len(shipped.model.units)
    assert {path: size for path, size in sizes.items() if size > UNIT} == {}


def test_every_element_has_its_card(shipped, lampung):
    """Each element of the model is a section of its page, or of a volume of it, under its own id."""
    cards: dict[str, set[str]] = defaultdict(set)
    for element in shipped.model.elements.values():
        if element.id not in shipped.model.units:
            folder = f"unit/{element.namespace}" if element.namespace else "shared"
            cards[f"{folder}/{shipped.model.kind(element).domain}.html"].add(element.local)
    for address, anchors in cards.items():
        volumes = [lampung / address, *lampung.glob(address.replace(".html", ".*.html"))]
        html = "".join(path.read_text(encoding="utf-8") for path in volumes)
        assert anchors <= set(re.findall(r'<h3 id="([^"]+)"', html)), address
    assert all((lampung / f"unit/{unit}/index.html").is_file() for unit in shipped.model.units)


def test_every_picture_is_in(shipped, lampung):
    """Each diagram that shows something stands on its page, in both languages."""
    model = shipped.model
    views = [
        compute(model, p, unit) for p in viewpoints(model) for unit in (model.units if p.scope == "unit" else ("",))
    ]
    drawn = sum(1 for view in views if isinstance(view.body, Diagram) and not view.empty)
    html = [path.read_text(encoding="utf-8") for path in lampung.rglob("*.html")]
    places = [found for text in html for found in re.findall(r'data-diagram="[^"]+"[^>]*>(<svg )?', text)]
    assert places == ["<svg "] * (2 * drawn)
    assert drawn > 100
