"""What an editor proposes from the model itself: the ids that there are, and the codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cetakbiru.export.shapes import Schema, Wording, apart, choice, hidden
from cetakbiru.metamodel import Reference, say
from cetakbiru.model import Element, Model

Target = tuple[str, str]


def fitting(model: Model, target: Target) -> list[Element]:
    """Elements that a target admits."""
    kind, variant = target
    return [item for item in model.by_kind.get(kind, ()) if variant in ("", item.variant)]


def full_ids(model: Model, wording: Wording, target: Target) -> Schema:
    """Full ids of all elements that fit a target, members' too, with their names."""
    values = {item.id: describe(model.whole, wording, item) for item in fitting(model.whole, target)}
    return choice(values, unknown_target(wording, [target]))


def bare_ids(model: Model, wording: Wording, target: Target, unit: str) -> Schema:
    """Bare ids of a unit's own elements; a shared element that one of them hides is reached by ``/id``."""
    fit = fitting(model, target)
    values = {item.local: describe(model, wording, item) for item in fit if item.namespace == unit != item.id}
    values |= {f"/{item.id}": describe(model, wording, item) for item in fit if item.id in values}
    return choice(values, unknown_target(wording, [target]))


def unknown_target(wording: Wording, targets: Iterable[Target]) -> str:
    """The complaint about an id that no fitting element has."""
    kinds = tuple(dict.fromkeys(kind for kind, _ in targets))
    labels = tuple(wording.metamodel.kinds[kind].label for kind in kinds)
    return wording.complain("editor-target", kinds=labels)


def describe(model: Model, wording: Wording, element: Element) -> str:
    """An element's name and its owner's, and that of the member which published it."""
    name = wording.all(model.value(element, "name") or {"*": element.id})
    owner = model.owner(element.id)
    whose = [] if owner in ("", element.id) else [model.name(owner, wording.language)]
    whose += [say(model.members[element.member].name, wording.language)] if element.member else []
    return f"{name} ({', '.join(whose)})" if whose else name


def codes(model: Model, wording: Wording, reference: Reference, level: int) -> Schema:
    """Codes of a reference from a level down, with their names.

    Codes above the level, and a government's own below the reference, are accepted: it is for the check to judge them.
    """
    # A leaf above the level is proposed too, since its branch has nothing more exact.
    deep = [code for code in reference.codes.values() if code.level >= level or code.leaf]
    names = {code.code: wording.all(code.name) for code in deep} | _local_codes(model, wording, reference)
    listed = choice(names, wording.complain("editor-code", scheme=reference.label))
    root = min((code.code.count(".") for code in reference.codes.values()), default=0)
    # JSON Schema cannot ask for a level, only for as many points as a code of that level has.
    local = {"pattern": rf"^[^.]+(\.[^.]+){{{root + reference.local_from - 1},}}$"}
    others: list[Schema] = [hidden({"type": "string", "allOf": [{"pattern": reference.pattern}, local]})]
    if above := [key for key in reference.codes if key not in names]:
        others.append(hidden({"enum": above}))
    return {"anyOf": [apart(listed), *others]}


def _local_codes(model: Model, wording: Wording, reference: Reference) -> dict[str, str]:
    """Codes that the government itself has added."""
    found = {}
    for kind in model.metamodel.kinds_with_role("local-code"):
        for element in model.whole.by_kind.get(kind, ()):
            code = str(model.value(element, "code") or "")
            if re.fullmatch(reference.pattern, code):
                found[code] = describe(model.whole, wording, element)
    return found
