"""The manifest that a government publishes of its model: its form, the hash of its content, and how it is read back.

The form is fixed by ``schemas/model.json``. ``VERSION`` changes where a reader of today would misunderstand; a key
that may be left out changes nothing. The hash covers what the model says, not who serves it under which version.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
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
_NO_VALUES: Mapping[str, Any] = {}  # of all relations that carry nothing, as most do
_SLUG = SLUG.fullmatch
# An id becomes a part of addresses, so that a member's is held to the same letters as one's own.
_ID = re.compile(rf"{SLUG.pattern}(/{SLUG.pattern})?")


def content_hash(data: Mapping[str, Any]) -> str:
    """Hash of a manifest's content in canonical form; site, revision and the hash itself are left out."""
    content = {key: value for key, value in data.items() if key not in (HASH, REVISION, SITE)}
    # Keys sorted and no spaces, so that the same content has the same hash whichever program wrote it.
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # JSON may name half a pair of surrogates, which UTF-8 refuses unless told otherwise.
    return f"sha256:{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Names:
    """How the ids of a manifest read here.

    Attributes:
        member: id under which its elements are known here, or empty where they are read as a model of their own.
        home: id of the government whose model they are read into; its elements have no prefix.
    """

    member: str = ""
    home: str = ""

    def full(self, written: str) -> str:
        """An id of the manifest as it reads here."""
        space, colon, rest = written.partition(":")
        if colon:
            return rest if space == self.home else written
        return f"{self.member}:{written}" if self.member else written


class Meant(Mapping[str, Any]):
    """Values of JSON as their attributes mean them, read when somebody asks: of most members' elements nobody does.

    What the pack does not know, and what is not of its attribute's type, is left out.
    """

    __slots__ = ("_known", "_names", "_values")

    def __init__(self, values: Mapping[str, Any], known: Mapping[str, Attribute], names: Names) -> None:
        self._values = values
        self._known: Mapping[str, Attribute] | None = known
        self._names = names

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __contains__(self, name: object) -> bool:
        # Many ask whether a value is there at all; what the JSON does not name need not be read to know.
        return name in self._values and name in self._read()

    def get(self, name: str, default: Any = None) -> Any:
        """A value, or the default where there is none."""
        return self._read().get(name, default) if name in self._values else default

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> Mapping[str, Any]:
        if self._known is not None:
            self._values, self._known = self._all(self._known), None
        return self._values

    def _all(self, known: Mapping[str, Attribute]) -> dict[str, Any]:
        values = {}
        for name, value in self._values.items():
            if name in known:
                # A span of years is a list in JSON, and a single value all the same.
                items = value if isinstance(value, list) and known[name].type != "years" else [value]
                if read := tuple(self._each(known[name], items)):
                    values[name] = read if known[name].many or known[name].is_relation else read[0]
        return values

    def _each(self, attribute: Attribute, items: list[Any]) -> Iterator[Any]:
        for item in items:
            try:
                yield self._names.full(item) if attribute.is_relation else read_value(attribute, _written(item))
            except (BadValueError, AttributeError, RecursionError):  # a target that is no text has no id
                continue


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's data, read with a pack.

    Attributes:
        data: the JSON.
        metamodel: the pack; what it does not know is left out.
        path: file in which the elements are said to stand, or empty for those that the manifest names.
        names: how its ids read here.
    """

    data: Mapping[str, Any]
    metamodel: Metamodel
    path: str = ""
    names: Names = Names()

    def elements(self) -> dict[str, Element]:
        """Its elements by full id, those of unknown kinds left out."""
        known = [item for item in self.data["elements"] if item["kind"] in self.metamodel.kinds]
        spaces: dict[str, str] = {"": ""}
        found = [self._element(item, spaces) for item in known if _ID.fullmatch(item["id"]) and _SLUG(item["local"])]
        return {item.id: item for item in found}

    def _element(self, data: Mapping[str, Any], spaces: dict[str, str]) -> Element:
        kind = self.metamodel.kinds[data["kind"]]
        space = data["namespace"]
        if space not in spaces:
            spaces[space] = self.names.full(space)
        return Element(
            id=self.names.full(data["id"]),
            kind=kind.name,
            # A few words that come with each of a country's elements.
            variant=sys.intern(data["variant"]),
            namespace=spaces[space],
            values=self._meant(kind.all_attributes(data["variant"]), data["values"]),
            path=self.path or data["path"],
            local=data["local"],
            member=self.names.member,
        )

    def relations(self, elements: Mapping[str, Element]) -> tuple[Relation, ...]:
        """Its relations, wherever they lead.

        Args:
            elements: what ``elements`` gave.
        """
        known: dict[tuple[str, str, str], Attribute | None] = {}
        routes: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        found = []
        for item in self.data["relations"]:
            source = elements.get(self.names.full(item["source"]))
            if source is None:
                continue
            key = (source.kind, source.variant, item["name"])
            if key not in known:
                attribute = self.metamodel.kinds[source.kind].attribute(item["name"], source.variant)
                known[key] = attribute if attribute and attribute.is_relation else None
            if attribute := known[key]:
                target = self.names.full(item["target"])
                # One text for an id and one route for all relations that stand at the same place: there are millions.
                target = elements[target].id if target in elements else target
                route = tuple(item["route"])
                values = self._meant(attribute.attributes, item["values"])
                found.append(Relation(source.id, attribute.name, target, values, routes.setdefault(route, route)))
        return tuple(found)

    def _meant(self, known: Mapping[str, Attribute], written: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values as they are meant.

        Raises:
            TypeError: they are no mapping.
        """
        if not isinstance(written, dict):
            raise TypeError(written)
        return Meant(written, known, self.names) if written else _NO_VALUES


def _written(value: Any) -> Any:
    """A value of JSON as a planner would write it, so that it is read by the rules of its type."""
    # Truth before numbers: to Python it is one.
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        # Without an exponent, which a planner does not write and the type would refuse.
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, list):
        return "-".join(map(str, value))
    return {str(key): _written(item) for key, item in value.items()} if isinstance(value, dict) else value
