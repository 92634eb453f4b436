"""Routes to lines and columns. Only a finding needs a line, so places are found again on demand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cetakbiru.source.document import Document, Span, places_of
from cetakbiru.source.finding import Location, Place, Route


def locate(documents: Mapping[str, Document], place: Place) -> Location:
    """Turn a place into line and column; the nearest existing route stands in for a missing one.

    Args:
        documents: documents by path.
        place: what to look up.
    """
    document = documents.get(place.path)
    lines = _lines(document.text) if document else []
    if place.at:
        line, column = place.at[:2]
        end = place.at[2] if len(place.at) == 3 else column + 1
        return Location(place.path, line, column, end, place.text or _line(lines, line))
    if document is None:
        return Location(place.path, 1, 1, 2, "")
    start_line, start, end_line, end = _span(document, place)
    text = _line(lines, start_line + 1)
    stop = end if end_line == start_line else len(text)
    return Location(place.path, start_line + 1, start + 1, max(stop, start + 1) + 1, text)


@lru_cache(maxsize=512)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _span(document: Document, place: Place) -> Span:
    """Span of the longest prefix of the route that the document holds."""
    places = _places(document)
    route: Route = place.route
    part = place.part
    while route:
        for candidate in (part, "key", "value"):
            span = places.get((route, candidate))
            if span is not None and not _is_block(span, candidate):
                return span
            if span is not None and (key := places.get((route, "key"))):
                return key
            if span is not None:
                return span[0], span[1], span[0], span[1] + 1
        route, part = route[:-1], "key"
    return 0, 0, 0, 1


def _is_block(span: Span, part: str) -> bool:
    """Whether a span is an opened container, which marks no text of its own."""
    return part == "value" and span[:2] == span[2:]


class _Identity:
    """A document as a cache key: by identity, since its data cannot be hashed."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.document is self.document


@lru_cache(maxsize=512)
def _cached(key: _Identity) -> dict[tuple[Route, str], Span]:
    return places_of(key.document)


def _places(document: Document) -> dict[tuple[Route, str], Span]:
    return _cached(_Identity(document))
