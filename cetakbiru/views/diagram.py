"""The form ``diagram``: elements as nodes, relations as edges.

Options: ``select`` what the diagram is about; ``kinds`` shown; ``relations`` shown, by ``name``, ``kind.name``
or ``@role``;
``neighbours`` whether to show what these relations reach outside; ``collapse: unit`` to draw the unit as one node;
``frames`` to draw surroundings framed by owner; ``layers`` one layer a kind, in the order of ``kinds``; ``reduce`` to
leave out an edge where a longer way says the same; ``direction``; ``limit`` of nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Model, Relation
from cetakbiru.views.compute import chosen, short_name
from cetakbiru.views.types import Diagram, Edge, Node, Viewpoint

LIMIT = 70


def compute(model: Model, point: Viewpoint, unit: str) -> Diagram:
    """Nodes and edges of a viewpoint."""
    own = {item.id for item in chosen(model, point, "select", unit)}
    kinds = set(point.words("kinds", tuple(model.metamodel.kinds)))
    inside = {key for key in own if model.elements[key].kind in kinds}
    relations = [r for r in model.relations if {r.source, r.target} & inside and _shown(model, point, r)]
    around: set[str] = set()
    if point.flag("neighbours"):
        around = {end for r in relations for end in _other_end(r, inside) if model.elements[end].kind in kinds} - inside
    kept, left_out = _limited(model, inside, around, relations, point.number("limit", LIMIT))
    collapse = unit if point.word("collapse") == "unit" else ""
    if point.flag("reduce"):
        relations = _reduced([r for r in relations if r.source in kept and r.target in kept])
    edges = _edges(model, relations, kept, dict.fromkeys(inside, collapse) if collapse else {})
    drawn = {end for edge in edges for end in (edge.source, edge.target)}
    if point.flag("connected") or collapse:
        kept = kept & drawn
    ids = ((kept - inside) | {collapse} if collapse else kept) if drawn or not collapse else set()
    nodes = tuple(_node(model, model.elements[key], inside | {collapse}, unit) for key in _ordered(model, ids))
    layers = point.words("kinds") if point.flag("layers") else ()
    groups, group_of = _frames(model, nodes) if point.flag("frames") else ({}, {})
    return Diagram(nodes, edges, point.word("direction", "LR"), layers, groups, group_of, left_out)


def _shown(model: Model, point: Viewpoint, relation: Relation) -> bool:
    wanted = point.words("relations")
    names = {relation.name, f"{model.elements[relation.source].kind}.{relation.name}"}
    return not wanted or bool(names & set(wanted)) or f"@{model.attribute(relation).role}" in wanted


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


def _edges(model: Model, relations: list[Relation], kept: set[str], collapsed: dict[str, str]) -> tuple[Edge, ...]:
    """Edges among the kept elements; several between the same two ends become one with a count."""
    bundles: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        ends = (collapsed.get(relation.source, relation.source), collapsed.get(relation.target, relation.target))
        if relation.source in kept and relation.target in kept and ends[0] != ends[1]:
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
