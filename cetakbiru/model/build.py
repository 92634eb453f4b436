"""Raw elements to a Model: attributes as meant, relations resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cetakbiru.metamodel import Attribute, BadValueError, Kind, Metamodel, read_value, reader
from cetakbiru.model.members import crossing, read_members
from cetakbiru.model.read import RawElement, Reading, is_model_file, namespace_of, nearest, read_elements, shown
from cetakbiru.model.resolve import Resolver
from cetakbiru.model.types import Element, Model, Relation
from cetakbiru.source import Finding, Place, Sources

_NO_VALUES: Mapping[str, Any] = {}  # of all relations that carry nothing, as most do


class _Plan(NamedTuple):
    """How an attribute is read: settled once for all elements.

    Attributes:
        read: reads one value.
        alias: other spellings of its values.
    """

    attribute: Attribute
    is_relation: bool
    read: Callable[[Any], Any]
    alias: Mapping[str, str]


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
        variant = self._variant(raw)
        plans = self._plans(raw.kind, variant)
        values: dict[str, Any] = {}
        for name, written in raw.data.items():
            plan = plans.get(name)
            if plan is None:
                self._unknown(raw, variant, name)
            elif plan.is_relation:
                self.relations.extend(self._relations(raw, plan.attribute, written))
            else:
                value = self._quick(plan, written)
                value = self._value(raw, plan.attribute, written, (name,)) if value is None else value
                if value is not None:
                    values[name] = value
        return Element(raw.id, raw.kind.name, variant, raw.namespace, values, raw.path, raw.local)

    def _plans(self, kind: Kind, variant: str) -> dict[str, _Plan]:
        """How each attribute of a kind's variant is read."""
        # Any word may stand where a variant is chosen: unknown ones share a plan, or plans would grow with mistakes.
        key = kind.name, variant if variant in kind.variants else ""
        if key not in self.plans:
            self.plans[key] = {name: self._plan(item) for name, item in kind.all_attributes(variant).items()}
        return self.plans[key]

    def _plan(self, attribute: Attribute) -> _Plan:
        known = self.metamodel.vocabularies.get(attribute.vocabulary)
        return _Plan(attribute, attribute.is_relation, reader(attribute), known.alias if known else {})

    @staticmethod
    def _quick(plan: _Plan, written: Any) -> Any:
        """Value of the usual form, one text where one may stand; None where it must be looked at closely."""
        if type(written) is not str or plan.attribute.many:
            return None
        try:
            # What cannot be read here is read again by the careful way, which tells what is wrong.
            return plan.read(plan.alias.get(written, written))
        except BadValueError:
            return None

    def _variant(self, raw: RawElement) -> str:
        chosen = raw.data.get(raw.kind.variant_by) if raw.kind.variant_by else ""
        return chosen if isinstance(chosen, str) else ""

    def _unknown(self, raw: RawElement, variant: str, name: str) -> None:
        known = raw.kind.all_attributes(variant)
        others = [key for key, items in raw.kind.variants.items() if name in items]
        self.reading.report(
            "unknown-attribute", raw.key(name), element=raw.id, attribute=name, kind=raw.kind.label,
            nearest=nearest(name, known), variants=", ".join(others),
        )  # fmt: skip

    def _value(self, raw: RawElement, attribute: Attribute, written: Any, route: tuple[Any, ...]) -> Any:
        """Value of a plain attribute; None where there is none, or none of its type."""
        if written is None:
            return None
        if not isinstance(written, list):
            value = self._item(raw, attribute, written, route)
            return (value,) if attribute.many and value is not None else value
        if not attribute.many:
            self._mistyped(raw, attribute, written, raw.place(*route), "expects-single")
            return None
        read = [self._item(raw, attribute, item, (*route, number)) for number, item in enumerate(written)]
        return tuple(value for value in read if value is not None) or None

    def _item(self, raw: RawElement, attribute: Attribute, item: Any, route: tuple[Any, ...]) -> Any:
        """One value as meant, other spellings made the usual one; None where it is not of its type."""
        if attribute.vocabulary and isinstance(item, str):
            item = self.metamodel.vocabularies[attribute.vocabulary].alias.get(item, item)
        try:
            return read_value(attribute, item)
        except BadValueError as problem:
            place = raw.place(*route, problem.key) if problem.key else raw.place(*route)
            # Where a year is no year, the fault is the key itself.
            place = raw.key(*route, problem.key) if problem.value is problem.key else place
            self._mistyped(raw, attribute, problem.value if problem.key else item, place, problem.expected)
        return None

    def _mistyped(self, raw: RawElement, attribute: Attribute, item: Any, place: Place, why: str) -> None:
        self.reading.report(
            "value-type", place, element=raw.id, attribute=attribute.label, value=shown(item),
            expected=self.metamodel.label(why), pattern=attribute.pattern,
        )  # fmt: skip

    def _relations(self, raw: RawElement, attribute: Attribute, written: Any) -> Iterator[Relation]:
        """Relations written in one attribute: an id, or a mapping with the target and more."""
        if isinstance(written, list) and len(written) > 1 and not attribute.many:
            self._mistyped(raw, attribute, written, raw.place(attribute.name), "expects-single")
            return
        if written is None:
            return
        for number, item in enumerate(written if isinstance(written, list) else [written]):
            route: tuple[Any, ...] = (attribute.name, number) if isinstance(written, list) else (attribute.name,)
            if relation := self._relation(raw, attribute, item, route):
                yield relation

    def _relation(self, raw: RawElement, attribute: Attribute, item: Any, route: tuple[Any, ...]) -> Relation | None:
        """One relation, or nothing where its target is not to be found."""
        values = _NO_VALUES
        word = self.metamodel.target_word
        if isinstance(item, dict):
            values = self._relation_values(raw, attribute, item, route)
            route, item = (*route, word), item.get(word)
        target = self.resolver.resolve(raw, attribute, item, route)
        return Relation(raw.id, attribute.name, target, values, route) if target else None

    def _relation_values(
        self, raw: RawElement, attribute: Attribute, item: dict[str, Any], route: tuple[Any, ...]
    ) -> dict[str, Any]:
        """Attributes that a relation carries."""
        values: dict[str, Any] = {}
        for name, written in item.items():
            own = attribute.attributes.get(name)
            spot = (*route, name)
            if name == self.metamodel.target_word or written is None:
                continue
            if own is None:
                self.reading.report(
                    "unknown-attribute", raw.key(*spot), element=raw.id, attribute=name, kind=attribute.label,
                    nearest=nearest(name, [*attribute.attributes, self.metamodel.target_word]), variants="",
                )  # fmt: skip
            elif own.is_relation:
                # They stay values of the relation: the graph has an edge for the relation itself alone.
                values[name] = tuple(self._nested(raw, own, written, spot))
            elif (value := self._value(raw, own, written, spot)) is not None:
                values[name] = value
        return values

    def _nested(self, raw: RawElement, own: Attribute, written: Any, route: tuple[Any, ...]) -> Iterator[str]:
        for number, item in enumerate(written if isinstance(written, list) else [written]):
            spot = (*route, number) if isinstance(written, list) else route
            if target := self.resolver.resolve(raw, own, item, spot):
                yield target


def build_model(sources: Sources, metamodel: Metamodel) -> tuple[Model, list[Finding]]:
    """Documents to a model.

    Args:
        sources: what was read of the project.
        metamodel: the pack.

    Returns:
        The model of all that could be understood, and what was found on the way.
    """
    reading = read_elements(sources, metamodel)
    broken = {namespace_of(path) for path in sources.broken if is_model_file(path)}
    members = read_members(sources, metamodel)
    builder = _Builder(metamodel, reading, Resolver(reading, metamodel, broken, members), [])
    # Building the elements is what fills the builder's relations, so these are taken apart only afterwards.
    elements = {raw.id: builder.element(raw) for raw in reading.elements.values()}
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
