"""Routes to lines and columns. Only a finding needs a line, so places are found again on demand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cetakbiru.source.document import Document
from cetakbiru.source.finding import Location, Place, Route
from cetakbiru.source.passage import Passage, passage
from cetakbiru.source.spots import Span, Spot, spots


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
    # A value of several lines is marked to the end of its first.
    stop = end if end_line == start_line else len(text)
    return Location(place.path, start_line + 1, start + 1, max(stop, start + 1) + 1, text)


@lru_cache(maxsize=512)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _span(document: Document, place: Place) -> Span:
    """Span of the longest prefix of the route that the document holds."""
    alone = _alone(document, place.route)
    if alone and len(place.route) == 2 and place.part == "key":
        # The element's own id, as most places are: where it stands is known without reading what it holds.
        line, column, end_line, end = alone.key
        return line + alone.before, column, end_line + alone.before, end
    spot, before = (alone.spot, alone.before) if alone else (spots(document.text), 0)
    found = [spot]
    for key in place.route:
        if key not in (found[-1].inner or {}):
            break
        found.append((found[-1].inner or {})[key])
    exact = len(found) == len(place.route) + 1
    # From the end backwards, without the document itself: the nearest that is there stands for what is not.
    spans = (_of(spot, place.part if exact and spot is found[-1] else "key") for spot in found[:0:-1])
    line, column, end_line, end = next((span for span in spans if span), (-before, 0, -before, 1))
    return line + before, column, end_line + before, end


def _alone(document: Document, route: Route) -> Passage | None:
    """The lines of the element that a route leads to, if they can be told from the others."""
    match route, document.data:
        case (str(section), str(key), *_), {**sections} if isinstance(items := sections.get(section), dict):
            found = passage(document.text, section, key)
            if found and key in items and found.data == {section: {key: items[key]}}:
                return found
    return None


def _of(spot: Spot, part: str) -> Span | None:
    """Span of a key or of a value; a block of more than one line marks no text of its own, so its key stands for it."""
    if spot.value and spot.value[:2] != spot.value[2:] and (part == "value" or not spot.key):
        return spot.value
    if spot.key or not spot.value:
        return spot.key
    line, column = spot.value[:2]
    return line, column, line, column + 1
