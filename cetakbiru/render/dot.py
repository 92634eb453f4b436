"""A computed diagram to DOT, the only place that writes it. Names are untrusted: they never reach DOT unescaped."""

from __future__ import annotations

import html
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import graphviz

from cetakbiru.metamodel import Metamodel, Text, say
from cetakbiru.render.plain import plain
from cetakbiru.views import Diagram, Edge, Node

WIDTH = 24
TALL = 8
# This one word: Graphviz has the widths of its letters built in, and for any other name takes those of Times.
FONT = "Arial"
# A sign besides colour and line, because colour alone tells many readers nothing.
_SIGNS = {"added": "[+] ", "removed": "[−] ", "changed": "[~] "}
_MARGINS = {"box3d": "0.17,0.11", "cylinder": "0.12,0.07"}  # room for the edges that these shapes draw inside
_SHAPES = {"box", "box3d", "component", "cylinder", "note", "tab", "octagon", "folder", "ellipse", "hexagon"}


@dataclass(frozen=True, slots=True)
class Drawn:
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


def to_dot(diagram: Diagram, metamodel: Metamodel, language: str, href: Callable[[str], str]) -> Drawn:
    """A diagram as DOT text.

    Args:
        diagram: what is shown.
        metamodel: the pack, for shapes and colour classes.
        language: language of the labels.
        href: address of an element's card, from the page that the diagram stands on.
    """
    # With `newrank` frames share the ranks of what is outside; without `compound` no edge can end at a frame.
    dot = graphviz.Digraph(engine="dot")
    dot.attr("graph", newrank="true", rankdir=diagram.direction, nodesep="0.16", ranksep="0.55", bgcolor="transparent",
             fontname=FONT, fontsize="10", labeljust="l", pad="0.1", tooltip=" ", compound="true")  # fmt: skip
    dot.attr("node", fontname=FONT, fontsize="10", margin="0.09,0.05", height="0.38", shape="box")
    dot.attr("edge", fontname=FONT, fontsize="9", arrowsize="0.6", tooltip=" ")
    words = _Words(metamodel, language)
    frames = {group: [n for n in diagram.nodes if diagram.group_of.get(n.id) == group] for group in diagram.groups}
    for number, (group, nodes) in enumerate(frames.items()):
        # Only a subgraph of such a name is framed; a number, since names are strangers' words.
        with dot.subgraph(name=f"cluster_{number}") as frame:
            frame.attr(label=_text(say(diagram.groups[group], language)), labeljust="l", **{"class": _frame(nodes)})
            for node in nodes:
                # The frame says already whose it is.
                _node(frame, replace(node, owner={}), words, href)
            _two_columns(frame, nodes)
    for node in diagram.nodes:
        if node.id not in diagram.group_of:
            _node(dot, node, words, href)
    if diagram.layers:
        _layers(dot, diagram)
    drawn = _edges(dot, diagram, words)
    return Drawn(str(dot.source), drawn)


def _node(dot: graphviz.Digraph, node: Node, words: _Words, href: Callable[[str], str]) -> None:
    kind, domain = words.metamodel.kinds[node.kind], words.metamodel.domains[node.domain]
    lines, told = _lines(node, words)
    whose = "own" if node.own else "around"
    style = ["rounded"] if kind.shape == "rounded" else []
    dot.node(
        _key(node.id), label="\n".join(map(_text, lines)), shape=kind.shape if kind.shape in _SHAPES else "box",
        margin=_MARGINS.get(kind.shape, "0.09,0.05"), style=",".join([*style, "solid" if node.own else "dashed"]),
        href=_text(href(node.id)),
        tooltip=_tip(f"{words.say(kind.label)}: {words.say(node.name)}"),
        **{"class": _classes("node", f"c-{domain.color}", whose, node.state, told, node.mark)},
    )  # fmt: skip


def _lines(node: Node, words: _Words) -> tuple[list[str], str]:
    """Lines of a label: the name, the name before where it differs, the owner where it is another's.

    Returns:
        The lines, and a class that says how many of them are the name, and then how many the name before.
    """
    sign = _SIGNS[node.mark] if node.mark else {"new": "+ ", "changed": "~ "}.get(node.state, "")
    name, owner = words.say(node.name), words.say(node.owner) if node.owner else ""
    now, was = _wrapped(name, 4) or [node.id], _wrapped(words.say(node.was), 4) if node.was else []
    was = was if was != now else []
    names = [sign + line if not number else line for lines in (now, was) for number, line in enumerate(lines)]
    owners = [f"({line})" for line in _wrapped(owner, 1)]
    return names + owners, f"was-{len(now)}-{len(was)}" if was else ""


