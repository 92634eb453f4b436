"""A risk's magnitude, read from the pack's matrix: it is a table, not a product."""

from __future__ import annotations

from dataclasses import dataclass

from cetakbiru.metamodel import Metamodel, Text, text
from cetakbiru.model.types import Element, Model


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A risk's magnitude and the level that it falls in, ``rank`` from 1."""

    value: int
    rank: int
    level: Text


def magnitude(metamodel: Metamodel, likelihood: int, impact: int) -> Magnitude | None:
    """Look a magnitude up.

    Args:
        metamodel: the pack, whose ``risk_matrix`` holds rows by likelihood and columns by impact.
        likelihood: level of likelihood, from 1.
        impact: level of impact, from 1.

    Returns:
        None where the pack has no matrix or the levels are not in it.
    """
    row = (metamodel.risk_matrix.get("rows") or {}).get(str(likelihood)) or ()
    if not 1 <= impact <= len(row):
        return None
    value = int(row[impact - 1])
    bands = [item for item in metamodel.risk_matrix.get("levels") or () if int(item["from"]) <= value]
    return Magnitude(value, len(bands), text(bands[-1]["label"]) if bands else {})


def magnitude_of(model: Model, element: Element) -> Magnitude | None:
    """Magnitude of a risk of the model, by its attributes of the roles ``likelihood`` and ``impact``."""
    levels = [str(model.value(element, role) or "") for role in ("likelihood", "impact")]
    if not all(level.isdigit() for level in levels):
        return None
    return magnitude(model.metamodel, int(levels[0]), int(levels[1]))
