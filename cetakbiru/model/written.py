"""What the elements' text says, value by value: rules that judge the writing look here, not at the meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cetakbiru.metamodel import Attribute

if TYPE_CHECKING:
    from cetakbiru.model.types import Element, Model


class Written(NamedTuple):
    """One value as written: of which element, in which attribute, and where below the element."""

    element: Element
    attribute: Attribute
    route: tuple[str | int, ...]
    value: Any


def entry(model: Model, element: Element) -> Mapping[str, Any]:
    """An element's attributes as written."""
    return model.sources.documents[element.path].data[element.kind][element.local] or {}


def written(model: Model, wanted: Callable[[Attribute], bool]) -> Iterator[Written]:
    """Every value that is written in some known attributes, those that relations carry included.

    Args:
        model: the model.
        wanted: which attributes; it is asked once for each of them, not for each element.
    """
    asked: dict[tuple[str, str], dict[str, Attribute]] = {}
    for element in model.elements.values():
        key = element.kind, element.variant
        if key not in asked:
            asked[key] = _holding(model.kind(element).all_attributes(element.variant), wanted)
        if asked[key]:
            for attribute, route, value in _values(entry(model, element), asked[key], ()):
                if wanted(attribute):
                    yield Written(element, attribute, route, value)


def _holding(known: Mapping[str, Attribute], wanted: Callable[[Attribute], bool]) -> dict[str, Attribute]:
    """Attributes that are wanted, and relations that carry one."""
    chosen = (item for item in known.values() if wanted(item) or _holding(item.attributes, wanted))
    return {item.name: item for item in chosen}


def _values(
    data: Mapping[str, Any], known: Mapping[str, Attribute], route: tuple[str | int, ...]
) -> Iterator[tuple[Attribute, tuple[str | int, ...], Any]]:
    for name, attribute in known.items():
        value = data.get(name)
        if value is None:
            continue
        for spot, item in _items(value):
            here = (*route, name, *spot)
            if attribute.is_relation and isinstance(item, dict):
                yield from _values(item, attribute.attributes, here)
            else:
                yield attribute, here, item


def _items(value: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The items of a list with their number, or a single value by itself."""
    if isinstance(value, list):
        yield from (((number,), item) for number, item in enumerate(value))
    else:
        yield (), value
