"""What two revisions of a model share: an element that must be the same is built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cetakbiru.metamodel import Metamodel
from cetakbiru.model.read import RawElement, Reading
from cetakbiru.model.types import Element, Model, Relation
from cetakbiru.source import SETTINGS, Finding, Sources


class Built(NamedTuple):
    """A model that was built, with what was found on the way."""

    model: Model
    findings: Sequence[Finding]


class Shared(NamedTuple):
    """An element of another model, and the relations that it holds there."""

    element: Element
    held: Sequence[Relation]


def shared_with(other: Built, sources: Sources, metamodel: Metamodel, reading: Reading) -> dict[str, Shared]:
    """Elements that are what they are in another model, by id: those of the very documents that it was read from.

    Where any id came or went or names another kind of thing, a reference may mean something else: nothing is shared.
    Nor is an element that anything was found about, since that must be found again.

    Args:
        other: the other model.
        sources: what was read now.
        metamodel: the pack.
        reading: the elements as written now.
    """
    model, findings = other
    before, now = model.elements, reading.elements
    if not metamodel.mark or metamodel.mark != model.metamodel.mark or _around(sources) != _around(model.sources):
        return {}
    if before.keys() != now.keys() or not all(_names_the_same(before[key], raw) for key, raw in now.items()):
        return {}
    same = {path for path, item in sources.documents.items() if model.sources.documents.get(path) is item}
    told = {item.element for item in findings}
    outward: dict[str, list[Relation]] = defaultdict(list)
    for relation in model.outward:
        outward[relation.source].append(relation)
    return {
        key: Shared(before[key], [*model.outgoing[key], *outward.get(key, ())])
        for key, raw in now.items()
        if raw.path in same and raw.path == before[key].path and key not in told
    }


def _names_the_same(element: Element, raw: RawElement) -> bool:
    """Whether a reference to an id may be written in the same places as before."""
    return element.kind == raw.kind.name and element.variant == raw.variant


def _around(sources: Sources) -> tuple[set[str], list[str]]:
    """What else a reference may hang on: files that cannot be read, and what members published."""
    return sources.broken, [sources.sums.get(path, "") for path in (SETTINGS, *sorted(sources.manifests))]
