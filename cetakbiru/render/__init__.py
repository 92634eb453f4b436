"""Computed views to DOT and SVG, page contexts to Markdown."""

from cetakbiru.render.dot import Drawn, to_dot
from cetakbiru.render.environment import (
    PageError,
    environment,
    escaped,
    markdown,
    mkdocs_file,
    page,
    template_folder,
)
from cetakbiru.render.frozen import freeze, variants
from cetakbiru.render.layout import LayoutError, layout
from cetakbiru.render.numbers import day, decimal, money, number, shown
from cetakbiru.render.plain import plain
from cetakbiru.render.svg import finish

__all__ = [
    "Drawn",
    "LayoutError",
    "PageError",
    "day",
    "decimal",
    "environment",
    "escaped",
    "finish",
    "freeze",
    "layout",
    "markdown",
    "mkdocs_file",
    "money",
    "number",
    "page",
    "plain",
    "shown",
    "template_folder",
    "to_dot",
    "variants",
]
