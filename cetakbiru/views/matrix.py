"""The form ``matrix``: elements against elements, or owners against domains.

Options: ``rows`` and ``columns`` select elements; ``columns: "@domain"`` takes the pack's domains instead, and a cell
counts what the row owns there. Otherwise a cell holds the ``relations`` (names or ``@role``) between row and column,
either way round; ``owned: true`` counts those of all that the row owns, ``owned: both`` those between what the row
owns and what the column owns. ``show`` names an attribute of the relation.
With ``of`` and ``via`` a cell counts the elements ``of`` a selector that the row owns and that reach the column along
the steps ``via``, any number of them. ``least`` leaves out columns with fewer filled rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from cetakbiru.model import Model, Relation
from cetakbiru.model.steps import Walk
from cetakbiru.views.compute import chosen, head, relations, touching
from cetakbiru.views.types import Cell, Head, Matrix, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Matrix:
    """Rows, columns and cells of a viewpoint; empty rows and columns are left out unless ``keep_empty`` is set."""
    rows = chosen(model, point, "rows", unit)
    ids = {row.id for row in rows}
    if point.word("columns") == "@domain":
        columns = [Head(item.key, item.label, item.label) for item in model.metamodel.domains.values()]
        cells = _owned_by_domain(model, ids)
    else:
        across = chosen(model, point, "columns", unit)
        ends = (ids, {item.id for item in across})
        cells = _reaching(model, point, *ends) if point.word("of") else _related(model, point, *ends)
        reached = {column for _, column in cells}
        columns = [head(model, item) for item in across if item.id in reached]
    filled = Counter(column for _, column in cells)
    used_columns = {column for column, count in filled.items() if count >= point.number("least", 1)}
    # After the columns: a row may have had cells in none but those left out.
    used_rows = {row for row, column in cells if column in used_columns}
    keep = point.flag("keep_empty")
    return Matrix(
        tuple(head(model, row) for row in rows if keep or row.id in used_rows),
        tuple(column for column in columns if column.id in used_columns),
        {ends: cell for ends, cell in cells.items() if ends[1] in used_columns},
    )


def _owned_by_domain(model: Model, rows: set[str]) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for element in model.elements.values():
        owner = model.owner(element.id)
        # Everyone has a record; counting it would fill a cell in every row.
        if owner in rows and owner != element.id:
            found[owner, model.kind(element).domain].append(element.id)
    return {key: Cell(str(len(ids)), tuple(ids), len(ids)) for key, ids in found.items()}


def _related(model: Model, point: Viewpoint, rows: set[str], columns: set[str]) -> dict[tuple[str, str], Cell]:
    wanted, owned = point.words("relations"), point.word("owned")
    found: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    # Where owners speak for what they own, any relation may count; else each touches a row and a column.
    fewest = min(rows, columns, key=len)
    for relation in relations(model, wanted) if owned else touching(model, wanted, fewest):
        for one, other in ((relation.source, relation.target), (relation.target, relation.source)):
            row = model.owner(one) if owned else one
            column = model.owner(other) if owned == "both" else other
            if row in rows and column in columns and row != column:
                found[row, column].append(relation)
    return {key: _cell(items, point.word("show")) for key, items in found.items()}


def _reaching(model: Model, point: Viewpoint, rows: set[str], columns: set[str]) -> dict[tuple[str, str], Cell]:
    """Elements of a selector by their owner and by the columns that they reach."""
    walk = Walk(model, point.words("via"))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for element in chosen(model, point, "of", ""):
        owner = model.owner(element.id)
        for column in walk.reach([element.id]).keys() & columns if owner in rows else ():
            found[owner, column].append(element.id)
    return {key: Cell(str(len(ids)), tuple(ids), len(ids)) for key, ids in found.items()}


def _cell(items: list[Relation], show: str) -> Cell:
    """What a cell says: an attribute of the relations, how many there are, or a mark."""
    ids = tuple(dict.fromkeys(end for item in items for end in (item.source, item.target)))
    shown = sorted({str(item.values[show]) for item in items if show in item.values})
    return Cell(" ".join(shown) or (str(len(items)) if len(items) > 1 else "●"), ids, len(items))
