"""What depends on what: who is touched when an element changes or stops, and the path that shows why.

Relations carry dependence by their role. Where something runs, is needed or is used, the holder depends on the
target; where it serves or carries out, the target depends on the holder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cetakbiru.model.steps import Walk, edges, trace
from cetakbiru.model.types import Model, Relation

UPWARD = ("<@hosting", "<@network", "<@storage", "<@dependency", "@serving", "@realization")
DOWNWARD = ("@hosting", "@network", "@storage", "@dependency", "<@serving", "<@realization")
EXCHANGE = ("@flow", "@access")
# Roles and no kinds: what a pack calls them is its own matter.
BEARERS = ("node", "application-component")
SERVICE = "business-service"


@dataclass(frozen=True)
class Impact:
    """Dependence in one model.

    Attributes:
        model: the model.
    """

    model: Model

    @cached_property
    def _up(self) -> Walk:
        return Walk(self.model, UPWARD)

    @cached_property
    def _down(self) -> Walk:
        return Walk(self.model, DOWNWARD)

    def dependants(self, element_id: str) -> dict[str, list[str]]:
        """All that depends on an element, near or far.

        Args:
            element_id: the element that changes or stops.

        Returns:
            Id of each dependant to the path from the element to it; nearest first.
        """
        return _paths(self._up, element_id)

    def stopped(self, element_id: str) -> dict[str, list[str]]:
        """Services that stop or suffer with an element that others stand on, each with the path that shows why."""
        if _role(self.model, element_id) not in BEARERS:
            return {}
        found = self.dependants(element_id)
        return {other: path for other, path in found.items() if _role(self.model, other) == SERVICE}

    def foundations(self, element_id: str) -> dict[str, list[str]]:
        """All that an element stands on, near or far, with the path that leads to each."""
        return _paths(self._down, element_id)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Of every element how many depend on it, and on how many it stands, near or far."""
        from cetakbiru.model.graph import graph_of, reached

        return reached(graph_of(((here, there) for here, there, _ in edges(self.model, UPWARD)), self.model.elements))


def _paths(walk: Walk, start: str) -> dict[str, list[str]]:
    before = walk.reach([start])
    return {key: trace(before, key) for key in before if key != start}


def reliances(model: Model) -> Iterator[tuple[str, str, Relation]]:
    """Every link by which one element relies on another: which one, on which other, and the relation that says so.

    Wider than dependence: nothing stops at once where an exchange of data ends, but someone counted on it. Data that
    names its users relies on none of them, and a gap runs on nothing: it waits to be closed.

    Args:
        model: the model.
    """
    for here, there, relation in edges(model, (*DOWNWARD, *EXCHANGE)):
        if _role(model, here) == "gap":
            continue
        is_read = model.attribute(relation).role == "access" and _role(model, here) == "data-object"
        yield (there, here, relation) if is_read else (here, there, relation)


def _role(model: Model, element_id: str) -> str:
    return model.kind(model.elements[element_id]).role
