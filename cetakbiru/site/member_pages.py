"""What members published: an overview, and a page for each member with all its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cetakbiru.model import Element, Member
from cetakbiru.site.addresses import anchor
from cetakbiru.site.context import Context
from cetakbiru.site.portions import numbered, path_of, tables
from cetakbiru.site.values import Piece

RawPage = tuple[str, str, str, dict[str, Any]]


def member_pages(context: Context) -> Iterator[RawPage]:
    """The overview and the pages of each member; nothing where there are none."""
    members, found = context.model.members, context.addresses.members
    rows = {key: _overview(context, members[key], [one for _, part in found[key] for one in part]) for key in members}
    if rows:
        yield "member/index.html", "members.md.j2", context.label("members"), {"rows": list(rows.values())}
    for key, row in rows.items():
        target = row["target"]
        for table in tables([part for _, part in found[key]], target, target, lambda one: context.name(one.id)):
            path, title = path_of(target, table["number"]), numbered(row["name"], table)
            groups = _groups(context, table["rows"])
            facts = {"row": row, "groups": groups, "parts": table["parts"], "number": table["number"]}
            yield path, "member.md.j2", title, facts


def _overview(context: Context, member: Member, elements: list[Element]) -> dict[str, Any]:
    model = context.model.whole
    # A project may write about a member, too; its page then leads to what is written here.
    record = context.model.elements.get(member.id)
    is_government = record and model.kind(record).role == "government"
    return {
        "id": member.id,
        "name": context.say(member.name),
        "target": context.addresses.member(member.id),
        "version": member.revision or member.version,
        "hash": member.hash,
        "path": member.path,
        "origin": member.origin,
        "site": member.site,
        "count": len(elements),
        "illustrations": sum(1 for item in elements if model.value(item, "illustration")),
        "government": Piece(context.name(member.id), target=context.addresses.government(member.id))
        if is_government
        else None,
    }


def _groups(context: Context, elements: list[Element]) -> list[dict[str, Any]]:
    """Elements by kind, in the pack's order."""
    groups = []
    for kind in context.metamodel.kinds.values():
        rows = [_row(context, item) for item in elements if item.kind == kind.name]
        if rows:
            color = context.metamodel.domains[kind.domain].color
            groups.append({"key": kind.name, "label": context.say(kind.plural), "color": color, "rows": rows})
    return groups


def _row(context: Context, element: Element) -> dict[str, Any]:
    model = context.model.whole
    owner = model.owner(element.id)
    ends = [Piece(context.name(item), target=context.addresses.element(item))
            for item in context.addresses.crossing(element)]  # fmt: skip
    return {
        "id": element.id,
        "anchor": anchor(element),
        "name": model.name(element.id, context.language),
        "owner": model.name(owner, context.language) if owner not in ("", element.id) else "",
        "description": context.say(model.value(element, "description") or ""),
        "illustration": bool(model.value(element, "illustration")),
        "sourced": bool(model.targets(element.id, "source")),
        "ends": ends,
    }
