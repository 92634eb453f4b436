"""Where every key and value of a YAML text stands; read again for those few texts that a finding points into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]

Span = tuple[int, int, int, int]
_ENDS = (MappingEndEvent, SequenceEndEvent)
_NODES = {ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent}


@dataclass(slots=True)
class Spot:
    """Where a key and its value stand: start line and column, end line and column, from 0.

    Attributes:
        inner: spots of what the value holds, by key or index; none where it is no mapping and no list.
    """

    key: Span | None = None
    value: Span | None = None
    inner: dict[str | int, Spot] | None = None


@lru_cache(maxsize=512)
def spots(text: str) -> Spot:
    """The spot of a document, with all that it holds.

    Args:
        text: a text that was read before; one that is no YAML has no spots beyond where it fails.
    """
    box: dict[str | int, Spot] = {}
    mapping, pending = False, None
    outer: list[tuple[dict[str | int, Spot], bool]] = []
    for event in _events(text):
        kind = type(event)
        if kind in _ENDS:
            box, mapping = outer.pop()
        elif kind not in _NODES or (kind is AliasEvent and not mapping):
            continue
        elif mapping and pending is None:
            pending = Spot(key=_span(event))
            _enter(box, event, pending)
        else:
            spot = pending or box.setdefault(len(box), Spot())
            spot.value, pending = _span(event), None
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                outer.append((box, mapping))
                box = spot.inner = {}
                mapping = kind is MappingStartEvent
    return box.get(0, Spot())


def _enter(box: dict[str | int, Spot], event: Any, spot: Spot) -> None:
    """Note the spot of a key; that of an alias, of a merge key and of a repeated key is not part of the data."""
    if _is_key(event):
        # The first counts where a key is repeated, as it does in the data.
        box.setdefault(event.value, spot)


def _is_key(event: Any) -> bool:
    return type(event) is ScalarEvent and (event.value != "<<" or bool(event.style))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column


def _events(text: str) -> Iterator[Any]:
    try:
        next_event = CParser(text).get_event
        while (event := next_event()) is not None:
            yield event
    except (YAMLError, UnicodeEncodeError):
        return
