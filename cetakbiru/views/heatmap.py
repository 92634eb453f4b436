"""The form ``heatmap``: the classes of a reference, and how many elements fall in each.

Options: ``scheme`` of the reference; ``level`` of the tiles (2 unless said); ``select`` the elements counted.
A tile tells by how many owners it is served, and which finer codes are used by more than one owner.
"""

from __future__ import annotations

from collections import defaultdict

from cetakbiru.metamodel import Code, PackError
from cetakbiru.model import Element, Model
from cetakbiru.views.compute import chosen
from cetakbiru.views.types import Heatmap, Tile, Viewpoint


def compute(model: Model, point: Viewpoint, unit: str) -> Heatmap:
    """Tiles of a viewpoint, in groups of the level above.

    Raises:
        PackError: the pack has no such reference.
    """
    reference = model.metamodel.references.get(point.word("scheme"))
    if reference is None:
        raise PackError(f"viewpoints/{point.name}.yaml: scheme: {point.word('scheme')}")
    level = point.number("level", 2)
    used = _used(model, chosen(model, point, "select", unit), reference.scheme)
    groups: dict[str, list[Tile]] = defaultdict(list)
    for code in reference.codes.values():
        if code.level == level:
            groups[code.parent].append(_tile(model, code, used))
    rows = [(key, reference.codes[key].name if key else reference.label, tuple(tiles)) for key, tiles in groups.items()]
    return Heatmap(reference.scheme, tuple(rows))


def _used(model: Model, elements: list[Element], scheme: str) -> dict[str, list[str]]:
    """Codes in use to the elements that use them."""
    used: dict[str, list[str]] = defaultdict(list)
    for element in elements:
        for attribute in model.kind(element).all_attributes(element.variant).values():
            if attribute.scheme == scheme and attribute.role == "classification":
                used[str(element.values.get(attribute.name, ""))].append(element.id)
    return used


def _tile(model: Model, code: Code, used: dict[str, list[str]]) -> Tile:
    # With the point, or a code would count for another one that only begins with the same digits.
    below = {key: ids for key, ids in used.items() if key == code.code or key.startswith(f"{code.code}.")}
    ids = [item for found in below.values() for item in found]
    # What nobody owns serves no unit, and is nobody's double.
    owners = {key: {model.owner(item) for item in found} - {""} for key, found in below.items()}
    return Tile(
        code=code.code,
        name=code.name,
        ids=tuple(ids),
        owners=tuple(dict.fromkeys(owner for found in owners.values() for owner in sorted(found))),
        doubles=tuple(sorted(key for key, found in owners.items() if len(found) > 1)),
    )
