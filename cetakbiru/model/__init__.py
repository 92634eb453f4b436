"""Documents and a metamodel to a Model: elements, relations, and the graph they make."""

from cetakbiru.model.build import build_model
from cetakbiru.model.diff import (
    AttributeChange,
    Changes,
    Identity,
    MemberChange,
    RelationChange,
    apply,
    diff,
    mirror,
)
from cetakbiru.model.fingerprint import APPROVALS, RELIES_ON, approved, meaning_mark, plain, relied_on
from cetakbiru.model.impact import Impact, reliances
from cetakbiru.model.read import SLUG, is_model_file, namespace_of, nearest, slug
from cetakbiru.model.selector import SelectorError, in_words, part, select
from cetakbiru.model.shared import Built
from cetakbiru.model.time import active_years, at, exists, is_new, lifetime
from cetakbiru.model.types import Element, Member, Model, Relation
from cetakbiru.model.written import Written, entry, written

__all__ = [
    "APPROVALS",
    "RELIES_ON",
    "SLUG",
    "AttributeChange",
    "Built",
    "Changes",
    "Element",
    "Identity",
    "Impact",
    "Member",
    "MemberChange",
    "Model",
    "Relation",
    "RelationChange",
    "SelectorError",
    "Written",
    "active_years",
    "apply",
    "approved",
    "at",
    "build_model",
    "diff",
    "entry",
    "exists",
    "in_words",
    "is_model_file",
    "is_new",
    "lifetime",
    "meaning_mark",
    "mirror",
    "namespace_of",
    "nearest",
    "part",
    "plain",
    "reliances",
    "relied_on",
    "select",
    "slug",
    "written",
]
