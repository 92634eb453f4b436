"""The forum: its meetings, what they decided, and the board of commitments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cetakbiru.model import Element
from cetakbiru.site.context import Context
from cetakbiru.site.government_pages import promise
from cetakbiru.site.values import pieces

RawPage = tuple[str, str, str, dict[str, Any]]


def forum_pages(context: Context) -> Iterator[RawPage]:
    """The forum's page; nothing where the model holds no meeting."""
    meetings = _with_role(context, "meeting")
    if not meetings:
        return
    meetings.sort(key=lambda item: context.model.value(item, "day"), reverse=True)
    promises = [promise(context, item) for item in _with_role(context, "commitment")]
    promises.sort(key=lambda row: (row["done"], not row["late"], str(row["due"] or "9999"), row["name"]))
    facts = {"meetings": [_meeting(context, item) for item in meetings], "promises": promises, "gaps": _gaps(context)}
    yield "forum.html", "forum.md.j2", context.label("forum"), facts


def _with_role(context: Context, role: str) -> list[Element]:
    return [e for kind in context.metamodel.kinds_with_role(role) for e in context.model.by_kind[kind]]


def _meeting(context: Context, element: Element) -> dict[str, Any]:
    model = context.model
    decisions = [r.source for r in model.incoming[element.id] if model.attribute(r).role == "taken-in"]
    attributes = [
        {"label": context.say(a.label), "pieces": pieces(context, a, element.values[a.name])}
        for a in model.kind(element).attributes.values()
        if a.name in element.values and a.role not in ("name", "day", "illustration")
    ]
    return {
        "name": context.name(element.id),
        "anchor": f"_{element.local}",
        "target": context.addresses.element(element.id),
        "day": model.value(element, "day"),
        "attributes": attributes,
        "attended": [_link(context, key) for key in model.targets(element.id, "attendance")],
        "decisions": [
            {**_link(context, key), "changes": [_link(context, end) for end in model.targets(key, "changes")]}
            for key in decisions
        ],
        "sources": [_link(context, key) for key in model.targets(element.id, "source")],
    }


def _link(context: Context, element_id: str) -> dict[str, Any]:
    return {"name": context.name(element_id), "target": context.addresses.element(element_id)}


def _gaps(context: Context) -> list[dict[str, Any]]:
    """Stretches between meetings of the widest scope that were longer than the forum agreed."""
    days = sorted(
        context.model.value(item, "day") for item in _with_role(context, "meeting") if _is_widest(context, item)
    )
    most = int(context.metamodel.pages.get("forum_months", 2)) * 31
    return [
        {"after": one, "before": other, "days": (other - one).days}
        for one, other in pairwise(days)
        if (other - one).days > most
    ]


def _is_widest(context: Context, element: Element) -> bool:
    """Whether a meeting has the first scope of its vocabulary, that of the whole forum."""
    attribute = context.model.kind(element).with_role("meeting-scope")
    if attribute is None:
        return True
    values = context.metamodel.vocabularies[attribute.vocabulary].values
    return str(element.values.get(attribute.name)) == next(iter(values))
