"""Two models to the changes between them: between two revisions, or between two years of one model.

Order of files, of elements and of lists is no change; nor is formatting. An element whose id changed is matched to
its earlier self by what it says and what refers to it, rare features weighing more than common ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from cetakbiru.metamodel import Kind
from cetakbiru.model.fingerprint import plain
from cetakbiru.model.match import match_renamed
from cetakbiru.model.types import Element, Member, Model, Relation


@dataclass(frozen=True, slots=True)
class Identity:
    """The same thing under another id, in another unit, or in another file."""

    before: Element
    after: Element

    @property
    def renamed(self) -> bool:
        """Whether its id within its unit changed."""
        return self.before.local != self.after.local

    @property
    def moved(self) -> bool:
        """Whether it stands in another unit or file."""
        return (self.before.namespace, self.before.path) != (self.after.namespace, self.after.path)


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """An attribute of an element before and after; None where it is not given. ``element`` is the id after."""

    element: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation added (no before), removed (no after), or carrying other values."""

    before: Relation | None
    after: Relation | None

    @property
    def either(self) -> Relation:
        """The relation after, or before where it was removed."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class MemberChange:
    """A member that came (no before) or went (no after), or published something else."""

    before: Member | None
    after: Member | None

    @property
    def either(self) -> Member:
        """The member after, or before where it went."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes from one model to another; of members only that they changed."""

    added: tuple[Element, ...] = ()
    removed: tuple[Element, ...] = ()
    identities: tuple[Identity, ...] = ()
    attributes: tuple[AttributeChange, ...] = ()
    relations: tuple[RelationChange, ...] = ()
    members: tuple[MemberChange, ...] = ()

    def __len__(self) -> int:
        parts = (self.added, self.removed, self.identities, self.attributes, self.relations, self.members)
        return sum(map(len, parts))

    @property
    def new_ids(self) -> dict[str, str]:
        """Ids before to ids after, of what was renamed or moved to another unit."""
        return {item.before.id: item.after.id for item in self.identities if item.before.id != item.after.id}


def diff(before: Model, after: Model) -> Changes:
    """Changes that turn one model into another.

    Args:
        before: the earlier model, or that of the earlier year.
        after: the later one.
    """
    same = {key for key in before.elements if key in after.elements and _alike(before, after, key)}
    gone = [item for key, item in before.elements.items() if key not in same]
    come = [item for key, item in after.elements.items() if key not in same]
    renamed = match_renamed(before, after, gone, come)
    pairs = [(before.elements[key], after.elements[renamed.get(key, key)]) for key in (*same, *renamed)]
    # Revisions share what must be the same.
    pairs = [pair for pair in pairs if pair[0] is not pair[1]]
    # Sets have no order, and what is told may not differ from one run to the next.
    pairs.sort(key=lambda pair: pair[1].id)
    return Changes(
        added=tuple(item for item in _by_id(come) if item.id not in renamed.values()),
        removed=tuple(item for item in _by_id(gone) if item.id not in renamed),
        identities=tuple(Identity(*pair) for pair in pairs if _place(pair[0]) != _place(pair[1])),
        attributes=tuple(change for pair in pairs for change in _attributes(*pair)),
        relations=tuple(_relations(before, after, renamed)),
        members=tuple(_members(before, after)),
    )


def mirror(changes: Changes) -> Changes:
    """The changes the other way round."""
    old_ids = {new: old for old, new in changes.new_ids.items()}
    swapped = [replace(c, element=old_ids.get(c.element, c.element), before=c.after, after=c.before)
               for c in changes.attributes]  # fmt: skip
    return Changes(
        added=changes.removed,
        removed=changes.added,
        # Sorted anew: the ids that the lists are ordered by are now those of the other side.
        identities=tuple(sorted((Identity(i.after, i.before) for i in changes.identities), key=lambda i: i.after.id)),
        attributes=tuple(sorted(swapped, key=lambda change: (change.element, change.name))),
        relations=tuple(sorted((RelationChange(r.after, r.before) for r in changes.relations), key=_relation_key)),
        members=tuple(MemberChange(item.after, item.before) for item in changes.members),
    )


def apply(model: Model, changes: Changes) -> Model:
    """The model that results from changes.

    Args:
        model: the model before.
        changes: what ``diff`` found from it to another.
    """
    new_ids = changes.new_ids
    places = {item.before.id: item.after for item in changes.identities}
    values: dict[str, dict[str, Any]] = {}
    for change in changes.attributes:
        values.setdefault(change.element, {})[change.name] = change.after
    elements = {}
    gone = {item.id for item in changes.removed}
    for key, element in model.elements.items():
        if key not in gone:
            moved = _placed(element, places.get(key, element))
            elements[moved.id] = _changed(moved, values.get(moved.id, {}), model.kind(element))
    elements |= {item.id: item for item in changes.added}
    # The same relation may be written twice, so that relations are counted off and not only looked for.
    kept = Counter(_frozen(change.before) for change in changes.relations if change.before)
    held = [_renamed(r, new_ids) for r in model.held if not _taken(kept, r)]
    held += [r.after for r in changes.relations if r.after]
    relations = tuple(item for item in held if item.target in elements)
    outward = tuple(item for item in held if item.target not in elements)
    members = {**model.members, **{change.either.id: change.after for change in changes.members}}
    rest = {key: item for key, item in members.items() if item}
    return replace(model, elements=elements, relations=relations, outward=outward, members=rest)


