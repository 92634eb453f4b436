"""Computed views as facts for the templates, and the drawings that their pages need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cetakbiru.model import Element
from cetakbiru.render import Drawn, to_dot
from cetakbiru.site.addresses import relative
from cetakbiru.site.context import Context
from cetakbiru.site.marks import mark_of_facts
from cetakbiru.site.values import Piece, pieces
from cetakbiru.views import Catalogue, Cell, ComputedView, Diagram, Matrix


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram that a page needs; as a rule it is as it was, and nobody asks for its DOT text.

    Attributes:
        name: unique on its page, also the placeholder's name.
        title, description: words for screen readers.
        made_of: mark of all that its DOT text says.
        size: how many nodes and edges it has.
        draw: writes its DOT text.
    """

    name: str
    title: str
    description: str
    made_of: str
    size: int
    draw: Callable[[], Drawn] = field(compare=False)


def figure(context: Context, view: ComputedView, page: str) -> tuple[dict[str, Any], list[Drawing]]:
    """A view's facts, and its drawing where it has one."""
    facts: dict[str, Any] = {
        "name": f"_{view.name}",
        "form": view.form,
        "title": context.say(view.title),
        "intro": context.say(view.intro),
        "drawing": isinstance(view.body, Diagram),
        "body": None,
    }
    if isinstance(view.body, Diagram):
        return facts | _diagram(context, view.body), [_drawing(context, view, view.body, page)]
    if isinstance(view.body, Matrix):
        return facts | {"matrix": _matrix(context, view.body)}, []
    if isinstance(view.body, Catalogue):
        return facts | {"catalogue": _catalogue(context, view.body)}, []
    return facts | {"body": view.body, "whole": view.body}, []


def _drawing(context: Context, view: ComputedView, diagram: Diagram, page: str) -> Drawing:
    # A diagram is put into the page itself, so that its links begin where the page is.
    links = {node.id: relative(context.addresses.element(node.id), page) for node in diagram.nodes}
    kinds = [context.metamodel.kinds[key] for key in sorted({node.kind for node in diagram.nodes})]
    looks = [(kind.shape, kind.label, context.metamodel.domains[kind.domain].color) for kind in kinds]
    nodes, edges = len(diagram.nodes), len(diagram.edges)
    return Drawing(
        f"_{view.name}",
        context.say(view.title),
        context.label("diagram-description").format(nodes=nodes, edges=edges),
        mark_of_facts((diagram, links, looks, context.language)),
        nodes + edges,
        partial(to_dot, diagram, context.metamodel, context.language, links.__getitem__),
    )


def _diagram(context: Context, diagram: Diagram) -> dict[str, Any]:
    """Legend and the relations as a table."""
    kinds = {node.kind: context.metamodel.kinds[node.kind] for node in diagram.nodes}
    return {
        "legend": [
            {"label": context.say(kind.label), "color": context.metamodel.domains[kind.domain].color}
            for kind in kinds.values()
        ],
        "around": any(not node.own for node in diagram.nodes),
        "states": sorted({node.state for node in diagram.nodes} & {"new", "changed"}),
        "left_out": diagram.left_out,
        "edges": [
            {
                "source": _node(context, edge.source),
                "label": context.say(edge.label),
                "target": _node(context, edge.target),
                "count": edge.count,
            }
            for edge in diagram.edges
        ],
    }


def _node(context: Context, element_id: str) -> Piece:
    return Piece(context.name(element_id), target=context.addresses.element(element_id))


def _matrix(context: Context, matrix: Matrix) -> dict[str, Any]:
    strongest = max((cell.strength for cell in matrix.cells.values()), default=1)
    return {
        "columns": [
            {"name": context.say(column.name), "short": context.say(column.short), **_head(context, column.id)}
            for column in matrix.columns
        ],
        "rows": [
            {
                "name": context.say(row.name),
                **_head(context, row.id),
                "cells": [_cell(context, matrix, row.id, column.id, strongest) for column in matrix.columns],
            }
            for row in matrix.rows
        ],
    }  # fmt: skip


def _head(context: Context, head_id: str) -> dict[str, str]:
    return {"target": context.addresses.head(head_id)}


def _cell(context: Context, matrix: Matrix, row: str, column: str, strongest: int) -> dict[str, Any]:
    """A cell; where the column is a domain it leads to that domain's page of the row's unit, else to what it holds."""
    cell = matrix.cells.get((row, column))
    if cell is None:
        return {"words": "", "target": "", "level": 0, "title": ""}
    # They show on hovering, where more than a few cannot be read.
    names = ", ".join(context.name(item) for item in cell.ids[:6])
    # Five levels, for which the style sheet has classes.
    level = 1 + min(4, 4 * cell.strength // (strongest + 1))
    return {"words": cell.text, "target": _behind(context, cell, row, column), "level": level, "title": names}


def _behind(context: Context, cell: Cell, row: str, column: str) -> str:
    """Where a cell leads, if one page shows all that it holds."""
    if row.endswith(":") or column.endswith(":"):
        places = {context.addresses.element(item) for item in cell.ids}
        pages = {_overview(context, item) for item in cell.ids}
        return min(places) if len(places) == 1 else min(pages) if len(pages) == 1 else ""
    if column not in context.metamodel.domains:
        return ""
    pages = {_overview(context, item) for item in cell.ids}
    own = context.addresses.domain(row, column)
    return own if own in pages else min(pages)


def _overview(context: Context, element_id: str) -> str:
    return context.addresses.overview(context.model.whole.elements[element_id])


def _catalogue(context: Context, catalogue: Catalogue) -> dict[str, Any]:
    elements = [context.model.whole.elements[item] for item in catalogue.rows]
    return {
        "columns": [context.say(label) for _, label in catalogue.columns],
        "rows": [
            {
                **_head(context, element.id),
                "name": context.name(element.id),
                "owner": _owner(context, element),
                "cells": [_column(context, catalogue, element, key) for key, _ in catalogue.columns],
            }
            for element in elements
        ],
    }


def _owner(context: Context, element: Element) -> Piece | None:
    owner = context.model.whole.owner(element.id)
    return Piece(context.name(owner), target=context.addresses.element(owner)) if owner else None


def _column(context: Context, catalogue: Catalogue, element: Element, key: str) -> list[Piece]:
    if (element.id, key) in catalogue.ends:
        ends = catalogue.ends[element.id, key]
        return [Piece(context.name(item), target=context.addresses.element(item)) for item in ends]
    return _values(context, element, key)


def _values(context: Context, element: Element, name: str) -> list[Piece]:
    attribute = context.model.kind(element).attribute(name, element.variant)
    if attribute is None:
        return []
    if attribute.is_relation:
        targets = [r.target for r in context.model.whole.outgoing[element.id] if r.name == name]
        return [Piece(context.name(item), target=context.addresses.element(item)) for item in targets]
    return pieces(context, attribute, element.values[name]) if name in element.values else []
