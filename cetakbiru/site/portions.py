"""A long table in several pages, each light enough for a phone: nothing is left out, however large the model is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cetakbiru.metamodel import Text
from cetakbiru.views import Bar, Catalogue, ComputedView, Matrix, Roadmap

T = TypeVar("T")
# Measured: a cell of a catalogue comes to 170 bytes or less, an empty one of a matrix to 25 and a filled one to ten
# times that, a bar of a roadmap to 300.
CATALOGUE, MATRIX, BARS = 450, 2_500, 200
FILLED = 10
# Letters of a table that has a page to itself, and of one that shares its page with others.
ALONE, SHARED = 70_000, 20_000


def portions(view: ComputedView) -> list[ComputedView]:
    """The view itself, or as many views of the same name as it takes pages.

    Args:
        view: a computed view.
    """
    body: Any = view.body
    bodies: Sequence[Any] = (body,)
    if isinstance(body, Catalogue):
        bodies = [replace(body, rows=tuple(rows)) for rows in _catalogues(body)]
    elif isinstance(body, Matrix):
        bodies = list(_matrices(body))
    elif isinstance(body, Roadmap):
        bodies = [replace(body, rows=_grouped(part)) for part in _cuts(_bars(body), BARS)]
    return [replace(view, body=part) for part in bodies] or [view]


def path_of(path: str, number: int) -> str:
    """Address of a portion: the first has the view's own; a viewpoint's name holds no dot, so none can be alike."""
    return path if not number else path.replace(".html", f".{number + 1}.html")


def numbered(title: str, table: Mapping[str, Any]) -> str:
    """Title of a portion's page: that of a second or later one says which it is."""
    return f"{title} ({table['number'] + 1}/{len(table['parts'])})" if table["number"] else title


def is_later(path: str) -> bool:
    """Whether an address is that of a second or later portion."""
    return path.rpartition("/")[2].count(".") > 1


def ends(view: ComputedView) -> tuple[Any, Any, int]:
    """First and last row of a portion, and how many there are: ids, or names where a row has no element."""
    body: Any = view.body
    rows: list[Any] = [bar.id for _, bar in _bars(body)] if isinstance(body, Roadmap) else list(body.rows)
    named: list[Any] = [getattr(row, "name", row) for row in rows]
    return named[0], named[-1], len(rows)


def _catalogues(body: Catalogue) -> Iterator[Sequence[str]]:
    """Rows in their order, as long as their cells, and what the steps of columns lead to, are few."""
    led: dict[str, int] = {}
    for (row, _), found in body.ends.items():
        led[row] = led.get(row, 0) + len(found)
    return filled(body.rows, lambda row: 2 + len(body.columns) + led.get(row, 0), CATALOGUE)


def filled(rows: Sequence[T], cost: Callable[[T], int], most: int) -> Iterator[Sequence[T]]:
    """Rows in their order, in parts of at least one row, each as long as it does not cost too much.

    Args:
        rows: rows of a table.
        cost: what one row costs.
        most: what a part may cost.
    """
    part, full = list[T](), 0
    for row in rows:
        more = cost(row)
        if part and full + more > most:
            yield part
            part, full = [], 0
        part, full = [*part, row], full + more
    if part:
        yield part


def tables(parts: Sequence[Sequence[Any]], first: str, later: str, name: Callable[[Any], str]) -> list[dict[str, Any]]:
    """Parts of a table as templates show them, each with what leads to all of them where there are several.

    Args:
        parts: rows of each part.
        first: address of the first part.
        later: address that those of later parts are made from.
        name: what a reader looks for a row by.
    """
    leads = [
        {"target": path_of(later, number) if number else first, "count": len(part),
         "first": name(part[0]), "last": name(part[-1])}
        for number, part in enumerate(parts)
    ] if parts[1:] else []  # fmt: skip
    return [{"rows": part, "parts": leads, "number": number} for number, part in enumerate(parts)]


def _cuts(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    return (rows[start : start + most] for start in range(0, len(rows), most))


def _bars(body: Roadmap) -> list[tuple[Text, Bar]]:
    return [(words, bar) for words, bars in body.rows for bar in bars]


def _grouped(bars: Sequence[tuple[Text, Bar]]) -> tuple[tuple[Text, tuple[Bar, ...]], ...]:
    groups: list[tuple[Text, list[Bar]]] = []
    for words, bar in bars:
        if not groups or groups[-1][0] != words:
            groups.append((words, []))
        groups[-1][1].append(bar)
    return tuple((words, tuple(found)) for words, found in groups)


def _matrices(body: Matrix) -> Iterator[Matrix]:
    """Rows in their order, with the columns that they fill, as long as rows times columns stay few."""
    filled: dict[str, set[str]] = {}
    for key, column in body.cells:
        filled.setdefault(key, set()).add(column)
    start, full, columns = 0, 0, set[str]()
    for number, row in enumerate(body.rows):
        own = filled.get(row.id, set())
        wider, full = columns | own, full + len(own)
        if number > start and (number - start + 1) * len(wider) + FILLED * full > MATRIX:
            yield _part(body, start, number, columns)
            start, wider, full = number, own, len(own)
        columns = wider
    if start < len(body.rows):
        # A matrix that fits as it is keeps its empty columns.
        yield _part(body, start, len(body.rows), columns) if start else body


def _part(body: Matrix, start: int, end: int, columns: set[str]) -> Matrix:
    rows = body.rows[start:end]
    ids = {row.id for row in rows}
    kept = tuple(column for column in body.columns if column.id in columns)
    return Matrix(rows, kept, {ends: cell for ends, cell in body.cells.items() if ends[0] in ids})
