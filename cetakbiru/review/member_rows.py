"""Changes inside of what members published, as rows: counts and names by kind, then what an agreement hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cetakbiru.metamodel import say
from cetakbiru.model import Changes, Member, Model
from cetakbiru.report import fill
from cetakbiru.review.meaning import touched
from cetakbiru.review.members import MemberReview
from cetakbiru.review.rows import Row, Rows
from cetakbiru.source import SETTINGS, Place, locate

MOST = 8  # names in one row; the count tells how many there are
_SIGNS = {"+": "added", "-": "removed", "~": "changed", "→": "identity"}


def member_rows(rows: Rows, found: Iterable[MemberReview]) -> Iterator[Row]:
    """Rows of all members that changed.

    Args:
        rows: how rows are told.
        found: what changed in each.
    """
    for item in found:
        head = _head(rows, item)
        yield head
        yield from _counts(rows, item, replace(head, label="", before="", after=""))
        yield from (_at(row, head) for row in (*_leaning(rows, item), *_agreed(rows, item)))


def _at(row: Row, head: Row) -> Row:
    # A manifest has no lines to show; what a reviewer can accept or refuse is the pin.
    return replace(row, what="member", unit=head.unit, unit_name=head.unit_name, path=head.path, line=head.line)


def _head(rows: Rows, item: MemberReview) -> Row:
    """The member, and the versions and hashes that it is pinned to."""
    change = item.change
    member = change.either
    side = rows.review.after if change.after else rows.review.before
    # A member has no line in the model; what pins it has one in the settings.
    at = locate(side.model.sources.documents, Place(SETTINGS, ("members", member.number, "hash")))
    name = say(member.name, rows.language)
    return Row(
        sign="~" if item.stays else "+" if change.after else "-",
        what="member",
        unit=f"{member.id}:",
        unit_name=name,
        element=f"{member.id}:",
        name=name,
        kind=say(side.model.metamodel.label("member"), rows.language),
        label=rows.label("member-content"),
        before=_pinned(rows, change.before, stays=item.stays),
        after=_pinned(rows, change.after, stays=item.stays),
        path=at.path,
        line=at.line,
    )


def _pinned(rows: Rows, member: Member | None, *, stays: bool) -> str:
    if member is None:
        return rows.label("member-unusable") if stays else ""
    return f"{member.revision or member.version} {member.hash[:19]}"


def _counts(rows: Rows, item: MemberReview, row: Row) -> Iterator[Row]:
    """Of each kind how many elements came, went, changed or have another id, and their names up to a limit."""
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, sign in _signs(item.changes).items():
        model = item.before if sign == "-" else item.after
        grouped[model.elements[key].kind, sign].append(key)
    for kind in item.after.metamodel.kinds.values():
        for sign, word in _SIGNS.items():
            if keys := grouped.get((kind.name, sign)):
                label = f"{say(kind.plural, rows.language)}: {rows.label(f'sign-{word}')}"
                words = _named(rows, item.before if sign == "-" else item.after, keys)
                before, after = (words, "") if sign == "-" else ("", words)
                yield replace(row, sign=sign, label=label, before=before, after=after)


def _signs(changes: Changes) -> Mapping[str, str]:
    return touched(changes) | {item.after.id: "→" for item in changes.identities}


def _named(rows: Rows, model: Model, keys: Iterable[str]) -> str:
    """How many, and which: as many names as a reader takes in."""
    found = sorted(model.name(key, rows.language) for key in keys)
    rest = fill(rows.label("member-rest"), {"count": str(len(found) - MOST)}, rows.language)
    return f"{len(found)}: {', '.join(found[:MOST])}{f', {rest}' if len(found) > MOST else ''}"


def _leaning(rows: Rows, item: MemberReview) -> Iterator[Row]:
    """What is gone though own elements referred to it."""
    renamed = item.changes.new_ids
    for key, sources in item.leaning.items():
        names = ", ".join(f"{rows.review.after.model.name(own, rows.language)} ({own})" for own in sources)
        row = rows.row("→" if key in renamed else "-", "member", item.before, item.before.elements[key])
        yield replace(row, label=rows.label("member-leaning"), before=names, after=renamed.get(key, ""))


def _agreed(rows: Rows, item: MemberReview) -> Iterator[Row]:
    """Levels of assessments, and all that commitments say: what governments agreed is told word by word."""
    commitments = set(item.after.metamodel.kinds_with_role("commitment"))
    for change in item.changes.attributes:
        element = item.after.elements[change.element]
        known = item.after.kind(element).attribute(change.name, element.variant)
        if element.kind in commitments or (known and known.type == "levels"):
            yield rows.attribute(item.after, element, change.name, change.before, change.after)
