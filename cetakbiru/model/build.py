"""Raw elements to a Model: attributes as meant, relations resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cetakbiru.metamodel import Attribute, BadValueError, Kind, Metamodel, reader
from cetakbiru.model.members import crossing, read_members
from cetakbiru.model.read import RawElement, Reading, is_model_file, namespace_of, nearest, read_elements, shown
from cetakbiru.model.resolve import Resolver
from cetakbiru.model.shared import Built, Shared, shared_with
from cetakbiru.model.types import Element, Model, Relation
from cetakbiru.source import Finding, Place, Sources

_NO_VALUES: Mapping[str, Any] = {}  # of all relations that carry nothing, as most do


class _Known(dict[str, Any]):
    """Values by the text that stands for them: the same few words are written again and again, and read once."""

    def __init__(self, read: Callable[[Any], Any], alias: Mapping[str, str]) -> None:
        super().__init__()
        self._read, self._alias = read, alias

    def __missing__(self, written: str) -> Any:
        """Read a text for the first time; what is not of its type is told each time."""
        value = self[written] = self._read(self._alias.get(written, written))
        return value


class _Plan(NamedTuple):
    """How an attribute is read: settled once for all elements.

    Attributes:
        read: reads one value that is no text.
        known: reads one that is.
        inner: how the attributes that a relation carries are read.
    """

    attribute: Attribute
    is_relation: bool
    many: bool
    read: Callable[[Any], Any]
    known: _Known
    inner: Mapping[str, _Plan]


@dataclass(slots=True)
class _Builder:
    """What building one model shares."""

    metamodel: Metamodel
    reading: Reading
    resolver: Resolver
    relations: list[Relation]
    plans: dict[tuple[str, str], dict[str, _Plan]] = field(default_factory=dict)

    def element(self, raw: RawElement) -> Element:
        """One element as meant; what cannot be read is reported and left out."""
        variant = raw.variant
        plans = self._plans(raw.kind, variant)
        values: dict[str, Any] = {}
        for name, written in raw.data.items():
            plan = plans.get(name)
            if plan is None:
                self._unknown(raw, variant, name)
            elif plan.is_relation:
                self._relations(raw, plan, written)
            elif type(written) is str and not plan.many:
                try:
                    # The usual case, without a call for what was read before.
                    values[name] = plan.known[written]
                except BadValueError:
                    self._value(raw, plan, written, (name,))
            elif (value := self._value(raw, plan, written, (name,))) is not None:
                values[name] = value
        return Element(raw.id, raw.kind.name, variant, raw.namespace, values, raw.path, raw.local)

    def take_over(self, shared: Shared) -> Element:
        """An element that is what it is in another model."""
        self.relations += shared.held
        return shared.element

    def _plans(self, kind: Kind, variant: str) -> dict[str, _Plan]:
        """How each attribute of a kind's variant is read."""
        # Any word may stand where a variant is chosen: unknown ones share a plan, or plans would grow with mistakes.
        key = kind.name, variant if variant in kind.variants else ""
        if key not in self.plans:
            self.plans[key] = {name: self._plan(item) for name, item in kind.all_attributes(variant).items()}
        return self.plans[key]

    def _plan(self, attribute: Attribute) -> _Plan:
        words = self.metamodel.vocabularies.get(attribute.vocabulary)
        read = reader(attribute)
        known = _Known(read, words.alias if words else {})
        inner = {name: self._plan(item) for name, item in attribute.attributes.items()}
        return _Plan(attribute, attribute.is_relation, attribute.many, read, known, inner)

    def _unknown(self, raw: RawElement, variant: str, name: str) -> None:
        known = raw.kind.all_attributes(variant)
        others = [key for key, items in raw.kind.variants.items() if name in items]
        self.reading.report(
            "unknown-attribute", raw.key(name), element=raw.id, attribute=name, kind=raw.kind.label,
            nearest=nearest(name, known), variants=", ".join(others),
        )  # fmt: skip

    def _value(self, raw: RawElement, plan: _Plan, written: Any, route: tuple[Any, ...]) -> Any:
        """Value of a plain attribute; None where there is none, or none of its type."""
        if written is None:
            return None
        if not isinstance(written, list):
            value = self._item(raw, plan, written, route)
            return (value,) if plan.many and value is not None else value
        if not plan.many:
            self._mistyped(raw, plan.attribute, written, raw.place(*route), "expects-single")
            return None
        read = [self._item(raw, plan, item, (*route, number)) for number, item in enumerate(written)]
        return tuple(value for value in read if value is not None) or None

    def _item(self, raw: RawElement, plan: _Plan, item: Any, route: tuple[Any, ...]) -> Any:
        """One value as meant, other spellings made the usual one; None where it is not of its type."""
        try:
            return plan.known[item] if isinstance(item, str) else plan.read(item)
        except BadValueError as problem:
            place = raw.place(*route, problem.key) if problem.key else raw.place(*route)
            # Where a year is no year, the fault is the key itself.
            place = raw.key(*route, problem.key) if problem.value is problem.key else place
            self._mistyped(raw, plan.attribute, problem.value if problem.key else item, place, problem.expected)
        return None

    def _mistyped(self, raw: RawElement, attribute: Attribute, item: Any, place: Place, why: str) -> None:
        self.reading.report(
            "value-type", place, element=raw.id, attribute=attribute.label, value=shown(item),
            expected=self.metamodel.label(why), pattern=attribute.pattern,
        )  # fmt: skip

    def _relations(self, raw: RawElement, plan: _Plan, written: Any) -> None:
        """Relations written in one attribute: an id, or a mapping with the target and more."""
        name = plan.attribute.name
        if not isinstance(written, list):
            if written is not None:
                self._relation(raw, plan, written, (name,))
        elif len(written) > 1 and not plan.many:
            self._mistyped(raw, plan.attribute, written, raw.place(name), "expects-single")
        else:
            for number, item in enumerate(written):
                self._relation(raw, plan, item, (name, number))

    def _relation(self, raw: RawElement, plan: _Plan, item: Any, route: tuple[Any, ...]) -> None:
        """One relation, or nothing where its target is not to be found."""
        values = _NO_VALUES
        if isinstance(item, dict):
            word = self.metamodel.target_word
            values = self._relation_values(raw, plan, item, route)
            route, item = (*route, word), item.get(word)
        if target := self.resolver.resolve(raw, plan.attribute, item, route):
            self.relations.append(Relation(raw.id, plan.attribute.name, target, values, route))

    def _relation_values(
        self, raw: RawElement, plan: _Plan, item: dict[str, Any], route: tuple[Any, ...]
    ) -> dict[str, Any]:
        """Attributes that a relation carries."""
        values: dict[str, Any] = {}
        for name, written in item.items():
            own = plan.inner.get(name)
            spot = (*route, name)
            if name == self.metamodel.target_word or written is None:
                continue
            if own is None:
                self.reading.report(
                    "unknown-attribute", raw.key(*spot), element=raw.id, attribute=name, kind=plan.attribute.label,
                    nearest=nearest(name, [*plan.inner, self.metamodel.target_word]), variants="",
                )  # fmt: skip
            elif own.is_relation:
                # They stay values of the relation: the graph has an edge for the relation itself alone.
                values[name] = tuple(self._nested(raw, own.attribute, written, spot))
            elif (value := self._value(raw, own, written, spot)) is not None:
                values[name] = value
        return values

    def _nested(self, raw: RawElement, own: Attribute, written: Any, route: tuple[Any, ...]) -> Iterator[str]:
        for number, item in enumerate(written if isinstance(written, list) else [written]):
            spot = (*route, number) if isinstance(written, list) else route
            if target := self.resolver.resolve(raw, own, item, spot):
                yield target


