"""A viewpoint and a model to a computed view."""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from cetakbiru.metamodel import PackError, Text, say
from cetakbiru.model import Element, Model, Relation, SelectorError, select
from cetakbiru.views.types import ComputedView, Head, Viewpoint, viewpoint

_NOT_FORMS = ("__init__", "types", "compute")


@cache
def forms() -> tuple[str, ...]:
    """Names of the view forms: the files of this folder that are one."""
    # Files and no list: a new form is one new file.
    return tuple(sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in _NOT_FORMS))


def viewpoints(model: Model, scope: str = "") -> tuple[Viewpoint, ...]:
    """Viewpoints of the pack and the project, by their ``order`` and name.

    Those that show ``members`` are left out where there are none.
    """
    found = [viewpoint(name, raw) for name, raw in model.metamodel.viewpoints.items()]
    chosen = [item for item in found if scope in ("", item.scope) and (model.members or not item.flag("members"))]
    return tuple(sorted(chosen, key=lambda item: (item.number("order", 50), item.name)))


def compute(model: Model, point: Viewpoint, unit: str = "") -> ComputedView:
    """Apply a viewpoint.

    Args:
        model: the model, of all years or of one.
        point: the viewpoint.
        unit: work unit that a viewpoint of the scope ``unit`` is about.

    Raises:
        PackError: the viewpoint names a form or selector that there is not.
    """
    if point.form not in forms():
        raise PackError(f"viewpoints/{point.name}.yaml: form: {point.form} ({', '.join(forms())})")
    # Members are seen only by views that ask for them, as everywhere in the model.
    body = _module(point.form).compute(model.whole if point.flag("members") else model, point, unit)
    title = {key: words.replace("{unit}", short_name(model, unit)) for key, words in point.title.items()}
    return ComputedView(point.name, unit, point.form, title, point.intro, body)


def _module(form: str) -> ModuleType:
    return importlib.import_module(f"cetakbiru.views.{form}")


def chosen(model: Model, point: Viewpoint, key: str, unit: str) -> list[Element]:
    """Elements that one of a viewpoint's selectors names.

    Raises:
        PackError: the selector is not of the grammar.
    """
    selector = point.word(key, "id:*").replace("{unit}", unit)
    try:
        # The default stands for all and is no term of the grammar.
        return list(model.elements.values()) if selector == "id:*" else select(model, selector)
    except SelectorError as error:
        raise PackError(f"viewpoints/{point.name}.yaml: {key}: {error}") from None


def relations(model: Model, wanted: tuple[str, ...]) -> tuple[Relation, ...]:
    """Relations wanted by ``name``, ``kind.name`` or ``@role``; all where none is named."""
    if not wanted:
        return model.relations
    key = ("relations", wanted)
    # Many views want the same relations, once for each unit.
    if key not in model.memory:
        model.memory[key] = tuple(filter(_asked(model, set(wanted)), model.relations))
    found: tuple[Relation, ...] = model.memory[key]
    return found


def _asked(model: Model, wanted: Collection[str]) -> Callable[[Relation], bool]:
    """Whether a relation is wanted: found out once for each attribute of a kind, not for each relation."""
    known: dict[tuple[str, str, str], bool] = {}

    def asked(relation: Relation) -> bool:
        source = model.elements[relation.source]
        key = (source.kind, source.variant, relation.name)
        if key not in known:
            names = {relation.name, f"{source.kind}.{relation.name}", f"@{model.attribute(relation).role}"}
            known[key] = not wanted or not names.isdisjoint(wanted)
        return known[key]

    return asked


def touching(model: Model, wanted: tuple[str, ...], ids: Iterable[str]) -> list[Relation]:
    """Those of the wanted relations that begin or end at one of some elements, in the model's order."""
    key = ("touching", wanted)
    if key not in model.memory:
        # Once for all units, each of which asks for its own.
        at: dict[str, dict[int, Relation]] = defaultdict(dict)
        for number, relation in enumerate(relations(model, wanted)):
            at[relation.source][number] = at[relation.target][number] = relation
        model.memory[key] = at
    index: dict[str, dict[int, Relation]] = model.memory[key]
    found = {number: relation for end in ids if end in index for number, relation in index[end].items()}
    return [found[number] for number in sorted(found)]


def short_name(model: Model, element_id: str) -> str:
    """An element's abbreviation, or its name."""
    element = model.elements.get(element_id)
    short = model.value(element, "abbreviation") if element else None
    return str(short or model.name(element_id))


def government(model: Model, member: str) -> Head:
    """A government as the head of a row or column, its id ending in a colon; an empty member is the model's own.

    Args:
        model: the model of all governments.
        member: id of a member, or empty.
    """
    if member:
        # A colon at the end, so that no id of an element can be the same.
        return Head(f"{member}:", model.members[member].name, model.members[member].short)
    own = head(model, model.record) if model.record else None
    words = model.metamodel.label("own-government")
    return Head(":", own.name, own.short) if own else Head(":", words, words)


def whose(model: Model, element: Element) -> Text:
    """Owner of an element in brief, with the member that published it."""
    owner = model.owner(element.id)
    short = short_name(model, owner) if owner not in ("", element.id) else ""
    if not element.member:
        return {"*": short} if short else {}
    words = model.members[element.member].short
    return {key: f"{short}, {say(words, key)}" if short else say(words, key) for key in model.metamodel.languages}


def head(model: Model, element: Element) -> Head:
    """An element as the head of a row or column."""
    name: Text = model.value(element, "name") or {"*": element.id}
    short = model.value(element, "abbreviation")
    return Head(element.id, name, {"*": short} if short else name)
