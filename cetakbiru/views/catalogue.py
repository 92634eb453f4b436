"""The form ``catalogue``: elements in a table.

Options: ``select`` the elements; ``columns`` the attributes shown, by name (relations too), or mappings with ``label``
and ``steps`` that lead to other elements one after another: ``{label: ..., steps: ["<data", "@hosting"]}``.
"""

from __future__ import annotations

from typing import Any

from cetakbiru.metamodel import Kind, Text, text
from cetakbiru.model import Element, Model
from cetakbiru.model.steps import Walk
from cetakbiru.views.compute import chosen
from cetakbiru.views.types import Catalogue, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Catalogue:
    """Rows of a viewpoint, and the labels of the columns that its kinds have."""
    elements = chosen(model, point, "select", unit)
    kinds = [model.metamodel.kinds[name] for name in dict.fromkeys(item.kind for item in elements)]
    columns: list[tuple[str, Text]] = []
    ends: dict[tuple[str, str], tuple[str, ...]] = {}
    listed = point.options.get("columns") or []
    for number, column in enumerate(listed if isinstance(listed, list) else [listed]):
        if isinstance(column, dict):
            columns.append((f"#{number}", text(column.get("label"))))
            ends |= _ends(model, elements, f"#{number}", column.get("steps") or [])
        elif label := _label(kinds, str(column)):
            columns.append((str(column), label))
    return Catalogue(tuple(columns), tuple(item.id for item in elements), ends)


def _label(kinds: list[Kind], name: str) -> Text | None:
    """Label of an attribute, be it one of a variant only."""
    known = (kind.all_attributes(variant) for kind in kinds for variant in ("", *kind.variants))
    return next((attributes[name].label for attributes in known if name in attributes), None)


def _ends(model: Model, elements: list[Element], key: str, steps: list[Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where the steps of a column lead from each row, one after another."""
    walks = [Walk(model, (str(step),)) for step in steps]
    ends = {}
    for element in elements:
        reached = [element.id]
        for walk in walks:
            reached = list(dict.fromkeys(there for here in reached for there in walk.onward.get(here, ())))
        ends[element.id, key] = tuple(reached)
    return ends
