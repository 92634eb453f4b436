"""Routes to lines and columns. Only a finding needs a line, so places are found again on demand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cetakbiru.source.document import Document
from cetakbiru.source.finding import Location, Place, Route
from cetakbiru.source.spots import Span, Spot, spots, spots_along

_FEW = 3


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
    found = _asked(document.text).along(place.route)
    exact = len(found) == len(place.route) + 1
    spans = (_of(spot, place.part if exact and spot is found[-1] else "key") for spot in found[:0:-1])
    return next((span for span in spans if span), (0, 0, 0, 1))


class _Asked:
    """A text of which places are asked for: the first few are looked up one by one, then all are read at once."""

    def __init__(self, text: str) -> None:
        self.text, self.times = text, 0

    def along(self, route: Route) -> list[Spot]:
        """Spots of the document and of what a route leads to, as far as it does."""
        self.times += 1
        if self.times <= _FEW:
            return spots_along(self.text, route)
        found = [spots(self.text)]
        for key in route:
            inner = found[-1].inner or {}
            if key not in inner:
                break
            found.append(inner[key])
        return found


@lru_cache(maxsize=4096)
def _asked(text: str) -> _Asked:
    return _Asked(text)


def _of(spot: Spot, part: str) -> Span | None:
    """Span of a key or of a value; a block of more than one line marks no text of its own, so its key stands for it."""
    if spot.value and spot.value[:2] != spot.value[2:] and (part == "value" or not spot.key):
        return spot.value
    if spot.key or not spot.value:
        return spot.key
    line, column = spot.value[:2]
    return line, column, line, column + 1
