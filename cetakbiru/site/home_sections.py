"""The home page's sections on what governments agreed: one fact or two each, and where to read on."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from cetakbiru.model.governments import Governments
from cetakbiru.site.budget_pages import checks
from cetakbiru.site.context import Context
from cetakbiru.site.forum_pages import standing_of
from cetakbiru.site.lookup import with_role
from cetakbiru.site.obstacle_pages import critical
from cetakbiru.site.standing import published


def sections(context: Context, planned: Container[str]) -> list[dict[str, Any]]:
    """Sections whose first page there is; each leads to those of its pages that there are.

    Args:
        context: the language.
        planned: addresses of all other pages.
    """
    found = []
    for key, facts, pages in _all(context):
        there = [{"label": context.label(label), "target": path} for label, path in pages if path in planned]
        if pages[0][1] in planned:
            found.append({"key": key, "facts": facts, "pages": there})
    return found


def _all(context: Context) -> Iterator[tuple[str, dict[str, Any], list[tuple[str, str]]]]:
    yield "assessment", _standing(context), [("governments", "government/index.html")]
    yield "consolidation", {"members": len(context.model.members), "elements": len(context.model.foreign)}, [
        ("members", "member/index.html"), ("documents-planning", "documents.html"), ("views", "views/index.html"),
    ]  # fmt: skip
    yield "obstacles", _obstacles(context), [("obstacles", "obstacles.html"), ("risks", "risks.html")]
    yield "forum", standing_of(context), [("forum", "forum.html")]
    yield "accountability", _accountability(context), [("accountability", "accountability.html")]
    yield "money", _money(context), [("budget", "budget.html"), ("schedule", "schedule.html")]


def _standing(context: Context) -> dict[str, Any]:
    """How many governments have a published index, and the latest of this one."""
    governments = Governments(context.model)
    years = {one.id: published(context, governments.about(one, "assessment")) for one in governments.records}
    own = years.get(context.model.record.id, {}) if context.model.record else {}
    latest = max(own, default=None)
    return {"known": sum(1 for found in years.values() if found), "all": len(years), "year": latest,
            "value": own[latest]["value"] if latest else None}  # fmt: skip


def _obstacles(context: Context) -> dict[str, Any]:
    rows = critical(context)
    return {"open": len(rows), "first": rows[0] if rows and rows[0]["frees"] else None}


def _accountability(context: Context) -> dict[str, Any]:
    areas = with_role(context, "accountability-area")
    return {"areas": len(areas), "supported": sum(1 for one in areas if context.model.targets(one.id, "support"))}


def _money(context: Context) -> dict[str, Any]:
    return {"found": sum(len(check["items"]) for check in checks(context))}
