"""A finished diagram of both sides of a comparison: its changes signed, and one file each for before, after and both.

All three are the same layout. What is not of a side is taken away, so that nothing else can move.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

_NAMESPACE = "http://www.w3.org/2000/svg"
_SIGNS = {"m-added": "+", "m-removed": "−", "m-changed": "~"}
_ABSENT = {"before": {"m-added", "now"}, "after": {"m-removed", "was"}, "both": set[str]()}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NAMES = re.compile(r"\bwas-(\d)-(\d)\b")
_COLOR = re.compile(r"(--[\w-]+):\s*light-dark\(([^,]+),[^)]*\)")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_ROOT = re.compile(r":root\s*\{[^}]*\}\s*")

Point = tuple[float, float]


def freeze(svg: str) -> str:
    """Mark the lines of names that differ between the sides, and put a sign on every edge that does.

    Args:
        svg: a finished diagram whose nodes and edges carry the class of their mark.
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own Graphviz's output
    # A list, since signs are added while it is gone through.
    for group in list(root.iter("g")):
        classes = group.get("class", "")
        names = _NAMES.search(classes)
        if names:
            _name_lines(group, int(names[1]), int(names[2]))
        sign = next((_SIGNS[name] for name in classes.split() if name in _SIGNS), "")
        if sign and classes.startswith("edge"):
            _sign(group, sign)
    root.set("style", f"--w:{root.get('width')}")
    return ET.tostring(root, encoding="unicode")


def variants(svg: str, style: str, words: Mapping[str, str]) -> dict[str, str]:
    """The same layout as files of their own.

    Args:
        svg: a frozen diagram.
        style: style sheet of diagrams; its colours are written out for viewers that know no variables.
        words: what each variant is called, for its title.

    Returns:
        ``before``, ``after`` and ``both``, each a whole SVG file.
    """
    literal = _literal(style)
    return {name: _variant(svg, _ABSENT[name], literal, words[name]) for name in _ABSENT}


def _variant(svg: str, absent: set[str], style: str, words: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - our own Graphviz's output
    for parent in list(root.iter()):
        for child in list(parent):
            if absent & set(child.get("class", "").split()):
                parent.remove(child)
    title = root.find("title")
    if title is not None:
        title.text = f"{title.text} – {words}"
    sheet = ET.Element("style")
    sheet.text = style
    root.insert(0, sheet)
    root.insert(1, ET.Element("rect", {"width": "100%", "height": "100%", "x": "0", "y": "0", "class": "ground"}))
    root.attrib.pop("style", None)
    # Within a page HTML knows what SVG is; a file by itself is no picture without this.
    root.set("xmlns", _NAMESPACE)
    return ET.tostring(root, encoding="unicode") + "\n"


def _literal(style: str) -> str:
    """A style sheet with its light colours written out."""
    colors = dict(_COLOR.findall(style))
    return _VARIABLE.sub(lambda name: colors[name[1]].strip(), _ROOT.sub("", style))


def _name_lines(group: ET.Element, now: int, was: int) -> None:
    lines = list(group.iter("text"))
    for line in lines[:now]:
        line.set("class", "now")
    for line in lines[now : now + was]:
        line.set("class", "was")


def _sign(group: ET.Element, sign: str) -> None:
    """The sign before the edge's number where it has one, else in the middle of its line."""
    words, path = group.find(".//text"), group.find(".//path")
    if words is not None:
        words.text = f"[{sign}] {(words.text or '').strip()}"
    elif path is not None:
        numbers = [float(item) for item in _NUMBER.findall(path.get("d", ""))]
        x, y = _middle(list(zip(numbers[::2], numbers[1::2], strict=True)))
        mark = ET.SubElement(group, "text", {"class": "sign", "x": f"{x:.2f}", "y": f"{y + 3:.2f}"})
        mark.set("text-anchor", "middle")
        mark.text = sign


def _middle(points: Sequence[Point]) -> Point:
    """The point halfway along a line of cubic curves."""
    # Each curve adds three points to the one that it begins at.
    curves = (len(points) - 1) // 3
    first = 3 * (curves // 2)
    if curves % 2 == 0:
        return points[first]
    ends = list(zip(*points[first : first + 4], strict=True))
    # A cubic curve halfway between its ends.
    x, y = ((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in ends)
    return x, y
