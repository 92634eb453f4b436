"""Which findings only one of two sides has: what a change introduces, and what it resolves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cetakbiru.model import Changes, Element, Model, plain
from cetakbiru.source import Finding, Place, fingerprint

Fault = tuple[Any, ...]
Homes = Mapping[Fault, Fault]


def only_one_side(
    before: tuple[Model, Iterable[Finding]], after: tuple[Model, Iterable[Finding]], changes: Changes
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings introduced, and findings resolved.

    Of a file that one side cannot read, nothing is known to be new or mended.

    Args:
        before: the earlier model with its findings.
        after: the later one with its own.
        changes: what changed, so that an element is known under its new id.
    """
    moved = {_home(item.before): _home(item.after) for item in changes.identities}
    old = [(item, _fault(item, before[0], moved)) for item in before[1]]
    new = [(item, _fault(item, after[0], {})) for item in after[1]]
    introduced = _beyond(new, old, before[0].sources.broken)
    return introduced, _beyond(old, new, after[0].sources.broken)


def is_below(path: str, tops: Iterable[str]) -> bool:
    """Whether a path is one of some files or lies in one of some folders."""
    return any(path == top or path.startswith(f"{top}/") for top in tops)


def _beyond(
    mine: Iterable[tuple[Finding, Fault]], theirs: Iterable[tuple[Finding, Fault]], unread: Collection[str]
) -> tuple[Finding, ...]:
    """Findings of one side that the other has not, the same fault counted as often as it occurs."""
    rest = Counter(fault for _, fault in theirs)
    found = []
    for item, fault in mine:
        if rest[fault] > 0:
            rest[fault] -= 1
        elif not is_below(item.place.path, unread):
            found.append(item)
    return tuple(found)


def _home(element: Element) -> Fault:
    return element.path, element.kind, element.local


def _fault(finding: Finding, model: Model, moved: Homes) -> Fault:
    """What stays the same of a finding when elements move, and when files and lists are put in another order.

    Which of several elements a finding stands at may hang on their order, so its place is all of them together.
    """
    if finding.place.at:
        return (fingerprint(finding),)
    route = tuple(_steady(finding.place, model))
    homes = sorted(
        {_moved(place.path, tuple(_steady(place, model)), moved) for place in (finding.place, *finding.related)}
    )
    names = tuple(step for step in finding.place.route[2:] if isinstance(step, str))
    return (finding.rule, *homes, names if finding.related else route[2:])


def _moved(path: str, route: Fault, moved: Homes) -> Fault:
    home = (path, *route[:2])
    return moved.get(home, home)


def _steady(place: Place, model: Model) -> Iterator[str]:
    """A place's route with what stands in a list in place of its number."""
    document = model.sources.documents.get(place.path)
    value = document.data if document else None
    for step in place.route:
        value = _below(value, step)
        if isinstance(step, int) and isinstance(value, Mapping):
            yield str(value.get(model.metamodel.target_word) or plain(value))
        else:
            yield str(plain(value)) if isinstance(step, int) else step


def _below(value: Any, step: str | int) -> Any:
    """What stands under a key or at a number; nothing where the route leads further than what is written."""
    if isinstance(value, Mapping):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
