"""``json``: the whole model as data, complete enough to be read back, with a hash of its content.

The form is fixed by ``schemas/model.json``; ``version`` changes where a reader of today would misunderstand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from cetakbiru.metamodel import Attribute, Metamodel, say, text
from cetakbiru.model import Element, Model, Relation
from cetakbiru.source import Sources, UsageError, locate, to_json

VERSION = 1
HASH = "hash"


def write(model: Model, government: str) -> str:
    """The model as JSON, the same bytes for the same files.

    Args:
        model: the model.
        government: short name of the government that the model is of.
    """
    data = {
        "version": VERSION,
        "pack": {"id": model.metamodel.id, "version": model.metamodel.version},
        "government": government,
        "elements": [_element(model, item) for item in model.elements.values()],
        "relations": [_relation(item) for item in model.relations],
    }
    return to_json(data | {HASH: content_hash(data)})


def content_hash(data: Mapping[str, Any]) -> str:
    """Hash of the data in its canonical form, the hash itself left out."""
    rest = {key: value for key, value in data.items() if key != HASH}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _element(model: Model, element: Element) -> dict[str, Any]:
    name = model.value(element, "name") or {"*": element.id}
    return {
        "id": element.id,
        "kind": element.kind,
        "variant": element.variant,
        "namespace": element.namespace,
        "local": element.local,
        "name": {language: say(name, language) for language in model.metamodel.languages},
        "owner": model.owner(element.id),
        "values": {key: _plain(value) for key, value in element.values.items()},
        "path": element.path,
        "line": locate(model.sources.documents, element.place()).line,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "source": relation.source,
        "name": relation.name,
        "target": relation.target,
        "values": {key: _plain(value) for key, value in relation.values.items()},
        "route": list(relation.route),
    }


def _plain(value: Any) -> Any:
    """A value as meant in the words of JSON; a text written once is a string."""
    if isinstance(value, Mapping):
        return value["*"] if set(value) == {"*"} else {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read(raw: str, metamodel: Metamodel) -> Model:
    """A model from its JSON; it knows its elements and relations, but not the text that they were written in.

    Args:
        raw: what ``write`` wrote.
        metamodel: the pack that the model is of.

    Raises:
        UsageError: the version is not known, or the content was changed.
    """
    data = json.loads(raw)
    if data.get("version") != VERSION or data.get(HASH) != content_hash(data):
        raise UsageError(
            f"model.json ini versi {data.get('version')}, atau isinya berubah sejak ditulis. "
            f"Mintalah berkas baru (versi {VERSION}) dari pemiliknya, atau perbarui cetakbiru.",
            f"This model.json is of version {data.get('version')}, or was changed since it was written. "
            f"Ask its owner for a new one (version {VERSION}), or update cetakbiru.",
        )
    elements = {item["id"]: _read_element(item, metamodel) for item in data["elements"]}
    relations = tuple(_read_relation(item, elements, metamodel) for item in data["relations"])
    return Model(metamodel, elements, relations, Sources())


def _read_element(data: Mapping[str, Any], metamodel: Metamodel) -> Element:
    kind = metamodel.kinds[data["kind"]]
    known = kind.all_attributes(data["variant"])
    values = {key: _meant(known[key], value) for key, value in data["values"].items()}
    return Element(data["id"], kind.name, data["variant"], data["namespace"], values, data["path"], data["local"])


def _read_relation(data: Mapping[str, Any], elements: Mapping[str, Element], metamodel: Metamodel) -> Relation:
    source = elements[data["source"]]
    attribute = metamodel.kinds[source.kind].all_attributes(source.variant)[data["name"]]
    values = {key: _meant(attribute.attributes[key], value) for key, value in data["values"].items()}
    return Relation(source.id, data["name"], data["target"], values, tuple(data["route"]))


def _meant(attribute: Attribute, value: Any) -> Any:
    """A value of JSON as the attribute means it."""
    if attribute.is_relation:
        return tuple(value)
    return tuple(_one(attribute.type, item) for item in value) if attribute.many else _one(attribute.type, value)


def _one(kind: str, value: Any) -> Any:
    if kind in ("text", "note"):
        return text(value)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "years":
        return tuple(value)
    if kind.startswith("yearly-"):
        return {int(year): _one(kind.removeprefix("yearly-"), item) for year, item in value.items()}
    return value
