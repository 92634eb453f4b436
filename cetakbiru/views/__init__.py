"""A model and a viewpoint to a computed view: what is shown, before any layout or markup."""

from cetakbiru.views.compute import compute, forms, short_name, viewpoints
from cetakbiru.views.types import Catalogue, Cell, ComputedView, Diagram, Edge, Head, Matrix, Node, Viewpoint

__all__ = [
    "Catalogue",
    "Cell",
    "ComputedView",
    "Diagram",
    "Edge",
    "Head",
    "Matrix",
    "Node",
    "Viewpoint",
    "compute",
    "forms",
    "short_name",
    "viewpoints",
]
