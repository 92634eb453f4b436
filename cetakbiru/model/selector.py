"""One grammar to name elements, everywhere: command line, viewpoints, rules, review, site.

``kind:tram,unit:depot`` is *and*; a space is *or*; ``!`` is *not*; ``+id+2`` adds what reaches the element
and what it reaches, to a depth; ``name:value`` asks any attribute or relation; ``name:*`` that it is given. Case does
not matter, and a space inside a value is written ``-``: ``power:overhead-line``. What members published is left out
unless it is asked for: ``member:id``, ``member:*`` (of all members), or one element by its id, ``member:unit/id``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace

from cetakbiru.metamodel import Kind, say
from cetakbiru.model.types import Element, Model

_KIND_TESTS: Mapping[str, Callable[[Kind], str]] = {
    "kind": lambda kind: kind.name,
    "domain": lambda kind: kind.domain,
    "role": lambda kind: kind.role,
}
_TERM = re.compile(r"(?P<up>\d*\+)?(?P<id>[^+\s]+?)(?P<down>\+\d*)?")


class SelectorError(ValueError):
    """A selector that cannot be understood; the message is the term at fault."""


def select(model: Model, selector: str) -> list[Element]:
    """Elements that a selector names, in the model's order.

    Args:
        model: the model.
        selector: terms joined by comma (and) and space (or).

    Raises:
        SelectorError: a term is not of the grammar.
    """
    chosen: set[str] = set()
    for group in selector.split():
        terms = group.split(",")
        universe = model.whole if any(_is_abroad(model, term) for term in terms) else model
        ids: Set[str] = universe.elements.keys()
        # The kind comes first, wherever it is written: it leaves the fewest to ask the rest of.
        for term in sorted(terms, key=lambda term: not term.startswith("kind:")):
            ids = _among(universe, term, ids)
        chosen |= ids
    return [element for key, element in model.whole.elements.items() if key in chosen]


def part(model: Model, selector: str) -> Model:
    """A model of some of a model's elements, with the relations among them.

    Args:
        model: the model.
        selector: which elements.

    Raises:
        SelectorError: the selector is not of the grammar.
    """
    chosen = {item.id: item for item in select(model, selector) if item.id in model.elements}
    relations = tuple(r for r in model.relations if r.source in chosen and r.target in chosen)
    outward = tuple(r for r in model.outward if r.source in chosen)
    return replace(model, elements=chosen, relations=relations, outward=outward)


def _is_abroad(model: Model, term: str) -> bool:
    """Whether a term asks for what members published."""
    plain = term.lstrip("!")
    match = _TERM.fullmatch(plain)
    return plain.startswith("member:") or bool(match and match["id"] in model.foreign)


def _among(model: Model, term: str, ids: Set[str]) -> Set[str]:
    """Those of some elements that a term names."""
    if term.startswith("!"):
        return ids - _among(model, term[1:], ids)
    if ":" not in term or _is_id(model, term):
        return ids & _neighbours(model, term)
    key, _, wanted = term.partition(":")
    if key in _KIND_TESTS:
        kinds = (kind.name for kind in model.metamodel.kinds.values() if _KIND_TESTS[key](kind) == wanted)
        return ids & {item.id for kind in kinds for item in model.by_kind[kind]}
    test = _tests(model).get(key) or _attribute_test(model, key, wanted)
    return {item for item in ids if test(model.elements[item], wanted)}


def _is_id(model: Model, term: str) -> bool:
    """Whether a term with a colon is the id of a member's element."""
    match = _TERM.fullmatch(term)
    return bool(match and match["id"] in model.elements)


def _tests(model: Model) -> Mapping[str, Callable[[Element, str], bool]]:
    """Built-in terms; every other key is the name of an attribute."""
    return {
        "id": lambda item, wanted: item.id == wanted,
        "unit": lambda item, wanted: (item.namespace or "-") == wanted or (wanted == "*" and bool(item.namespace)),
        "member": lambda item, wanted: (item.member or "-") == wanted or (wanted == "*" and bool(item.member)),
        "owner": lambda item, wanted: model.owner(item.id) == wanted,
    }


def _attribute_test(model: Model, name: str, wanted: str) -> Callable[[Element, str], bool]:
    """Whether an attribute has a value, or a relation of that name a target."""
    given, sought = wanted == "*", _plain(wanted)
    knowing = {kind.name for kind in model.metamodel.kinds.values() if kind.knows(name)}

    def test(item: Element, _: str) -> bool:
        if item.kind not in knowing:
            return False
        value = item.values.get(name)
        if value is None:
            targets = (r.target for r in model.outgoing[item.id] if r.name == name)
            return any(given or target == wanted for target in targets)
        parts = value if isinstance(value, tuple) else (value,)
        return given or any(_plain(written(part)) == sought for part in parts)

    return test


def _plain(word: str) -> str:
    return word.lower().replace(" ", "-")


def written(value: object) -> str:
    """A value as a planner would write it in a selector."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return say(value, "id") if isinstance(value, Mapping) else str(value)


def _neighbours(model: Model, term: str) -> set[str]:
    """An element, with what reaches it (``+id``) and what it reaches (``id+2``)."""
    match = _TERM.fullmatch(term)
    if not match or match["id"] not in model.elements:
        raise SelectorError(term)
    found = {match["id"]}
    if match["up"]:
        found |= _walk(match["id"], _depth(match["up"]), lambda key: (r.source for r in model.incoming[key]))
    if match["down"]:
        found |= _walk(match["id"], _depth(match["down"]), lambda key: (r.target for r in model.outgoing[key]))
    return found


def _depth(part: str) -> int:
    return int(part.strip("+") or 99)


def _walk(start: str, depth: int, step: Callable[[str], Iterable[str]]) -> set[str]:
    seen, edge = {start}, {start}
    for _ in range(depth):
        edge = {other for key in edge for other in step(key)} - seen
        if not edge:
            break
        seen |= edge
    return seen