@lru_cache(maxsize=1 << 14)
def _wrapped(words: str, most: int) -> list[str]:
    return textwrap.wrap(plain(words), WIDTH, max_lines=most, placeholder=" …")


# The same names stand in hundreds of diagrams.
@lru_cache(maxsize=1 << 16)
def _text(words: str) -> str:
    """Text that DOT shows as it is: entities for what its HTML-like labels obey, backslashes doubled."""
    return html.escape(plain(words)).replace("\\", "\\\\")


def _tip(words: str) -> str:
    """Text of a tooltip, whose backslashes Graphviz reads twice; never empty, or it would show the node's name."""
    return _text(words).replace("\\", "\\\\") or " "


def _key(node_id: str) -> str:
    """A node's name in DOT, where a colon would begin a port."""
    return node_id.replace(":", "|")


def _classes(*names: str) -> str:
    """Classes of a drawn thing, the last of them its mark."""
    return " ".join(filter(None, (*names[:-1], names[-1] and f"m-{names[-1]}")))


def _frame(nodes: list[Node]) -> str:
    """Classes of a frame, which comes and goes with all that is in it."""
    mark = _common(nodes)
    return _classes("frame", mark if mark != "changed" else "")


def _common(parts: Sequence[Node | Edge]) -> str:
    """The mark of a whole: that of its parts where all have the same, else changed where any has one."""
    marks = {part.mark for part in parts}
    return next(iter(marks)) if len(marks) == 1 else "changed" if marks else ""


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
    # Without weight, or the first nodes of all layers would be pulled into one line.
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
            "class": _classes("edge", f"r-{edge.role or 'association'}", edge.mark),
            "tooltip": _tip(words.say(edge.label)),
        }
        if back:
            attributes["dir"] = "back"
        if diagram.layers and rank[edge.source] == rank[edge.target]:
            attributes["constraint"] = "false"
        # Only counts are written at edges, and only where these are bundled and so few: labels take twice the time at
        # 40 nodes and sixty times at 1,000.
        if diagram.counted and not diagram.groups:
            attributes["label"] = _count(edge)
        if diagram.groups:
            attributes |= _frame_ends(diagram, tail, head) | {"label": _count(edge)}
        dot.edge(_key(tail), _key(head), **attributes)
    if diagram.groups:
        _anchor(dot, diagram)
    return len(edges)


def _anchor(dot: graphviz.Digraph, diagram: Diagram) -> None:
    """Unseen edges that keep a whole frame on the side where most of its arrows are."""
    balance = Counter(diagram.group_of.get(edge.target, "") for edge in diagram.edges)
    balance.subtract(diagram.group_of.get(edge.source, "") for edge in diagram.edges)
    # One centre is enough; an edge to every node outside makes the layout take minutes.
    centre = next((node.id for node in diagram.nodes if node.own and node.id not in diagram.group_of), None)
    for node in diagram.nodes if centre else ():
        if group := diagram.group_of.get(node.id):
            ends = (str(centre), node.id) if balance[group] >= 0 else (node.id, str(centre))
            dot.edge(*map(_key, ends), style="invis")


def _bundled(diagram: Diagram) -> list[Edge]:
    """Edges between the same frame and the same outside node become one, so that a frame is not a fan of arrows."""
    if not diagram.groups:
        return list(diagram.edges)
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for edge in diagram.edges:
        ends = (diagram.group_of.get(edge.source, edge.source), diagram.group_of.get(edge.target, edge.target))
        bundles.setdefault(ends, []).append(edge)
    # The one in the middle, so that the arrow meets the frame about halfway down.
    middle = {ends: found[len(found) // 2] for ends, found in bundles.items()}
    return [_bundle(middle[ends], found) for ends, found in bundles.items()]


def _bundle(edge: Edge, parts: list[Edge]) -> Edge:
    """One edge for several; where only some of them were added or removed, it tells both counts."""
    mark = _common(parts)
    if mark != "changed":
        return replace(edge, count=sum(part.count for part in parts), mark=mark)
    before = sum(part.was or part.count for part in parts if part.mark != "added")
    after = sum(part.count for part in parts if part.mark != "removed")
    return replace(edge, count=after, mark=mark, was=before)


def _count(edge: Edge) -> str:
    return f" {edge.was} → {edge.count} " if edge.was not in (0, edge.count) else f" {edge.count} "


def _frame_ends(diagram: Diagram, tail: str, head: str) -> dict[str, str]:
    """Ends of an edge at the border of their frames."""
    numbers = {group: number for number, group in enumerate(diagram.groups)}
    ends = {}
    if tail in diagram.group_of:
        ends["ltail"] = f"cluster_{numbers[diagram.group_of[tail]]}"
    if head in diagram.group_of:
        ends["lhead"] = f"cluster_{numbers[diagram.group_of[head]]}"
    return ends