def build_model(sources: Sources, metamodel: Metamodel, other: Built | None = None) -> tuple[Model, list[Finding]]:
    """Documents to a model.

    Args:
        sources: what was read of the project.
        metamodel: the pack.
        other: a model of another revision; what must be the same is taken over from it.

    Returns:
        The model of all that could be understood, and what was found on the way.
    """
    reading = read_elements(sources, metamodel)
    broken = {namespace_of(path) for path in sources.broken if is_model_file(path)}
    members = read_members(sources, metamodel)
    builder = _Builder(metamodel, reading, Resolver(reading, metamodel, broken, members), [])
    shared = shared_with(other, sources, metamodel, reading) if other else {}
    # Building the elements is what fills the builder's relations, so these are taken apart only afterwards.
    elements = {
        raw.id: builder.take_over(shared[raw.id]) if raw.id in shared else builder.element(raw)
        for raw in reading.elements.values()
    }
    model = Model(
        metamodel=metamodel,
        elements=elements,
        # The model is closed: what leads to a member goes to `outward`, where code about one government never meets it.
        relations=tuple(item for item in builder.relations if item.target in elements),
        sources=sources,
        foreign=members.elements,
        outward=tuple(item for item in builder.relations if item.target not in elements),
        abroad=tuple(crossing(members, elements)),
        members=members.read,
    )
    return model, [*sources.findings, *members.findings, *reading.findings]
