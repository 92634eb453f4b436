"""The architecture of a year: which elements exist then, by their own years and by the roadmap."""

from __future__ import annotations

from dataclasses import replace

from cetakbiru.model.types import Element, Model


def lifetime(model: Model, element: Element) -> tuple[int | None, int | None]:
    """First and last year in which an element exists; None where it is open.

    An element's own years come first. A new element without a first year exists from the last year of the
    roadmap item that produces it; a retired one until the last year of the item that retires it.
    """
    start, end = model.value(element, "start"), model.value(element, "end")
    for relation in model.planned.get(element.id, ()):
        role = model.attribute(relation).role
        if years := active_years(model, model.elements[relation.source]):
            if role == "produces" and start is None and is_new(model, element):
                start = max(years)
            if role == "retires" and end is None:
                end = max(years)
    return start, end


def is_new(model: Model, element: Element) -> bool:
    """Whether an element's state says that it does not exist yet."""
    return model.metamodel.states.get(str(model.value(element, "state"))) == "new"


def active_years(model: Model, element: Element) -> list[int]:
    """Years that an element's yearly attributes name (targets, budget), sorted."""
    known = model.kind(element).all_attributes(element.variant)
    yearly = [value for name, value in element.values.items() if known[name].type.startswith("yearly")]
    return sorted({year for value in yearly for year in value})


def exists(model: Model, element: Element, year: int) -> bool:
    """Whether an element exists in a year."""
    start, end = lifetime(model, element)
    return (start is None or start <= year) and (end is None or year <= end)


def at(model: Model, year: int) -> Model:
    """The model of one year: elements that exist then, and the relations among them."""
    everyone = model.whole
    alive = {key for key, item in everyone.elements.items() if exists(everyone, item, year)}
    elements, foreign = ({k: v for k, v in part.items() if k in alive} for part in (model.elements, model.foreign))
    relations, outward, abroad = (
        tuple(r for r in part if r.source in alive and r.target in alive)
        for part in (model.relations, model.outward, model.abroad)
    )
    return replace(model, elements=elements, relations=relations, foreign=foreign, outward=outward, abroad=abroad)
