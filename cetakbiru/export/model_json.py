"""``json``: the whole model as data, complete enough to be read back, with a hash of its content.

The form is fixed by ``schemas/model.json``; ``version`` changes where a reader of today would misunderstand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.model import Element, Model, Relation
from cetakbiru.model.manifest import HASH, REVISION, SITE, VERSION, Manifest, content_hash
from cetakbiru.source import Sources, UsageError, locate, to_json


def write(model: Model, government: str, facts: Mapping[str, str]) -> str:
    """The model as JSON, the same bytes for the same files.

    Args:
        model: the model.
        government: short name of the government that the model is of.
        facts: ``site`` and ``revision``, where there are any.
    """
    data = {
        "version": VERSION,
        "pack": {"id": model.metamodel.id, "version": model.metamodel.version},
        "government": government,
        **{key: facts[key] for key in (SITE, REVISION) if facts.get(key)},
        **_profile(model),
        "elements": [_element(model, item) for item in model.elements.values()],
        # Those that lead to members too: the reader may have these as well.
        "relations": [_relation(item) for item in model.held],
    }
    # Hashed last: the hash is of all the rest.
    return to_json(data | {HASH: content_hash(data)})


def _profile(model: Model) -> dict[str, Any]:
    """The government's own record, so that a reader need not know its kind."""
    record = model.record
    if not record:
        return {}
    short = model.value(record, "abbreviation")
    return {"profile": {"element": record.id, "name": _name(model, record), **({"short": short} if short else {})}}


def _name(model: Model, element: Element) -> dict[str, str]:
    words = model.value(element, "name") or {"*": element.id}
    return {language: say(words, language) for language in model.metamodel.languages}


def _element(model: Model, element: Element) -> dict[str, Any]:
    return {
        "id": element.id,
        "kind": element.kind,
        "variant": element.variant,
        "namespace": element.namespace,
        "local": element.local,
        "name": _name(model, element),
        "owner": model.owner(element.id),
        "values": {key: _plain(value) for key, value in element.values.items()},
        "path": element.path,
        # For whoever reads the export beside the files; read back it is not asked for.
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
    manifest = Manifest(data, metamodel)
    elements = manifest.elements()
    held = manifest.relations(elements)
    # A model is closed: what it has no target for is kept beside it.
    inner = tuple(item for item in held if item.target in elements)
    return Model(metamodel, elements, inner, Sources(), outward=tuple(r for r in held if r.target not in elements))
