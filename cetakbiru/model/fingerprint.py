"""What an element means, without how it is written: to compare it, and to tell later whether it changed.

A unit that relies on elements of others may approve of what they mean today: ``architecture/approvals/<unit>.yaml``
then holds their marks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from cetakbiru.model.impact import reliances
from cetakbiru.model.types import Element, Model

APPROVALS = "architecture/approvals"
RELIES_ON = "relies_on"
_ASIDE = ("source", "illustration", "remark")  # roles that say where the text comes from, not what the thing is


def plain(value: Any) -> Any:
    """A value without the order of its lists, to compare and to hash."""
    if isinstance(value, tuple | list):
        # By their text, since items of several types cannot be compared with one another.
        return tuple(sorted((plain(item) for item in value), key=repr))
    if isinstance(value, Mapping):
        return tuple(sorted(((key, plain(item)) for key, item in value.items()), key=repr))
    return value


def meaning_mark(model: Model, element: Element) -> str:
    """A short mark that stays the same as long as an element means the same: its kind, values and relations.

    Where it stands, in what order it is written and what sources it names make no difference.

    Args:
        model: its model.
        element: the element.
    """
    known = model.kind(element).all_attributes(element.variant)
    values = {name: value for name, value in element.values.items() if known[name].role not in _ASIDE}
    relations = [(r.name, r.target, r.values) for r in model.outgoing[element.id] if known[r.name].role not in _ASIDE]
    # A mark is committed and compared years later, on other machines: nothing in it may hang on one run of Python.
    text = json.dumps([element.kind, plain(values), plain(relations)], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def relied_on(model: Model, unit: str) -> dict[str, str]:
    """Elements of other owners that a unit's elements rely on, by id, each with its mark; sorted."""
    others = {there for here, there, _ in reliances(model) if model.owner(here) == unit != model.owner(there)}
    return {key: meaning_mark(model, model.elements[key]) for key in sorted(others)}


def approved(model: Model) -> dict[str, dict[str, str]]:
    """Units that have approved of what they rely on, each with the marks of that day by element id."""
    found = {}
    for path, document in model.sources.documents.items():
        pure = PurePosixPath(path)
        if str(pure.parent) == APPROVALS:
            marks = document.data.get(RELIES_ON) if isinstance(document.data, dict) else None
            found[pure.stem] = {key: str(mark) for key, mark in marks.items()} if isinstance(marks, dict) else {}
    return found
