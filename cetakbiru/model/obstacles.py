"""What obstacles hold up: services and work packages, by the path that leads to each; and what their removal frees.

An obstacle blocks what it names; what depends on that is blocked with it, and so are work packages that concern or
bring something blocked, and those that wait for them. Its removal frees what no other open obstacle blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cetakbiru.model.impact import UPWARD
from cetakbiru.model.steps import Walk, trace
from cetakbiru.model.types import Element, Model

ROLES = ("business-service", "work-package")
_STEPS = (*UPWARD, "<@association", "<@produces", "<@precedence")


@dataclass(frozen=True, slots=True)
class Blockage:
    """What one obstacle holds up.

    Attributes:
        element: id of the obstacle.
        paths: each service and work package that it holds up to the path from the obstacle, nearest first.
        frees: those of them that no other open obstacle holds up.
    """

    element: str
    paths: dict[str, list[str]]
    frees: tuple[str, ...]


def blockages(model: Model, obstacles: Iterable[Element]) -> list[Blockage]:
    """What each obstacle holds up, those first whose removal frees the most.

    Args:
        model: the model in which paths are sought.
        obstacles: the open ones.
    """
    walk = Walk(model, _STEPS)
    found = {item.id: _paths(model, walk, item) for item in obstacles}
    often = Counter(end for paths in found.values() for end in paths)
    rows = [Blockage(key, paths, tuple(end for end in paths if often[end] == 1)) for key, paths in found.items()]
    return sorted(rows, key=lambda row: (-len(row.frees), -len(row.paths), row.element))


def _paths(model: Model, walk: Walk, obstacle: Element) -> dict[str, list[str]]:
    before = walk.reach(model.targets(obstacle.id, "blocks"))
    return {key: [obstacle.id, *trace(before, key)] for key in before if model.kind(model.elements[key]).role in ROLES}
