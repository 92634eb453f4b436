"""The form ``catalogue``: elements in a table.

Options: ``select`` the elements; ``columns`` the attributes shown, by name (relations too).
"""

from __future__ import annotations

from cetakbiru.metamodel import Text
from cetakbiru.model import Model
from cetakbiru.views.compute import chosen
from cetakbiru.views.types import Catalogue, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Catalogue:
    """Rows of a viewpoint, and the labels of the columns that its kinds have."""
    elements = chosen(model, point, "select", unit)
    kinds = [model.metamodel.kinds[name] for name in dict.fromkeys(item.kind for item in elements)]
    columns: list[tuple[str, Text]] = []
    for name in point.words("columns"):
        attribute = next((found for kind in kinds if (found := kind.attribute(name))), None)
        if attribute:
            columns.append((name, attribute.label))
    return Catalogue(tuple(columns), tuple(item.id for item in elements))
