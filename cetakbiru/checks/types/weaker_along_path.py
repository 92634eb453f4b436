"""``weaker-along-path``: what must be kept closely reaches a place that is protected less.

How closely an element must be kept is its attribute of role ``need``, how well a place protects is the place's
attribute of role ``place``; the ranks of their value lists are compared.

Parameters: ``for`` what is kept; ``via`` the steps by which it spreads (see ``model/steps.py``); ``carried`` steps
whose relation itself may name it: then it is at both ends, and at the places that the relation names; ``at`` the
attribute to point at. Facts: ``path`` to the first weak place, ``place``, ``level``, ``need`` and ``places`` (all).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Text
from cetakbiru.model import Element, Relation
from cetakbiru.model.steps import Walk, edges, trace, trail
from cetakbiru.source import Finding

READS = ()


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    via: tuple[str, ...]
    need: str = "sensitivity"
    place: str = "protection-level"
    carried: tuple[str, ...] = ()
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """One finding for each element that reaches weaker places."""
    asked = question.parameters(Parameters)
    model = question.whole
    kept = question.elements(asked.for_)
    carriers = _carriers(question, asked.carried, {item.id for item in kept})
    walk = Walk(model, asked.via)
    level = cache(lambda key: _rank(question, model.elements[key], asked.place))
    for element in kept:
        need = _rank(question, element, asked.need)
        before = walk.reach([element.id, *carriers[element.id]]) if need[0] > 1 else {}
        weak = [key for key in before if 0 < level(key)[0] < need[0]]
        if weak:
            path = trace(before, weak[0])
            shown = path if path[0] == element.id else [element.id, *path]
            facts = {
                "path": trail(model, shown),
                "place": question.name(weak[0]),
                "places": tuple(question.name(key) for key in weak),
                "level": level(weak[0])[1],
                "need": need[1],
            }
            related = [model.elements[key].place() for key in (*shown[1:], *weak[1:])]
            yield question.about(element, *((asked.at,) if asked.at else ()), related=related, facts=facts)


def _rank(question: Question, element: Element, role: str) -> tuple[int, Text]:
    """Rank of an element's value of a role, with its words; 0 where it has none."""
    for attribute in question.model.kind(element).all_attributes(element.variant).values():
        if attribute.role == role and attribute.vocabulary and (value := element.values.get(attribute.name)):
            words = question.model.metamodel.vocabularies[attribute.vocabulary]
            return words.ranks.get(value, 0), words.values.get(value, {"*": value})
    return 0, {}


def _carriers(question: Question, steps: tuple[str, ...], kept: set[str]) -> dict[str, list[str]]:
    """Each element that relations name as carried, to where they bring it: their ends and what they pass."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for source, target, relation in edges(question.whole, steps):
        named = list(_named(question, relation))
        passed = [source, target, *(key for key in named if key not in kept)]
        for key in kept.intersection(named):
            carriers[key] += passed
    return carriers


def _named(question: Question, relation: Relation) -> Iterator[str]:
    """Ids that a relation names beside its target."""
    own = question.whole.attribute(relation).attributes if relation.values else {}
    for name, value in relation.values.items():
        if own[name].is_relation:
            yield from value
