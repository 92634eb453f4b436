"""The form ``diagram``: elements as nodes, relations as edges.

Options: ``select`` what the diagram is about; ``kinds`` shown; ``relations`` shown, by ``name``, ``kind.name``
or ``@role``;
``neighbours`` whether to show what these relations reach outside; ``collapse: unit`` to draw the unit as one
node, ``collapse: owner`` to draw owners in place of what they own;
``frames`` to draw surroundings framed by owner, ``frames: government`` to frame what members published;
``crossing`` to show only relations between governments; ``layers`` one layer a kind, in the order of ``kinds``;
``reduce`` to leave out an edge where a longer way says the same; ``direction``; ``limit`` of nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Model, Relation
from cetakbiru.views.compute import chosen, government, short_name, touching, whose
from cetakbiru.views.types import Diagram, Edge, Node, Viewpoint

LIMIT = 70


def compute(model: Model, point: Viewpoint, unit: str) -> Diagram:
    """Nodes and edges of a viewpoint."""
    found = _chosen(model, point, unit)
    only_connected = point.flag("connected") or bool(found.stand_ins)
    wanted = _connected(found) if only_connected else found
    kept = _limited(model.whole, wanted, point.number("limit", LIMIT))
    if only_connected:
        # Once more, since the limit may have taken away the other end of all that a node had.
        kept = _connected(kept)
    left_out = len(wanted.drawn) - len(kept.drawn)
    if point.flag("reduce"):
        # After the limit: an edge may go only for a longer way that is drawn.
        kept = replace(kept, relations=tuple(_reduced(kept.relations)))
    nodes = _nodes(model.whole, kept, unit)
    groups, group_of = _frames(model.whole, nodes, point.word("frames"))
    return Diagram(
        nodes=nodes,
        edges=_edges(model.whole, kept),
        direction=point.word("direction", "LR"),
        layers=point.words("kinds") if point.flag("layers") else (),
        groups=groups,
        group_of=group_of,
        counted=bool(found.stand_ins),
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Elements of a diagram.

    Attributes:
        inside: ids of what the view is about; ``around`` of its surroundings.
        relations: among both.
        stand_ins: element to the element that is drawn in its place.
    """

    inside: frozenset[str]
    around: frozenset[str]
    relations: tuple[Relation, ...]
    stand_ins: Mapping[str, str]

    def node(self, key: str) -> str:
        """Id of the node that an element is drawn as."""
        return self.stand_ins.get(key, key)

    @property
    def drawn(self) -> set[str]:
        """Ids of all nodes."""
        return {self.node(key) for key in self.inside | self.around}

    def only(self, nodes: set[str]) -> _Chosen:
        """The part that is drawn as some nodes."""
        inside = frozenset(key for key in self.inside if self.node(key) in nodes)
        around = frozenset(key for key in self.around if self.node(key) in nodes)
        kept = inside | around
        relations = tuple(r for r in self.relations if r.source in kept and r.target in kept)
        return _Chosen(inside, around, relations, self.stand_ins)


def _chosen(model: Model, point: Viewpoint, unit: str) -> _Chosen:
    """All that a viewpoint names, whatever its number; surroundings may lie in another government."""
    everyone = model.whole
    kinds, wanted = set(point.words("kinds", tuple(model.metamodel.kinds))), point.words("relations")
    inside = frozenset(item.id for item in chosen(model, point, "select", unit) if item.kind in kinds)
    # Only what touches the view's own: neighbours stay unlinked, and to ask all relations took 20 s for 250 units.
    relations = touching(everyone, wanted, inside)
    if point.flag("crossing"):
        relations = [r for r in relations if len({everyone.elements[end].member for end in (r.source, r.target)}) > 1]
    around: set[str] = set()
    if point.flag("neighbours"):
        ends = {end for r in relations for end in _other_end(r, inside)} - inside
        around = {end for end in ends if everyone.elements[end].kind in kinds}
    kept = inside | around
    stand_ins = _stand_ins(everyone, point.word("collapse"), unit, (inside, around))
    among = tuple(r for r in relations if r.source in kept and r.target in kept)
    return _Chosen(inside, frozenset(around), among, stand_ins)