def _alike(before: Model, after: Model, key: str) -> bool:
    # Under another kind the same id is another thing: its attributes have nothing to be compared with.
    return before.elements[key].kind == after.elements[key].kind


def _by_id(elements: Iterable[Element]) -> list[Element]:
    return sorted(elements, key=lambda item: item.id)


def _place(element: Element) -> tuple[str, str]:
    return element.id, element.path


def _placed(element: Element, place: Element) -> Element:
    return replace(element, id=place.id, namespace=place.namespace, path=place.path, local=place.local)


def _changed(element: Element, values: Mapping[str, Any], kind: Kind) -> Element:
    """An element with other values; one of them may choose the kind's variant."""
    merged = {name: value for name, value in {**element.values, **values}.items() if value is not None}
    variant = str(merged.get(kind.variant_by, "")) if kind.variant_by in values else element.variant
    return replace(element, variant=variant, values=merged)


def _attributes(before: Element, after: Element) -> Iterable[AttributeChange]:
    for name in sorted({*before.values, *after.values}) if before.values != after.values else ():
        old, new = before.values.get(name), after.values.get(name)
        # The cheap comparison first: order is looked at only where something differs at all.
        if old != new and plain(old) != plain(new):
            yield AttributeChange(after.id, name, old, new)


def _frozen(relation: Relation) -> tuple[Any, ...]:
    return relation.source, relation.name, relation.target, plain(relation.values) if relation.values else ()


def _renamed(relation: Relation, new_ids: Mapping[str, str]) -> Relation:
    """A relation as it reads once its ends, and those that it carries, have their new ids."""
    if not new_ids:
        return relation
    source, target = new_ids.get(relation.source, relation.source), new_ids.get(relation.target, relation.target)
    values = {
        name: tuple(new_ids.get(item, item) if isinstance(item, str) else item for item in value)
        if isinstance(value, tuple)
        else value
        for name, value in relation.values.items()
    }
    return relation._replace(source=source, target=target, values=values)


def _relations(before: Model, after: Model, new_ids: Mapping[str, str]) -> list[RelationChange]:
    """Relations that only one side holds; those between the same ends under the same name are one change."""
    old = [(item, _renamed(item, new_ids)) for item in before.held]
    # Freezing a relation takes time, and nearly all are as they were.
    steady = _steady((new for _, new in old), after.held)
    old = [pair for pair in old if pair[1].source not in steady]
    held = [item for item in after.held if item.source not in steady]
    shared = Counter(_frozen(new) for _, new in old) & Counter(_frozen(item) for item in held)
    left, right = Counter(shared), Counter(shared)
    pairs: dict[tuple[str, ...], tuple[list[Relation], list[Relation]]] = defaultdict(lambda: ([], []))
    for item, new in old:
        if not _taken(left, new):
            pairs[new.source, new.name, new.target][0].append(item)
    for item in held:
        if not _taken(right, item):
            pairs[item.source, item.name, item.target][1].append(item)
    changes = [
        RelationChange(*pair)
        for gone, come in pairs.values()
        # Sorted, so that relations between the same ends are paired alike in whatever order they are written.
        for pair in zip_longest(sorted(gone, key=_frozen_key), sorted(come, key=_frozen_key))
    ]
    return sorted(changes, key=_relation_key)


def _steady(old: Iterable[Relation], new: Iterable[Relation]) -> set[str]:
    """Elements that hold the very same relations on both sides, as nearly all do: nothing need be counted there."""
    sides: tuple[dict[str, list[Relation]], dict[str, list[Relation]]] = defaultdict(list), defaultdict(list)
    for side, relations in zip(sides, (old, new), strict=True):
        for item in relations:
            side[item.source].append(item)
    return {key for key, held in sides[0].items() if held == sides[1].get(key)}


def _members(before: Model, after: Model) -> Iterable[MemberChange]:
    for key in sorted({*before.members, *after.members}):
        old, new = before.members.get(key), after.members.get(key)
        # Its row in the settings only says where it is written.
        if not (old and new) or replace(old, number=new.number) != new:
            yield MemberChange(old, new)


def _taken(counts: Counter[tuple[Any, ...]], relation: Relation) -> bool:
    """Whether a relation is among those counted; it is then counted off."""
    key = _frozen(relation)
    if counts[key] > 0:
        counts[key] -= 1
        return True
    return False


def _frozen_key(relation: Relation) -> str:
    return repr(_frozen(relation))


def _relation_key(change: RelationChange) -> tuple[str, str]:
    return _frozen_key(change.either), _frozen_key(change.before) if change.before else ""
