"""The model as meant: elements and relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from cetakbiru.metamodel import Attribute, Kind, Metamodel, Text, say
from cetakbiru.source import Place, Sources


@dataclass(frozen=True, slots=True)
class Element:
    """One element.

    Attributes:
        id: full id, ``line-1`` (shared), ``depot/tram-7`` (a unit's).
        kind: name of its kind; ``variant`` the value that chooses the kind's variant.
        namespace: unit that the file belongs to, or empty for the shared architecture.
        values: attributes as meant, relations left out; lists as tuples.
        path: file it is written in; ``local`` its id there.
        member: id of the member government that published it, or empty for the model's own.
    """

    id: str
    kind: str
    variant: str
    namespace: str
    values: Mapping[str, Any]
    path: str
    local: str
    member: str = ""

    def place(self, *route: str | int) -> Place:
        """Place of the element (its key), or of one of its attributes; for a member's element its manifest."""
        if self.member:
            # A manifest is no document: no route could be found in it.
            return Place(self.path, at=(1, 1))
        return Place(self.path, (self.kind, self.local, *route), "value" if route else "key")


# Tuples by name: there are more of them than of anything else, and a frozen dataclass is made three times as slowly.
class Relation(NamedTuple):
    """One relation, held by its source.

    Attributes:
        name: attribute of the source that holds it.
        values: attributes that the relation itself carries.
        route: where its target stands below the element.
    """

    source: str
    name: str
    target: str
    values: Mapping[str, Any]
    route: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Another government whose model was read from the manifest that it published.

    Attributes:
        id: its id in the settings, the namespace of its elements.
        name: its name; ``short`` the same in brief; ``site`` the address of its site, or empty.
        version: the manifest's form version; ``revision`` the version that it gives itself, or empty.
        hash: hash of the manifest's content.
        number: its row among the settings' members.
        path: where the manifest lies; ``origin`` where it was fetched from, in the settings' words.
    """

    id: str
    name: Text
    short: Text
    site: str
    version: str
    revision: str
    hash: str
    number: int
    path: str
    origin: str


# Without slots, which would leave no room for what is worked out once and kept with the model.
@dataclass(frozen=True)
class Model:
    """Elements and relations of one government, frozen, with what they were read from.

    It is closed: both ends of each of its relations are among its elements. What members published stands beside
    it, and ``whole`` is the same kind of model with all of them in it.

    Attributes:
        metamodel: the pack.
        elements: by full id, in the order of files.
        relations: those between its elements, in the same order.
        sources: what was read; its ``broken`` files may hold more than is known here.
        foreign: members' elements by full id, ``member:unit/id``.
        outward: relations of its own elements to members' elements.
        abroad: relations that members' elements hold.
        members: the members that were read, by id.
    """

    metamodel: Metamodel
    elements: Mapping[str, Element]
    relations: tuple[Relation, ...]
    sources: Sources
    foreign: Mapping[str, Element] = field(default_factory=dict)
    outward: tuple[Relation, ...] = ()
    abroad: tuple[Relation, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict)

    @cached_property
    def memory(self) -> dict[Any, Any]:
        """What was worked out of the model, under the question that it answers: rules ask the same more than once."""
        return {}

    @cached_property
    def told(self) -> set[str]:
        """Ids of elements whose name was asked for: an answer that tells a name hangs on it."""
        return set()

    @property
    def whole(self) -> Model:
        """The model of all governments together: the same where there are no members."""
        return self._everyone if self.foreign else self

    @cached_property
    def _everyone(self) -> Model:
        elements = {**self.elements, **self.foreign}
        relations = (*self.relations, *self.outward, *self.abroad)
        # Nothing is foreign to it any more, so that the whole of the whole is itself.
        return Model(self.metamodel, elements, relations, self.sources, members=self.members)

    @cached_property
    def record(self) -> Element | None:
        """The government's own record: the first of its kind that is not a member's, or None."""
        kinds = self.metamodel.kinds_with_role("government")
        # Records of other governments may be kept here too; those of members speak for themselves.
        records = (item for kind in kinds for item in self.by_kind[kind])
        return next((item for item in records if not item.member and item.id not in self.members), None)

    @property
    def held(self) -> tuple[Relation, ...]:
        """All relations that its own elements hold."""
        return (*self.relations, *self.outward)

    @cached_property
    def outgoing(self) -> dict[str, list[Relation]]:
        """Relations by the id of their source."""
        return self._by("source")

    @cached_property
    def incoming(self) -> dict[str, list[Relation]]:
        """Relations by the id of their target."""
        return self._by("target")

    @cached_property
    def planned(self) -> dict[str, list[Relation]]:
        """Relations by which the roadmap brings elements or ends them, by the id of their target."""
        index: dict[str, list[Relation]] = {}
        for relation in (*self.by_name.get("@produces", ()), *self.by_name.get("@retires", ())):
            index.setdefault(relation.target, []).append(relation)
        return index

    @cached_property
    def by_name(self) -> dict[str, list[Relation]]:
        """Relations by the name of their attribute, and by ``@`` with its role."""
        index: dict[str, list[Relation]] = {}
        roles: dict[tuple[str, str, str], str] = {}
        for relation in self.relations:
            source = self.elements[relation.source]
            key = (source.kind, source.variant, relation.name)
            if key not in roles:
                roles[key] = f"@{self.attribute(relation).role}"
            index.setdefault(relation.name, []).append(relation)
            index.setdefault(roles[key], []).append(relation)
        return index

    def _by(self, end: str) -> dict[str, list[Relation]]:
        index: dict[str, list[Relation]] = {key: [] for key in self.elements}
        for relation in self.relations:
            index[getattr(relation, end)].append(relation)
        return index

    @cached_property
    def by_kind(self) -> dict[str, list[Element]]:
        """Elements by the name of their kind, in the pack's order of kinds."""
        index: dict[str, list[Element]] = {name: [] for name in self.metamodel.kinds}
        for element in self.elements.values():
            index[element.kind].append(element)
        return index

    @cached_property
    def by_namespace(self) -> dict[str, list[Element]]:
        """Elements by the unit whose files they stand in, in the order of files."""
        index: dict[str, list[Element]] = {}
        for element in self.elements.values():
            index.setdefault(element.namespace, []).append(element)
        return index

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each element stands in the order of files."""
        return {key: number for number, key in enumerate(self.elements)}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Ids of the work units, in the order of files."""
        return tuple(item.id for item in self.by_kind.get(self.metamodel.unit_kind(), ()))

    def kind(self, element: Element) -> Kind:
        """The kind of an element."""
        return self.metamodel.kinds[element.kind]

    def attribute(self, relation: Relation) -> Attribute:
        """The attribute that a relation is written in."""
        source = self.elements[relation.source]
        found = self.kind(source).attribute(relation.name, source.variant)
        # Whoever makes relations asks for the attribute first.
        assert found is not None
        return found

    def value(self, element: Element, role: str) -> Any:
        """Value of the first attribute that has a role, or None."""
        for name in self.kind(element).names_of(role, element.variant):
            if name in element.values:
                return element.values[name]
        return None

    def targets(self, element_id: str, role: str) -> list[str]:
        """Targets of an element's relations of a role."""
        return [item.target for item in self.outgoing[element_id] if self.attribute(item).role == role]

    def name(self, element_id: str, language: str = "id") -> str:
        """Name of an element in a language; its id where it has none."""
        self.told.add(element_id)
        element = self.elements.get(element_id)
        words: Text | None = self.value(element, "name") if element else None
        return say(words, language) if words else element_id

    def owner(self, element_id: str) -> str:
        """Id of the work unit that owns an element: named, or whose file it stands in, or empty."""
        return self._owners[element_id]

    @cached_property
    def owned(self) -> dict[str, dict[str, list[str]]]:
        """Ids of what each work unit owns, by their kinds."""
        index: dict[str, dict[str, list[str]]] = {}
        for element in self.elements.values():
            kinds = index.setdefault(self.owner(element.id), {})
            kinds.setdefault(element.kind, []).append(element.id)
        return index

    @cached_property
    def _owners(self) -> dict[str, str]:
        # A folder whose unit has no record owns nothing: there would be nobody to name.
        owners = {key: item.namespace if item.namespace in self.elements else "" for key, item in self.elements.items()}
        # Turned round, so that of several owners the one named first is left.
        named = {item.source: item.target for item in reversed(self.by_name.get("@owner", []))}
        return owners | named
