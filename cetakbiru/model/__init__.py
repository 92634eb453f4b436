"""Documents and a metamodel to a Model: elements, relations, and the graph they make."""

from cetakbiru.model.build import build_model
from cetakbiru.model.read import SLUG, is_model_file, namespace_of, nearest, slug
from cetakbiru.model.selector import SelectorError, select
from cetakbiru.model.time import active_years, at, exists, is_new, lifetime
from cetakbiru.model.types import Element, Model, Relation
from cetakbiru.model.written import Written, entry

__all__ = [
    "SLUG",
    "Element",
    "Model",
    "Relation",
    "SelectorError",
    "Written",
    "active_years",
    "at",
    "build_model",
    "entry",
    "exists",
    "is_model_file",
    "is_new",
    "lifetime",
    "namespace_of",
    "nearest",
    "select",
    "slug",
]
