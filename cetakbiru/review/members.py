"""What changed inside of what members published, and which own elements refer to what is gone there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cetakbiru.metamodel import Text
from cetakbiru.model import Changes, Element, Member, MemberChange, Model, Relation, diff
from cetakbiru.report import fill
from cetakbiru.source import SETTINGS


@dataclass(frozen=True, slots=True)
class MemberReview:
    """A member that came, went, or published something else.

    Attributes:
        change: the member before and after.
        stays: whether the settings of both sides list it, so that a side without it could not be read.
        before: what it published as a model of its own; ``after`` the same of the later side.
        changes: what changed from the one to the other; empty where one of them could not be read.
        leaning: ids of own elements by the id of what they referred to and what is gone under that id.
    """

    change: MemberChange
    stays: bool
    before: Model
    after: Model
    changes: Changes
    leaning: Mapping[str, tuple[str, ...]]


def member_reviews(before: Model, after: Model, changes: Changes) -> tuple[MemberReview, ...]:
    """Look into each member that changed.

    Args:
        before: the earlier model, with what members published.
        after: the later one.
        changes: what changed between the two, own elements and the members.
    """
    wanted = {item.either.id for item in changes.members}
    old, new = _published(before, wanted), _published(after, wanted)
    return tuple(_inside(item, (before, after), (old, new), changes) for item in changes.members)


def _inside(
    change: MemberChange, sides: tuple[Model, Model], published: tuple[Mapping[str, Model], ...], own: Changes
) -> MemberReview:
    member = change.either.id
    stays = all(member in _pins(side) for side in sides)
    before, after = (found[member] for found in published)
    readable = bool(change.before and change.after) or not stays
    found = _without_moves(diff(before, after)) if readable else Changes()
    gone = {item.id for item in found.removed} | found.new_ids.keys()
    return MemberReview(change, stays, before, after, found, _leaning(sides, gone, own))


def unread_members(before: Model, after: Model, names: tuple[Text, Text]) -> Iterator[Text]:
    """Say of which members the inside could not be compared, because a side's manifest could not be read.

    Args:
        before: the earlier model.
        after: the later one.
        names: what a reader calls the sides.
    """
    pins = _pins(before), _pins(after)
    for member in sorted(pins[0].keys() & pins[1].keys()):
        known: list[Member | None] = [side.members.get(member) for side in (before, after)]
        blind = tuple(name for name, found in zip(names, known, strict=True) if not found)
        # Unread on both sides and pinned to the same: nothing about it is proposed.
        if blind and (any(known) or pins[0][member] != pins[1][member]):
            shown = next((item.name for item in known if item), {"*": member})
            words = after.metamodel.label("review-member-unread")
            yield {key: fill(text, {"member": shown, "sides": blind}, key) for key, text in words.items()}


def _pins(model: Model) -> dict[str, tuple[str, str, str]]:
    """What the settings pin each member to, by its id."""
    document = model.sources.documents.get(SETTINGS)
    rows: Any = document.data.get("members") if document and isinstance(document.data, dict) else None
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row.get("id")): (str(row.get("source")), str(row.get("version")), str(row.get("hash")))
            for row in listed}  # fmt: skip


def _published(model: Model, members: set[str]) -> Mapping[str, Model]:
    """What each of some members published, as a model of its own; an empty one of a member that was not read."""
    elements: dict[str, dict[str, Element]] = {member: {} for member in members}
    relations: dict[str, list[Relation]] = defaultdict(list)
    if members:
        for element in model.foreign.values():
            if element.member in members:
                elements[element.member][element.id] = element
        for relation in model.abroad:
            if (member := model.foreign[relation.source].member) in members:
                relations[member].append(relation)
    return {member: _closed(model, found, relations[member]) for member, found in elements.items()}


def _closed(model: Model, elements: Mapping[str, Element], relations: list[Relation]) -> Model:
    inside = tuple(item for item in relations if item.target in elements)
    outward = tuple(item for item in relations if item.target not in elements)
    return Model(model.metamodel, elements, inside, model.sources, outward=outward)


def _without_moves(changes: Changes) -> Changes:
    """Without what only stands in another file: all that a member published stands in its one manifest."""
    return replace(changes, identities=tuple(item for item in changes.identities if item.before.id != item.after.id))


def _leaning(sides: tuple[Model, Model], gone: set[str], own: Changes) -> dict[str, tuple[str, ...]]:
    """Own elements that are still there, by what they referred to and what is gone."""
    before, after = sides
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for relation in before.outward if gone else ():
        source = own.new_ids.get(relation.source, relation.source)
        if relation.target in gone and source in after.elements:
            found[relation.target][source] = None
    return {key: tuple(sources) for key, sources in sorted(found.items())}
