"""The manifest that a government publishes of its model: its form, the hash of its content, and how it is read back.

The form is fixed by ``schemas/model.json``. ``VERSION`` changes where a reader of today would misunderstand; a key
that may be left out changes nothing. The hash covers what the model says, not who serves it under which version.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cetakbiru.metamodel import Attribute, BadValueError, Metamodel, read_value
from cetakbiru.model.read import SLUG
from cetakbiru.model.types import Element, Relation

VERSION = 1
HASH = "hash"
REVISION = "revision"
SITE = "site"
_ID = re.compile(rf"{SLUG.pattern}(/{SLUG.pattern})?")


def content_hash(data: Mapping[str, Any]) -> str:
    """Hash of a manifest's content in canonical form; site, revision and the hash itself are left out."""
    content = {key: value for key, value in data.items() if key not in (HASH, REVISION, SITE)}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's data, read with a pack.

    Attributes:
        data: the JSON.
        metamodel: the pack; what it does not know is left out.
        path: file in which the elements are said to stand, or empty for those that the manifest names.
        member: id under which its elements are known here, or empty where they are read as a model of their own.
        home: id of the government whose model they are read into; its elements have no prefix.
    """

    data: Mapping[str, Any]
    metamodel: Metamodel
    path: str = ""
    member: str = ""
    home: str = ""

    def elements(self) -> dict[str, Element]:
        """Its elements by full id, those of unknown kinds left out."""
        known = [item for item in self.data["elements"] if item["kind"] in self.metamodel.kinds]
        found = [self._element(item) for item in known if _ID.fullmatch(item["id"]) and SLUG.fullmatch(item["local"])]
        return {item.id: item for item in found}

    def _element(self, data: Mapping[str, Any]) -> Element:
        kind = self.metamodel.kinds[data["kind"]]
        known = kind.all_attributes(data["variant"])
        values = self._meant(known, data["values"])
        space = self.full(data["namespace"]) if data["namespace"] else ""
        path = self.path or data["path"]
        return Element(
            self.full(data["id"]), kind.name, data["variant"], space, values, path, data["local"], self.member
        )

    def relations(self, elements: Mapping[str, Element]) -> tuple[Relation, ...]:
        """Its relations, wherever they lead.

        Args:
            elements: what ``elements`` gave.
        """
        found = []
        for item in self.data["relations"]:
            source = elements.get(self.full(item["source"]))
            kind = self.metamodel.kinds[source.kind] if source else None
            attribute = kind.attribute(item["name"], source.variant) if kind and source else None
            if source and attribute and attribute.is_relation:
                found.append(self._relation(item, source.id, attribute))
        return tuple(found)

    def _relation(self, data: Mapping[str, Any], source: str, attribute: Attribute) -> Relation:
        values = self._meant(attribute.attributes, data["values"])
        return Relation(source, attribute.name, self.full(data["target"]), values, tuple(data["route"]))

    def full(self, written: str) -> str:
        """An id of the manifest as it reads here."""
        space, colon, rest = written.partition(":")
        if colon:
            return rest if space == self.home else written
        return f"{self.member}:{written}" if self.member else written

    def _meant(self, known: Mapping[str, Attribute], written: Mapping[str, Any]) -> dict[str, Any]:
        """Values of JSON as their attributes mean them; what is not of its type is left out."""
        values = {}
        for name, value in written.items():
            if name in known:
                items = value if isinstance(value, list) and known[name].type != "years" else [value]
                if read := tuple(self._one(known[name], items)):
                    values[name] = read if known[name].many or known[name].is_relation else read[0]
        return values

    def _one(self, attribute: Attribute, items: list[Any]) -> Iterator[Any]:
        for item in items:
            try:
                yield self.full(item) if attribute.is_relation else read_value(attribute, _written(item))
            except BadValueError:
                continue


def _written(value: Any) -> Any:
    """A value of JSON as a planner would write it, so that it is read by the rules of its type."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, list):
        return "-".join(map(str, value))
    return {str(key): _written(item) for key, item in value.items()} if isinstance(value, dict) else value
