"""A model and a viewpoint to a computed view: what is shown, before any layout or markup."""

from cetakbiru.views.compute import compute, forms, short_name, viewpoints, whose
from cetakbiru.views.types import (
    Bar,
    Catalogue,
    Cell,
    ComputedView,
    Diagram,
    Edge,
    Head,
    Heatmap,
    Matrix,
    Node,
    Radar,
    Roadmap,
    Tile,
    Viewpoint,
)

__all__ = [
    "Bar",
    "Catalogue",
    "Cell",
    "ComputedView",
    "Diagram",
    "Edge",
    "Head",
    "Heatmap",
    "Matrix",
    "Node",
    "Radar",
    "Roadmap",
    "Tile",
    "Viewpoint",
    "compute",
    "forms",
    "short_name",
    "viewpoints",
    "whose",
]
