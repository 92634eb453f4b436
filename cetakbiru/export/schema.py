"""JSON Schemas (draft-07) for editors: one a file type, generated from the pack, with the ids that there are.

``kinds.json`` holds what every file shares, ``ids.json`` and ``codes.json`` the long lists. The architecture and each
unit have a small schema of their own, because a bare id means something else in every unit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources

from cetakbiru.checks import READING, rule_types
from cetakbiru.export.kinds import holders, shared
from cetakbiru.export.live import codes
from cetakbiru.export.shapes import CODES, IDS, KINDS, Schema, Wording, apart, choice, link
from cetakbiru.export.targets import Reach, all_targets, lists, name_of, relations, settled
from cetakbiru.metamodel import Kind
from cetakbiru.model import SLUG, Model, namespace_of
from cetakbiru.views import forms

# What yaml-language-server promises to read is draft 7 and below.
DRAFT = "http://json-schema.org/draft-07/schema#"
PLAIN = ("project", "waivers", "rule", "viewpoint")


def schemas(model: Model, language: str) -> dict[str, Schema]:
    """All schemas by the name of their file.

    Args:
        model: the model, whose ids are proposed.
        language: language of complaints; explanations are in all the pack's languages.
    """
    wording = Wording(model.metamodel, language)
    same = {name: settled(model, kind) for name, kind in model.metamodel.kinds.items()}
    files = {
        KINDS: shared(wording, same),
        IDS: {"definitions": lists(model, wording)},
        CODES: {"definitions": _codes(model, wording)},
        "architecture.json": _file(model, wording, "", same),
        **{f"unit-{unit}.json": _file(model, wording, unit, same) for unit in units(model)},
        **{f"{name}.json": _plain(model, wording, name) for name in PLAIN},
    }
    return {name: {"$schema": DRAFT, **schema} for name, schema in files.items()}


def units(model: Model) -> list[str]:
    """Namespaces below ``blueprints/`` that have a file, with elements in it or not yet."""
    found = {namespace_of(path) for path in model.sources.documents}
    # A file whose name begins no id is refused by the check; a schema for it would propose what cannot be.
    return sorted(name for name in found if SLUG.fullmatch(name))


def _codes(model: Model, wording: Wording) -> dict[str, Schema]:
    """One list for each reference and least level that an attribute asks."""
    groups = [group for kind in model.metamodel.kinds.values() for group in holders(kind).values()]
    asked = {(item.scheme, item.level) for group in groups for _, item in group if item.scheme}
    references = model.metamodel.references
    return {f"{scheme}-{level}": codes(model, wording, references[scheme], level) for scheme, level in sorted(asked)}


def _file(model: Model, wording: Wording, unit: str, same: Mapping[str, Mapping[str, Schema]]) -> Schema:
    """Schema of the files of one namespace."""
    home = "blueprints" if unit else "architecture"
    reach = Reach(model, wording, unit)
    kinds = [kind for kind in model.metamodel.kinds.values() if kind.home in ("", home)]
    return {
        "title": model.name(unit, wording.language) if unit else home,
        "type": ["object", "null"],
        "properties": {kind.name: _section(wording, kind, reach, same[kind.name]) for kind in kinds},
        "additionalProperties": False,
        "errorMessage": wording.complain("editor-kind"),
        "definitions": reach.definitions,
    }


def _section(wording: Wording, kind: Kind, reach: Reach, same: Mapping[str, Schema]) -> Schema:
    """A kind's section in the files of one namespace, where the targets of relations are known."""
    here = {name: reach.relation(kind, name) for name in relations(kind) if name not in same}
    # What is the same in all files stands once, and only the relations are told here: ids differ from unit to unit.
    shapes = [link(KINDS, f"section-{kind.name}"), {"additionalProperties": {"properties": here}}]
    return {"description": wording.all(kind.plural), "allOf": shapes if here else shapes[:1]}


def _plain(model: Model, wording: Wording, name: str) -> Schema:
    """Schema of a file that holds no elements: written by hand, its lists filled from the pack."""
    path = resources.files("cetakbiru.export") / "schemas" / f"{name}.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    known = _words(model, wording)
    schema["definitions"] |= {key: known[key] for key in schema["definitions"] if key in known}
    return schema


def _words(model: Model, wording: Wording) -> dict[str, Schema]:
    """Lists that the hand-written schemas ask for by name."""
    complaint = wording.complain("editor-listed")
    kinds = [name_of((target,)) for target in all_targets(model) if not target[1]]
    return {
        "rule-id": choice({key: wording.all(item.title) for key, item in model.metamodel.rules.items()}, complaint),
        "rule-type": choice(dict.fromkeys((READING, *rule_types()), ""), complaint),
        "profile": choice(dict.fromkeys(model.metamodel.profiles, ""), complaint),
        "form": choice(dict.fromkeys(forms(), ""), complaint),
        "element": {"anyOf": [apart(link(IDS, kind)) for kind in kinds]},
    }
