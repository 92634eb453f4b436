"""The quick way through a YAML text that holds nothing out of the ordinary, as nearly every text does."""

from __future__ import annotations

from sys import intern
from typing import Any

from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
    YAMLError,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from cetakbiru.source.syntax import MAX_DEPTH

# Only these: other spellings that YAML 1.1 takes for nothing, such as `Null`, stay the text that was written.
NOTHING = frozenset(("", "~", "null"))
_FRAME = {StreamStartEvent, StreamEndEvent, DocumentEndEvent}


class OddError(Exception):
    """The text holds something that must be looked at closely: a fault, an alias, a tag, a second document."""


def plain_data(text: str) -> Any:
    """Data of a text: dicts, lists, text and None.

    Args:
        text: decoded text, its lines ended by line feeds.

    Raises:
        OddError: the text must be read with care.
    """
    root: list[Any] = []
    try:
        _read(CParser(text).get_event, root)
    except (YAMLError, UnicodeEncodeError):
        raise OddError from None
    return root[0] if root else None


def _read(next_event: Any, box: Any) -> None:
    """Follow the events in one flat loop: a call for each of them would take longer than the parser does.

    Args:
        next_event: gives the events.
        box: the open container; at first the list that takes the document itself.
    """
    key: str | None = None
    outer: list[Any] = []
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent and not event.tag:
            value: Any = event.value
            if key is None and type(box) is dict:
                if value in box or value == "<<":
                    raise OddError
                key = intern(value)  # the same few come with every element
                continue
            value = None if value in NOTHING and not event.style else value
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            box = outer.pop()
            continue
        elif (kind is MappingStartEvent or kind is SequenceStartEvent) and not event.tag:
            if len(outer) == MAX_DEPTH or (key is None and type(box) is dict):
                raise OddError
            value = {} if kind is MappingStartEvent else []
        elif kind in _FRAME or (kind is DocumentStartEvent and not box):
            continue
        else:
            raise OddError
        if type(box) is dict:
            box[key], key = value, None
        else:
            box.append(value)
        if kind is not ScalarEvent:
            outer.append(box)
            box = value