def _stand_ins(model: Model, how: str, unit: str, found: tuple[Iterable[str], Iterable[str]]) -> dict[str, str]:
    """Elements to the element that stands for them: the unit for its own, or each element's owner."""
    inside, around = found
    if how == "unit" and unit in model.elements:
        return dict.fromkeys(inside, unit)
    if how == "owner":
        return {key: owner for key in (*inside, *around) if (owner := model.owner(key))}
    return {}


def _connected(found: _Chosen) -> _Chosen:
    """Only what an edge of the picture begins or ends at."""
    ends = [(found.node(r.source), found.node(r.target)) for r in found.relations]
    return found.only({end for one, other in ends if one != other for end in (one, other)})


def _limited(model: Model, found: _Chosen, limit: int) -> _Chosen:
    """What fits: the view's own before its surroundings, the most connected first."""
    if len(found.drawn) <= limit:
        return found
    degree = Counter(found.node(end) for r in found.relations for end in (r.source, r.target))
    # Ties go by the order of files, so that the same model gives the same picture.
    order = model.position
    own = {found.node(key) for key in found.inside}
    ranked = sorted(found.drawn, key=lambda key: (key not in own, -degree[key], order[key]))
    return found.only(set(ranked[:limit]))


def _reduced(relations: Iterable[Relation]) -> list[Relation]:
    """Relations without those that a longer way along the others implies; what could be reached still can be."""
    following: dict[str, dict[str, None]] = defaultdict(dict)
    for relation in relations:
        following[relation.source][relation.target] = None
    for source, target in [(source, target) for source, ends in following.items() for target in ends]:
        # Taken out one after another, so that of two edges that imply each other in a circle one stays.
        del following[source][target]
        if not _reaches(following, source, target):
            following[source][target] = None
    return [item for item in relations if item.target in following[item.source]]


def _reaches(following: Mapping[str, Iterable[str]], source: str, target: str) -> bool:
    seen, edge = {source}, [source]
    while edge:
        edge = [end for key in edge for end in following.get(key, ()) if end not in seen]
        seen.update(edge)
        if target in seen - {source}:
            return True
    return False


def _nodes(model: Model, found: _Chosen, unit: str) -> tuple[Node, ...]:
    own = {found.node(key) for key in found.inside}
    return tuple(_node(model, model.elements[key], own, unit) for key in _ordered(model, found.drawn))


def _other_end(relation: Relation, inside: frozenset[str]) -> Iterable[str]:
    if relation.source in inside:
        yield relation.target
    if relation.target in inside:
        yield relation.source


def _edges(model: Model, found: _Chosen) -> tuple[Edge, ...]:
    """Edges; several between the same two ends become one with a count."""
    bundles: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in found.relations:
        ends = (found.node(relation.source), found.node(relation.target))
        # What stands for both ends would point at itself.
        if ends[0] != ends[1]:
            bundles[ends].append(relation)
    return tuple(_edge(model, ends, parts) for ends, parts in bundles.items())


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
    kinds = {name: number for number, name in enumerate(model.metamodel.kinds)}
    return sorted(ids, key=lambda key: (kinds[model.elements[key].kind], model.position[key]))


def _node(model: Model, element: Element, own: set[str], unit: str) -> Node:
    return Node(
        id=element.id,
        name=model.value(element, "name") or {"*": element.id},
        kind=element.kind,
        domain=model.kind(element).domain,
        own=element.id in own,
        owner=whose(model, element) if element.member or model.owner(element.id) != unit else {},
        state=model.metamodel.states.get(str(model.value(element, "state")), ""),
    )


def _frames(model: Model, nodes: tuple[Node, ...], how: str) -> tuple[dict[str, Text], dict[str, str]]:
    """Names of frames, and which node is in which: a frame for each member, or each owner of the surroundings."""
    if how == "government":
        spaces = {node.id: member for node in nodes if (member := model.elements[node.id].member)}
        heads = {space: government(model, space) for space in dict.fromkeys(spaces.values())}
        return {item.id: item.name for item in heads.values()}, {key: heads[space].id for key, space in spaces.items()}
    if how.lower() not in ("true", "yes", "ya"):
        return {}, {}
    group_of = {node.id: model.owner(node.id) for node in nodes if not node.own and node.id != model.owner(node.id)}
    group_of = {key: owner for key, owner in group_of.items() if owner}
    return {owner: {"*": short_name(model, owner)} for owner in dict.fromkeys(group_of.values())}, group_of
