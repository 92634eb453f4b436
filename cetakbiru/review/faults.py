"""Which findings only one of two sides has: what a change introduces, and what it resolves.

Line numbers, the order of files, elements and lists, and where an element stands make no difference. Which of several
elements a finding stands at, and which of several proofs it shows, may hang on that order, so a finding is known again
by all its places together, or by its own place alone where no element of its new proof was touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cetakbiru.model import Changes, Element, Model, plain
from cetakbiru.review.meaning import touched
from cetakbiru.source import Finding, Place, fingerprint

Key = tuple[Any, ...]
Homes = Mapping[Key, Key]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A finding, and what it is known again by.

    Attributes:
        spot: its own place, list items named by what they say.
        places: the elements that it stands at or shows.
    """

    finding: Finding
    spot: Key
    places: frozenset[Key]

    @property
    def all_places(self) -> Key:
        """All its places, whichever is its own; the attribute that it is about tells more where it has one place."""
        names = tuple(step for step in self.finding.place.route[2:] if isinstance(step, str))
        return (self.finding.rule, self.places, names if len(self.places) > 1 else self.spot)


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
    old = [_fault(item, before[0], moved) for item in before[1]]
    new = [_fault(item, after[0], {}) for item in after[1]]
    altered = {_home(after[0].elements[key]) for key in touched(changes) if key in after[0].elements}
    # By all places first, which is the surer sign; only what is left is known again by its own place.
    new, old = _apart(new, old, lambda fault: fault.all_places, set())
    new, old = _apart(new, old, lambda fault: fault.spot, altered)
    return _known(new, before[0]), _known(old, after[0])


def is_below(path: str, tops: Iterable[str]) -> bool:
    """Whether a path is one of some files or lies in one of some folders."""
    return any(path == top or path.startswith(f"{top}/") for top in tops)


def _apart(
    new: list[_Fault], old: list[_Fault], key: Callable[[_Fault], Key], altered: set[Key]
) -> tuple[list[_Fault], list[_Fault]]:
    """Faults of each side that have no counterpart under a key, each counted as often as it occurs."""
    waiting: dict[Key, list[_Fault]] = defaultdict(list)
    for fault in old:
        waiting[key(fault)].append(fault)
    left = []
    for fault in new:
        # A proof that shows an element which was touched is another proof, even at the same place.
        same = next((item for item in waiting[key(fault)] if not (fault.places - item.places) & altered), None)
        if same is None:
            left.append(fault)
        else:
            # Each counts once, so that a second equal fault is new.
            waiting[key(fault)].remove(same)
    return left, [fault for faults in waiting.values() for fault in faults]


def _known(faults: Iterable[_Fault], other: Model) -> tuple[Finding, ...]:
    return tuple(item.finding for item in faults if not is_below(item.finding.place.path, other.sources.broken))


def _home(element: Element) -> Key:
    return element.path, element.kind, element.local


def _fault(finding: Finding, model: Model, moved: Homes) -> _Fault:
    # Without a route there is only the file and what was found in it.
    if finding.place.at:
        return _Fault(finding, (fingerprint(finding),), frozenset())
    route = tuple(_steady(finding.place, model))
    places = ((place.path, *tuple(_steady(place, model))[:2]) for place in (finding.place, *finding.related))
    homes = [moved.get(place, place) for place in places]
    return _Fault(finding, (finding.rule, homes[0], route[2:]), frozenset(homes))


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
