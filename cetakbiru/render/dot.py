"""A computed diagram to DOT, the only place that writes it. Names are untrusted: they never reach DOT unescaped."""

from __future__ import annotations

import html
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import graphviz

from cetakbiru.metamodel import Metamodel, Text, say
from cetakbiru.render.plain import plain
from cetakbiru.views import Diagram, Edge, Node

WIDTH = 24
TALL = 8
FONT = "Arial"
_SIGNS = {"added": "[+] ", "removed": "[−] ", "changed": "[~] "}
_MARGINS = {"box3d": "0.17,0.11", "cylinder": "0.12,0.07"}  # room for the edges that these shapes draw inside
_SHAPES = {"box", "box3d", "component", "cylinder", "note", "tab", "octagon", "folder", "ellipse", "hexagon"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """DOT text, and how many edges its picture must hold."""

    dot: str
    edges: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The pack's words in one language."""

    metamodel: Metamodel
    language: str

    def say(self, words: Text) -> str:
        return say(words, self.language)


def to_dot(diagram: Diagram, metamodel: Metamodel, language: str, href: Callable[[str], str]) -> Drawing:
    """A diagram as DOT text.

    Args:
        diagram: what is shown.
        metamodel: the pack, for shapes and colour classes.
        language: language of the labels.
        href: address of an element's card, from the page that the diagram stands on.
    """
    dot = graphviz.Digraph(engine="dot")
    dot.attr("graph", newrank="true", rankdir=diagram.direction, nodesep="0.16", ranksep="0.55", bgcolor="transparent",
             fontname=FONT, fontsize="10", labeljust="l", pad="0.1", tooltip=" ", compound="true")  # fmt: skip
    dot.attr("node", fontname=FONT, fontsize="10", margin="0.09,0.05", height="0.38", shape="box")
    dot.attr("edge", fontname=FONT, fontsize="9", arrowsize="0.6", tooltip=" ")
    words = _Words(metamodel, language)
    frames = {group: [n for n in diagram.nodes if diagram.group_of.get(n.id) == group] for group in diagram.groups}
    for number, (group, nodes) in enumerate(frames.items()):
        with dot.subgraph(name=f"cluster_{number}") as frame:
            frame.attr(label=_text(say(diagram.groups[group], language)), labeljust="l", **{"class": "frame"})
            for node in nodes:
                _node(frame, replace(node, owner={}), words, href)
            _two_columns(frame, nodes)
    for node in diagram.nodes:
        if node.id not in diagram.group_of:
            _node(dot, node, words, href)
    if diagram.layers:
        _layers(dot, diagram)
    drawn = _edges(dot, diagram, words)
    return Drawing(str(dot.source), drawn)


def _node(dot: graphviz.Digraph, node: Node, words: _Words, href: Callable[[str], str]) -> None:
    kind, domain = words.metamodel.kinds[node.kind], words.metamodel.domains[node.domain]
    name, owner = words.say(node.name), words.say(node.owner) if node.owner else ""
    classes = ["node", f"c-{domain.color}", "own" if node.own else "around", node.state, _mark(node.mark)]
    style = ["rounded"] if kind.shape == "rounded" else []
    dot.node(
        _key(node.id), label=_label(node, name, owner), shape=kind.shape if kind.shape in _SHAPES else "box",
        margin=_MARGINS.get(kind.shape, "0.09,0.05"), style=",".join([*style, "solid" if node.own else "dashed"]),
        href=_text(href(node.id)),
        tooltip=_tip(f"{words.say(kind.label)}: {name}"), **{"class": " ".join(filter(None, classes))},
    )  # fmt: skip


def _label(node: Node, name: str, owner: str) -> str:
    """The name wrapped over lines, with the owner below where it is another's."""
    lines = _wrapped(name, 4) or [node.id]
    sign = _SIGNS[node.mark] if node.mark else {"new": "+ ", "changed": "~ "}.get(node.state, "")
    lines[0] = sign + lines[0]
    return "\n".join([*map(_text, lines), *(_text(f"({line})") for line in _wrapped(owner, 1))])


def _wrapped(words: str, most: int) -> list[str]:
    return textwrap.wrap(plain(words), WIDTH, max_lines=most, placeholder=" …")


def _text(words: str) -> str:
    """Text that DOT shows as it is: entities for what its HTML-like labels obey, backslashes doubled."""
    return html.escape(plain(words)).replace("\\", "\\\\")


def _tip(words: str) -> str:
    """Text of a tooltip, whose backslashes Graphviz reads twice; never empty, or it would show the node's name."""
    return _text(words).replace("\\", "\\\\") or " "


def _key(node_id: str) -> str:
    """A node's name in DOT, where a colon would begin a port."""
    return node_id.replace(":", "|")


def _mark(mark: str) -> str:
    return f"m-{mark}" if mark else ""


def _marked(edge: Edge) -> str:
    return f" m-{edge.mark}" if edge.mark else ""


def _two_columns(frame: graphviz.Digraph, nodes: list[Node]) -> None:
    """A long frame in two columns: the second half one rank further."""
    half = (len(nodes) + 1) // 2
    if len(nodes) > TALL:
        for one, other in zip(nodes[:half], nodes[half:], strict=False):
            frame.edge(_key(one.id), _key(other.id), style="invis")


def _layers(dot: graphviz.Digraph, diagram: Diagram) -> None:
    """One rank a kind: nodes of a kind side by side, kinds in the view's order by unseen edges."""
    layers = [[node.id for node in diagram.nodes if node.kind == kind] for kind in diagram.layers]
    layers = [ids for ids in layers if ids]
    for ids in layers:
        with dot.subgraph() as rank:
            rank.attr(rank="same")
            for item in ids:
                rank.node(_key(item))
    heads = [ids[0] for ids in layers]
    for one, other in pairwise(heads):
        dot.edge(_key(one), _key(other), style="invis", weight="0")


def _edges(dot: graphviz.Digraph, diagram: Diagram, words: _Words) -> int:
    """Edges, drawn from the earlier layer to the later, the arrow as the model has it; returns how many."""
    kinds = {node.id: node.kind for node in diagram.nodes}
    rank = {key: diagram.layers.index(kind) if kind in diagram.layers else 0 for key, kind in kinds.items()}
    edges = _bundled(diagram)
    for edge in edges:
        back = rank[edge.source] > rank[edge.target]
        tail, head = (edge.target, edge.source) if back else (edge.source, edge.target)
        attributes = {
            "class": f"edge r-{edge.role or 'association'}{_marked(edge)}",
            "tooltip": _tip(words.say(edge.label)),
        }
        if back:
            attributes["dir"] = "back"
        if diagram.layers and rank[edge.source] == rank[edge.target]:
            attributes["constraint"] = "false"
        if diagram.counted and not diagram.groups:
            attributes["label"] = f" {edge.count} "
        if diagram.groups:
            attributes |= _frame_ends(diagram, tail, head) | {"label": f" {edge.count} "}
        dot.edge(_key(tail), _key(head), **attributes)
    if diagram.groups:
        _anchor(dot, diagram)
    return len(edges)


def _anchor(dot: graphviz.Digraph, diagram: Diagram) -> None:
    """Unseen edges that keep a whole frame on the side where most of its arrows are."""
    balance = Counter(diagram.group_of.get(edge.target, "") for edge in diagram.edges)
    balance.subtract(diagram.group_of.get(edge.source, "") for edge in diagram.edges)
    for node in diagram.nodes:
        group = diagram.group_of.get(node.id)
        for centre in diagram.nodes if group else ():
            if centre.id not in diagram.group_of:
                ends = (centre.id, node.id) if balance[group or ""] >= 0 else (node.id, centre.id)
                dot.edge(*map(_key, ends), style="invis")


def _bundled(diagram: Diagram) -> list[Edge]:
    """Edges between the same frame and the same outside node become one, so that a frame is not a fan of arrows."""
    if not diagram.groups:
        return list(diagram.edges)
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for edge in diagram.edges:
        ends = (diagram.group_of.get(edge.source, edge.source), diagram.group_of.get(edge.target, edge.target))
        bundles.setdefault(ends, []).append(edge)
    middle = {ends: found[len(found) // 2] for ends, found in bundles.items()}
    return [replace(middle[ends], count=sum(edge.count for edge in found)) for ends, found in bundles.items()]


def _frame_ends(diagram: Diagram, tail: str, head: str) -> dict[str, str]:
    """Ends of an edge at the border of their frames."""
    numbers = {group: number for number, group in enumerate(diagram.groups)}
    ends = {}
    if tail in diagram.group_of:
        ends["ltail"] = f"cluster_{numbers[diagram.group_of[tail]]}"
    if head in diagram.group_of:
        ends["lhead"] = f"cluster_{numbers[diagram.group_of[head]]}"
    return ends
