"""The form ``diagram``: elements as nodes, relations as edges.

Options: ``select`` what the diagram is about; ``kinds`` shown; ``relations`` shown, by ``name``, ``kind.name``
or ``@role``;
``neighbours`` whether to show what these relations reach outside; ``collapse: unit`` to draw the unit as one
node, ``collapse: owner`` to draw owners in place of what they own;
``frames`` to draw surroundings framed by owner; ``layers`` one layer a kind, in the order of ``kinds``; ``reduce`` to
leave out an edge where a longer way says the same; ``direction``; ``limit`` of nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Model, Relation
from cetakbiru.views.compute import chosen, is_shown, short_name
from cetakbiru.views.types import Diagram, Edge, Node, Viewpoint

LIMIT = 70


def compute(model: Model, point: Viewpoint, unit: str) -> Diagram:
    """Nodes and edges of a viewpoint."""
    own = {item.id for item in chosen(model, point, "select", unit)}
    kinds, wanted = set(point.words("kinds", tuple(model.metamodel.kinds))), point.words("relations")
    inside = {key for key in own if model.elements[key].kind in kinds}
    relations = [r for r in model.relations if {r.source, r.target} & inside and is_shown(model, wanted, r)]
    around: set[str] = set()
    if point.flag("neighbours"):
        around = {end for r in relations for end in _other_end(r, inside) if model.elements[end].kind in kinds} - inside
    kept, left_out = _limited(model, inside, around, relations, point.number("limit", LIMIT))
    relations = [r for r in relations if r.source in kept and r.target in kept]
    if point.flag("reduce"):
        relations = _reduced(relations)
    return _drawn(model, point, unit, _Chosen(inside, kept, tuple(relations), left_out))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a diagram shows, before elements are drawn as one or framed."""

    inside: set[str]
    kept: set[str]
    relations: tuple[Relation, ...]
    left_out: int


def _drawn(model: Model, point: Viewpoint, unit: str, found: _Chosen) -> Diagram:
    collapse = _collapsed(model, point.word("collapse"), unit, found)
    edges = _edges(model, found.relations, collapse)
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    only_connected = point.flag("connected") or bool(collapse)
    ids = {collapse.get(key, key) for key in found.kept} & (ends if only_connected else model.elements.keys())
    own = {collapse.get(key, key) for key in found.inside}
    nodes = tuple(_node(model, model.elements[key], own, unit) for key in _ordered(model, ids))
    groups, group_of = _frames(model, nodes) if point.flag("frames") else ({}, {})
    return Diagram(
        nodes=nodes,
        edges=edges,
        direction=point.word("direction", "LR"),
        layers=point.words("kinds") if point.flag("layers") else (),
        groups=groups,
        group_of=group_of,
        counted=bool(collapse),
        left_out=found.left_out,
    )


def _collapsed(model: Model, how: str, unit: str, found: _Chosen) -> dict[str, str]:
    """Elements to the element that stands for them: the unit for its own, or each element's owner."""
    if how == "unit" and unit in model.elements:
        return dict.fromkeys(found.inside, unit)
    if how == "owner":
        return {key: owner for key in found.kept if (owner := model.owner(key))}
    return {}


def _reduced(relations: list[Relation]) -> list[Relation]:
    """Relations without those that a longer way along the others implies."""
    following: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        following[relation.source].add(relation.target)

    def implied(source: str, target: str) -> bool:
        seen: set[str] = set()
        edge = following[source] - {target, source}
        while edge:
            if target in (reached := {end for key in edge for end in following[key]}):
                return True
            seen |= edge
            edge = reached - seen - {source}
        return False

    return [item for item in relations if not implied(item.source, item.target)]


def _other_end(relation: Relation, inside: set[str]) -> Iterable[str]:
    if relation.source in inside:
        yield relation.target
    if relation.target in inside:
        yield relation.source


def _limited(
    model: Model, inside: set[str], around: set[str], relations: list[Relation], limit: int
) -> tuple[set[str], int]:
    """The elements that fit: the view's own before its surroundings, the most connected first."""
    if len(inside) + len(around) <= limit:
        return inside | around, 0
    degree = Counter(end for r in relations for end in (r.source, r.target))
    order = {key: number for number, key in enumerate(model.elements)}
    ranked = sorted(inside | around, key=lambda key: (key not in inside, -degree[key], order[key]))
    return set(ranked[:limit]), len(ranked) - limit


def _edges(model: Model, relations: Iterable[Relation], collapsed: dict[str, str]) -> tuple[Edge, ...]:
    """Edges; several between the same two ends become one with a count."""
    bundles: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        ends = (collapsed.get(relation.source, relation.source), collapsed.get(relation.target, relation.target))
        if ends[0] != ends[1]:
            bundles[ends].append(relation)
    return tuple(_edge(model, ends, found) for ends, found in bundles.items())


def _edge(model: Model, ends: tuple[str, str], found: list[Relation]) -> Edge:
    attributes = {r.name: model.attribute(r) for r in found}
    labels = [attribute.label for attribute in attributes.values()]
    joined: Text = {
        language: ", ".join(words.get(language) or next(iter(words.values())) for words in labels)
        for language in model.metamodel.languages
    }
    return Edge(*ends, joined, next(iter(attributes.values())).role, len(found))


def _ordered(model: Model, ids: set[str]) -> list[str]:
    """Ids in the order of the pack's kinds, then of the files."""
    kinds = list(model.metamodel.kinds)
    order = {key: number for number, key in enumerate(model.elements)}
    return sorted(ids, key=lambda key: (kinds.index(model.elements[key].kind), order[key]))


def _node(model: Model, element: Element, own: set[str], unit: str) -> Node:
    owner = model.owner(element.id)
    return Node(
        id=element.id,
        name=model.value(element, "name") or {"*": element.id},
        kind=element.kind,
        domain=model.kind(element).domain,
        own=element.id in own,
        owner={"*": short_name(model, owner)} if owner and owner not in (unit, element.id) else {},
        state=model.metamodel.states.get(str(model.value(element, "state")), ""),
    )


def _frames(model: Model, nodes: tuple[Node, ...]) -> tuple[dict[str, Text], dict[str, str]]:
    """A frame for each owner of the surroundings."""
    group_of = {node.id: model.owner(node.id) for node in nodes if not node.own and node.id != model.owner(node.id)}
    group_of = {key: owner for key, owner in group_of.items() if owner}
    return {owner: {"*": short_name(model, owner)} for owner in dict.fromkeys(group_of.values())}, group_of
