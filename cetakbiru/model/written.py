"""What the elements' text says, value by value: rules that judge the writing look here, not at the meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cetakbiru.metamodel import Attribute

if TYPE_CHECKING:
    from cetakbiru.model.types import Element, Model

Route = tuple[str | int, ...]
Wanted = Callable[[Attribute], bool]
Suspect = Callable[[Attribute, Any], bool]


class Written(NamedTuple):
    """One value as written: of which element, in which attribute, and where below the element."""

    element: Element
    attribute: Attribute
    route: Route
    value: Any


def entry(model: Model, element: Element) -> Mapping[str, Any]:
    """An element's attributes as written."""
    # What nobody has filled in yet is written as nothing.
    return model.sources.documents[element.path].data[element.kind][element.local] or {}


def written(
    model: Model, wanted: Wanted, suspect: Suspect = lambda *_: True, among: Collection[Element] | None = None
) -> Iterator[Written]:
    """Values that are written in some known attributes, those that relations carry included; relations are no values.

    Args:
        model: the model.
        wanted: which attributes; it is asked once for each attribute, not for each element.
        suspect: which of their values; nearly all are as they should be, and nothing is made of these.
        among: the elements; all where None.
    """
    asked: dict[tuple[str, str], dict[str, Attribute]] = {}
    for element in model.elements.values() if among is None else among:
        key = element.kind, element.variant
        if key not in asked:
            asked[key] = _holding(model.kind(element).all_attributes(element.variant), wanted)
        for attribute, route, value in _values(entry(model, element), asked[key], suspect) if asked[key] else ():
            yield Written(element, attribute, route, value)


def _holding(known: Mapping[str, Attribute], wanted: Wanted) -> dict[str, Attribute]:
    """Attributes that are wanted, and relations that carry one, less what else these carry."""
    inner = {name: _holding(item.attributes, wanted) for name, item in known.items() if item.attributes}
    kept = {name: replace(item, attributes=inner[name]) for name, item in known.items() if inner.get(name)}
    return {name: kept.get(name, item) for name, item in known.items() if name in kept or wanted(item)}


def _values(
    data: Mapping[str, Any], known: Mapping[str, Attribute], suspect: Suspect, route: Route = ()
) -> Iterator[tuple[Attribute, Route, Any]]:
    for name, attribute in known.items():
        value = data.get(name)
        if attribute.is_relation or isinstance(value, list):
            for spot, item in _items(value):
                yield from _item(item, attribute, suspect, (*route, name, *spot))
        elif value is not None and suspect(attribute, value):
            yield attribute, (*route, name), value


def _item(value: Any, attribute: Attribute, suspect: Suspect, route: Route) -> Iterator[tuple[Attribute, Route, Any]]:
    """One item of a list, or what one relation carries."""
    if not attribute.is_relation:
        if suspect(attribute, value):
            yield attribute, route, value
    elif isinstance(value, dict):
        yield from _values(value, attribute.attributes, suspect, route)


def _items(value: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The items of a list with their number, or a single value by itself."""
    if isinstance(value, list):
        yield from (((number,), item) for number, item in enumerate(value))
    else:
        yield (), value
