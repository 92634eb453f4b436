"""Frozen diagrams: one layout of what either side shows, so that nothing moves between before, after and both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cetakbiru.model import Changes
from cetakbiru.review.compare import Review, Side
from cetakbiru.review.meaning import touched
from cetakbiru.views import ComputedView, Diagram, Edge, Node, Viewpoint, compute, viewpoints

LIMIT = 120
_MARK = {"+": "added", "-": "removed", "~": "changed"}


@dataclass(frozen=True, slots=True)
class FrozenView:
    """A diagram of both sides at once.

    Attributes:
        view: the view, its body the union of both sides; each node and edge carries its ``mark``.
        left_out: how many nodes were cut away to keep to what changed.
    """

    view: ComputedView
    left_out: int


def frozen_views(review: Review) -> Iterator[FrozenView]:
    """Every diagram that the changes touch, of the government and of each unit.

    Args:
        review: what was compared.
    """
    marks = {key: _MARK[sign] for key, sign in touched(review.changes).items()}
    for point, unit in _wanted(review):
        before, after = _view(review.before, point, unit), _view(review.after, point, unit)
        united = _union(_renamed(_body(before), review.changes), _body(after), marks)
        body, left_out = _cut(_altered(united, review))
        shown = after or before
        if shown and (any(node.mark for node in body.nodes) or any(edge.mark for edge in body.edges)):
            yield FrozenView(replace(shown, body=body), left_out)


def _wanted(review: Review) -> Iterator[tuple[Viewpoint, str]]:
    """Diagrams that could show a change: the government's, and those of units that own or border one.

    Both sides are seen by the later viewpoint, or else a new one would show all that is old as added.
    """
    models = (review.before.model, review.after.model)
    changed = touched(review.changes)
    units = {m.owner(key) for m in models for key in changed if key in m.elements}
    # Who refers to something that changed shows it as a neighbour.
    units |= {m.owner(r.source) for m in models for key in changed if key in m.elements for r in m.incoming[key]}
    ends = {end for change in review.changes.relations for end in (change.either.source, change.either.target)}
    units |= {m.owner(key) for m in models for key in ends if key in m.elements}
    points = [point for point in viewpoints(review.after.model) if point.form == "diagram"]
    for point in points:
        for unit in sorted(units - {""}) if point.scope == "unit" else ("",):
            # The limit would leave out other nodes on either side; what is too much is cut from both together.
            yield replace(point, options={**point.options, "limit": 10_000}), unit


def _view(side: Side, point: Viewpoint, unit: str) -> ComputedView | None:
    """A viewpoint's view of one side, where that side has the unit."""
    return None if unit and unit not in side.model.elements else compute(side.model, point, unit)


def _body(view: ComputedView | None) -> Diagram:
    if view and isinstance(view.body, Diagram):
        return view.body
    return Diagram((), (), "LR", ())


def _renamed(body: Diagram, changes: Changes) -> Diagram:
    """A diagram of the side before with the ids of the side after."""
    ids = changes.new_ids
    nodes = tuple(replace(node, id=ids.get(node.id, node.id)) for node in body.nodes)
    edges = tuple(
        replace(edge, source=ids.get(edge.source, edge.source), target=ids.get(edge.target, edge.target))
        for edge in body.edges
    )
    return replace(body, nodes=nodes, edges=edges, group_of={ids.get(k, k): v for k, v in body.group_of.items()})


def _union(before: Diagram, after: Diagram, marks: dict[str, str]) -> Diagram:
    """Both diagrams in one, each node and edge marked."""
    old_nodes, new_nodes = {n.id: n for n in before.nodes}, {n.id: n for n in after.nodes}
    old_edges, new_edges = {_ends(e): e for e in before.edges}, {_ends(e): e for e in after.edges}
    nodes = [_node(old_nodes.get(n.id), n, marks.get(n.id, "")) for n in after.nodes]
    nodes += [replace(n, mark="removed") for key, n in old_nodes.items() if key not in new_nodes]
    edges = [_edge(old_edges.get(key), e) for key, e in new_edges.items()]
    edges += [replace(e, mark="removed") for key, e in old_edges.items() if key not in new_edges]
    shape = after if after.nodes else before
    return replace(
        shape, nodes=tuple(nodes), edges=tuple(edges),
        groups={**before.groups, **after.groups}, group_of={**before.group_of, **after.group_of}, left_out=0,
    )  # fmt: skip


def _node(before: Node | None, after: Node, mark: str) -> Node:
    """A node of the side after; one that only it shows is added to the view, whatever happened to the element."""
    if before is None:
        return replace(after, mark="added")
    was = before.name if before.name != after.name else {}
    return replace(after, mark="changed" if mark == "changed" else "", was=was)


def _edge(before: Edge | None, after: Edge) -> Edge:
    """An edge of the side after; changed where it stands for another number of relations than before."""
    if before is None:
        return replace(after, mark="added")
    return after if before.count == after.count else replace(after, mark="changed", was=before.count)


def _altered(body: Diagram, review: Review) -> Diagram:
    """Edges of both sides whose relation carries other values are changed too."""
    model = review.after.model
    pairs = [(c.before, c.after) for c in review.changes.relations]
    ends = {(new.source, new.target, model.attribute(new).role) for old, new in pairs if old and new}
    edges = tuple(
        replace(e, mark="changed", was=e.count) if not e.mark and (*_ends(e), e.role) in ends else e for e in body.edges
    )
    return replace(body, edges=edges)


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _cut(body: Diagram) -> tuple[Diagram, int]:
    """A large diagram cut to what changed and its neighbours."""
    if len(body.nodes) <= LIMIT:
        return body, 0
    near = {node.id for node in body.nodes if node.mark}
    near |= {end for edge in body.edges if edge.mark or {edge.source, edge.target} & near for end in _ends(edge)}
    kept = _first(body.nodes, near)
    edges = tuple(edge for edge in body.edges if set(_ends(edge)) <= kept)
    nodes = tuple(node for node in body.nodes if node.id in kept)
    return replace(body, nodes=nodes, edges=edges), len(body.nodes) - len(nodes)


def _first(nodes: tuple[Node, ...], near: set[str]) -> set[str]:
    # What changed stays before its neighbours do.
    ranked = sorted((node for node in nodes if node.id in near), key=lambda node: not node.mark)
    return {node.id for node in ranked[:LIMIT]}
