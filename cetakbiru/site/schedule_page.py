"""The roadmap as a schedule: a chart of what waits for what, the critical path, and what slips with what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cetakbiru.model.schedule import Schedule
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage, link, links


def schedule_page(context: Context) -> Iterator[RawPage]:
    """The page of the schedule; nothing where no work package names years."""
    schedule = Schedule(context.model)
    if not schedule.spans:
        return
    chain = schedule.critical_path()
    facts = {
        "path": [{**link(context, key), "span": schedule.spans[key]} for key in chain],
        "years": schedule.work(chain),
        "chart": _chart(context, schedule, set(chain)),
        "waiting": [_waiting(context, schedule, key) for key, following in schedule.after.items() if following],
    }
    yield "schedule.html", "schedule.md.j2", context.label("schedule"), facts


def _waiting(context: Context, schedule: Schedule, key: str) -> dict[str, Any]:
    """An item that others wait for, and what slips with it by a year."""
    late = schedule.slips(key, 1)
    return {
        **link(context, key),
        "span": schedule.spans[key],
        "slack": schedule.slack(key, context.given.horizon[1]),
        "slips": [{**link(context, other), "years": years} for other, years in late.items()],
        "after": links(context, schedule.after[key]),
    }


def _chart(context: Context, schedule: Schedule, critical: set[str]) -> dict[str, Any]:
    """Bars by group of items that wait for each other, the group of the critical path first."""
    chains = schedule.chains()
    first, last = context.given.horizon
    spans = [schedule.spans[key] for chain in chains for key in chain]
    years = range(min([first, *(span[0] for span in spans)]), max([last, *(span[1] for span in spans)]) + 1)
    chains.sort(key=lambda chain: (not critical & set(chain), schedule.spans[chain[0]], context.name(chain[0])))
    alone = len(schedule.spans) - len(spans)
    groups = [[_bar(context, schedule, key, critical) for key in chain] for chain in chains]
    return {"years": list(years), "groups": groups, "alone": alone}


def _bar(context: Context, schedule: Schedule, key: str, critical: set[str]) -> dict[str, Any]:
    """A work package in its years, and those in which it may still end without moving anything."""
    first, last = schedule.spans[key]
    slack = schedule.slack(key, context.given.horizon[1])
    return {
        **link(context, key),
        "span": (first, last),
        "active": list(range(first, last + 1)),
        "slack": slack,
        "spare": list(range(last + 1, last + slack + 1)),
        "critical": key in critical,
        "before": [context.name(other) for other in schedule.before[key]],
    }
