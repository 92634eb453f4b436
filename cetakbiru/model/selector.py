"""One grammar to name elements, everywhere: command line, viewpoints, rules, review, site.

``kind:tram,unit:depot`` is *and*; a space is *or*; ``!`` is *not*; ``+id+2`` adds what reaches the element
and what it reaches, to a depth; ``name:value`` asks any attribute or relation; ``name:*`` that it is given. Case does
not matter, and a space inside a value is written ``-``: ``power:overhead-line``. What members published is left out
unless it is asked for: ``member:id``, ``member:*`` (of all members), or one element by its id, ``member:unit/id``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from cetakbiru.metamodel import Kind, Metamodel, Text, say
from cetakbiru.model.types import Element, Model
from cetakbiru.source import UnusableError

Test = Callable[[Element], bool]
# Terms of the grammar; every other key is the name of an attribute.
_KIND_TESTS: Mapping[str, Callable[[Kind], str]] = {
    "kind": lambda kind: kind.name,
    "domain": lambda kind: kind.domain,
    "role": lambda kind: kind.role,
}
_TESTS: Mapping[str, Callable[[Model, Element, str], bool]] = {
    "id": lambda _, item, wanted: item.id == wanted,
    "unit": lambda _, item, wanted: _is(item.namespace, wanted),
    "member": lambda _, item, wanted: _is(item.member, wanted),
    "owner": lambda model, item, wanted: model.owner(item.id) == wanted,
}
_TERM = re.compile(r"(?P<up>\d*\+)?(?P<id>[^+\s]+?)(?P<down>\+\d*)?")


class SelectorError(UnusableError, ValueError):
    """A selector that cannot be understood; the message is the term at fault."""


def select(model: Model, selector: str) -> list[Element]:
    """Elements that a selector names, in the model's order.

    Args:
        model: the model.
        selector: terms joined by comma (and) and space (or).

    Raises:
        SelectorError: a term is not of the grammar.
    """
    groups = [_group(model, terms.split(",")) for terms in selector.split()]
    if len(groups) == 1:
        return groups[0]
    chosen = {item.id for group in groups for item in group}
    return [item for key, item in model.whole.elements.items() if key in chosen]


def in_words(metamodel: Metamodel, selector: str) -> Text:
    """A selector as a reader would say it: kinds and attributes by their labels, any other term as it is."""
    groups = [group.split(",") for group in selector.split()]
    return {
        key: " / ".join(", ".join(_term_in_words(metamodel, group, term, key) for term in group) for group in groups)
        for key in metamodel.languages
    }


def _term_in_words(metamodel: Metamodel, group: list[str], term: str, language: str) -> str:
    name, _, wanted = term.partition(":")
    if name == "kind" and wanted in metamodel.kinds:
        return say(metamodel.kinds[wanted].plural, language)
    kinds = [
        metamodel.kinds[other[5:]] for other in group if other.startswith("kind:") and other[5:] in metamodel.kinds
    ]
    attribute = next((found for kind in kinds if (found := kind.attribute(name))), None)
    if attribute is None:
        return term
    label = say(attribute.label, language).lower()
    if wanted == "*":
        return label
    values = metamodel.vocabularies[attribute.vocabulary].values if attribute.vocabulary else {}
    words = next((text for key, text in values.items() if _plain(key) == _plain(wanted)), wanted)
    return f"{label}: {say(words, language)}"


def _group(model: Model, terms: list[str]) -> list[Element]:
    """Elements that all the terms name, in the model's order."""
    universe = model.whole if any(_is_abroad(model, term) for term in terms) else model
    about_kinds = [term for term in terms if _is_about_kinds(universe, term)]
    kinds = {kind.name for kind in model.metamodel.kinds.values() if all(_is_of(kind, term) for term in about_kinds)}
    tests = [_test(universe, term) for term in terms if term not in about_kinds]
    # Taken from an index where there is one: views ask this for every unit, and would look at all elements each time.
    unit = next((term.removeprefix("unit:") for term in terms if term.startswith("unit:")), "*")
    if unit not in ("*", "-"):
        found = [item for item in universe.by_namespace.get(unit, ()) if item.kind in kinds]
    elif len(kinds) == 1:
        found = universe.by_kind[kinds.pop()]
    else:
        found = [item for item in universe.elements.values() if item.kind in kinds]
    for test in tests:
        found = [item for item in found if test(item)]
    # A copy, since this may be an index of the model itself.
    return list(found)


def _is_about_kinds(model: Model, term: str) -> bool:
    """Whether a term names all elements of a kind or none: it is asked once for a kind, not for each element."""
    plain = term.lstrip("!")
    return plain.partition(":")[0] in _KIND_TESTS and ":" in plain and not _is_id(model, plain)


def _is_of(kind: Kind, term: str) -> bool:
    if term.startswith("!"):
        return not _is_of(kind, term[1:])
    key, _, wanted = term.partition(":")
    return _KIND_TESTS[key](kind) == wanted


def part(model: Model, selector: str) -> Model:
    """A model of some of a model's elements, with the relations among them.

    Args:
        model: the model.
        selector: which elements.

    Raises:
        SelectorError: the selector is not of the grammar.
    """
    # A selector may name members' elements, but a part stays closed like every model of one government.
    chosen = {item.id: item for item in select(model, selector) if item.id in model.elements}
    relations = tuple(r for r in model.relations if r.source in chosen and r.target in chosen)
    outward = tuple(r for r in model.outward if r.source in chosen)
    return replace(model, elements=chosen, relations=relations, outward=outward)


def _is_abroad(model: Model, term: str) -> bool:
    """Whether a term asks for what members published."""
    plain = term.lstrip("!")
    match = _TERM.fullmatch(plain)
    return plain.startswith("member:") or bool(match and match["id"] in model.foreign)


def _test(model: Model, term: str) -> Test:
    """Whether a term names an element."""
    if term.startswith("!"):
        inner = _test(model, term[1:])
        return lambda item: not inner(item)
    if ":" not in term or _is_id(model, term):
        ids = _neighbours(model, term)
        return lambda item: item.id in ids
    key, _, wanted = term.partition(":")
    if key in _TESTS:
        return lambda item: _TESTS[key](model, item, wanted)
    return _attribute_test(model, key, wanted)


def _is_id(model: Model, term: str) -> bool:
    """Whether a term with a colon is the id of a member's element."""
    match = _TERM.fullmatch(term)
    return bool(match and match["id"] in model.elements)


def _attribute_test(model: Model, name: str, wanted: str) -> Test:
    """Whether an attribute has a value, or a relation of that name a target."""
    given, sought = wanted == "*", _plain(wanted)
    knowing = {kind.name for kind in model.metamodel.kinds.values() if kind.knows(name)}

    def test(item: Element) -> bool:
        if item.kind not in knowing:
            return False
        value = item.values.get(name)
        if value is None:
            targets = (r.target for r in model.outgoing[item.id] if r.name == name)
            return any(given or target == wanted for target in targets)
        if given or not isinstance(value, tuple):
            return given or _plain(written(value)) == sought
        return any(_plain(written(part)) == sought for part in value)

    return test


def _is(given: str, wanted: str) -> bool:
    """Whether a name is the one wanted: ``*`` any, ``-`` none."""
    return bool(given) if wanted == "*" else (given or "-") == wanted


@lru_cache(maxsize=4096)
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
