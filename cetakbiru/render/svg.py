"""Graphviz's SVG made fit for a page: sized by its viewBox, ids of its own, titles for people, colours by class."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from cetakbiru.render.layout import LayoutError
from cetakbiru.render.plain import plain

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_TAG = f"{{{SVG}}}"
_PAINT = ("fill", "stroke", "font-family", "font-size")


def finish(raw: str, name: str, title: str, description: str, edges: int) -> str:
    """An SVG element ready to stand inside HTML.

    Args:
        raw: what Graphviz wrote.
        name: prefix for ids, unique on the page.
        title: the picture's name for screen readers; ``description`` what it shows.
        description: one sentence.
        edges: how many edges it must hold.

    Raises:
        LayoutError: edges were lost, or it is no SVG.
    """
    try:
        root = ET.fromstring(raw)  # noqa: S314 - our own Graphviz's output
    except ET.ParseError as error:
        raise LayoutError(f"{name}: SVG: {error}") from None
    drawn = sum(1 for group in root.iter(f"{_TAG}g") if _first_class(group) == "edge")
    # Dense graphs with frames lose edges, and Graphviz says nothing.
    if drawn < edges:
        raise LayoutError(f"{name}: {drawn} of {edges} edges drawn")
    # Graphviz counts in points of 1/72 inch, a page in pixels of 1/96; the height follows from the viewBox.
    width = float(root.get("width", "0pt").removesuffix("pt"))
    root.attrib.pop("height", None)
    root.set("width", str(round(width * 4 / 3)))
    root.set("style", f"--natural:{round(width * 4 / 3)}px")
    root.set("class", "cb-svg")
    # No role of an image, which would hide the links in it from screen readers.
    root.set("aria-labelledby", f"{name}-t {name}-d")
    _clean(root, name)
    for tag, key, words in (("desc", "d", description), ("title", "t", title)):
        label = ET.Element(tag, {"id": f"{name}-{key}"})
        label.text = plain(words)
        root.insert(0, label)
    return ET.tostring(root, encoding="unicode")


def _first_class(item: ET.Element) -> str:
    """What Graphviz itself says that a group is: ``graph``, ``cluster``, ``node`` or ``edge``."""
    return item.get("class", "").partition(" ")[0]


def _clean(root: ET.Element, name: str) -> None:
    """Plain SVG names (no namespace prefixes), ids prefixed, machine titles and inline paint removed."""
    for parent in list(root.iter()):
        for child in list(parent):
            ground = child.tag == f"{_TAG}polygon" and _first_class(parent) == "graph"
            if child.tag == f"{_TAG}title" or ground:
                parent.remove(child)
    for number, item in enumerate(root.iter()):
        item.tag = item.tag.removeprefix(_TAG)
        item.tail = None
        if item.tag not in ("text", "title", "desc"):
            item.text = None
        item.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        # Several pictures stand on a page, and Graphviz numbers its ids from one in each.
        if "id" in item.attrib:
            item.set("id", f"{name}-{number}")
        if item.tag != "svg":
            _unpaint(item)
        if link := item.attrib.pop(f"{{{XLINK}}}href", None):
            item.set("href", link)
        if words := item.attrib.pop(f"{{{XLINK}}}title", "").strip():
            label = ET.Element("title")
            label.text = words
            item.insert(0, label)


def _unpaint(item: ET.Element) -> None:
    """Leave colours to the style sheet; only what is unfilled by design keeps saying so."""
    for key in _PAINT:
        value = item.attrib.pop(key, None)
        if key == "fill" and value == "none" and item.tag == "path":
            item.set("fill", "none")
