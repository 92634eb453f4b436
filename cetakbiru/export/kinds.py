"""Kinds as JSON Schema: their attributes, what is required, and what is the same wherever they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cetakbiru.export.shapes import Schema, Wording, link, types, value, vocabulary
from cetakbiru.metamodel import Attribute, Kind
from cetakbiru.model import SLUG


def holders(kind: Kind) -> dict[str, list[tuple[str, Attribute]]]:
    """Every attribute name of a kind, to the variants (empty: all) that have it."""
    found = {name: [("", item)] for name, item in kind.attributes.items()}
    for variant, group in kind.variants.items():
        for name, item in group.items():
            found.setdefault(name, []).append((variant, item))
    return found


def shared(wording: Wording, settled: Mapping[str, Mapping[str, Schema]]) -> Schema:
    """What is the same in every file: types, value lists and kinds.

    Args:
        wording: the pack's words.
        settled: by kind, the relations whose targets are the same in every file.
    """
    found = {f"type-{name}": shape for name, shape in types(wording).items()}
    found |= {f"list-{name}": vocabulary(wording, item) for name, item in wording.metamodel.vocabularies.items()}
    for name, kind in wording.metamodel.kinds.items():
        found |= {f"section-{name}": _section(wording, kind), name: _kind(wording, kind, settled[name])}
    return {"definitions": found}


def _section(wording: Wording, kind: Kind) -> Schema:
    """What stands under a kind's key: ids and their elements."""
    return {
        "title": wording.all(kind.label),
        "type": ["object", "null"],
        "patternProperties": {f"^{SLUG.pattern}$": link("", kind.name)},
        "additionalProperties": False,
        "errorMessage": wording.complain("editor-id"),
    }


def _kind(wording: Wording, kind: Kind, settled: Mapping[str, Schema]) -> Schema:
    shapes = {name: _attribute(wording, kind, name) | settled.get(name, {}) for name in holders(kind)}
    return {
        "title": wording.all(kind.label),
        "type": ["object", "null"],
        "properties": shapes,
        "additionalProperties": False,
        "errorMessage": wording.complain("editor-attribute", kind=kind.label),
        "allOf": list(_required(wording, kind)),
    }


def _attribute(wording: Wording, kind: Kind, name: str) -> Schema:
    """One attribute; where variants differ in it, what any of them admits."""
    found = holders(kind)[name]
    only = [kind.variant_labels.get(variant, {"*": variant}) for variant, _ in found if variant]
    # Targets differ from file to file; relations get their shape where these are known.
    shapes = [value(wording, item) for _, item in found if not item.is_relation]
    # By their text, since schemas are mappings and cannot be keys.
    different = list({json.dumps(shape): shape for shape in shapes}.values())
    shape = different[0] if len(different) == 1 else {"anyOf": different} if different else {}
    return wording.about(found[0][1], only if found[0][0] else ()) | shape


def _required(wording: Wording, kind: Kind) -> Iterable[Schema]:
    """What must be given, each with a complaint of its own; a variant's attribute only in that variant."""
    for variant, group in {"": kind.attributes, **kind.variants}.items():
        for item in group.values():
            if item.required or item.required_if:
                complaint = wording.complain("editor-required", attribute=item.label, key=item.name)
                given = [] if item.required else [item.required_if]
                given += [kind.variant_by] if variant else []
                chosen = {"properties": {kind.variant_by: {"const": variant}}} if variant else {}
                # An element without anything yet is null, of which nothing can be required; the check tells.
                condition: Schema = {"type": "object", **({"required": given} if given else {}), **chosen}
                yield {"if": condition, "then": {"required": [item.name], "errorMessage": complaint}}
