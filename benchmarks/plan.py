"""What all parts of a made-up model agree on: how many units there are, and which codes they use."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from cetakbiru.metamodel import find_pack, load_pack

SIZES = {"S": 1_000, "M": 10_000, "L": 100_000}
YEARS = (2025, 2029)
PACK = "spbe"


def _codes() -> dict[str, list[str]]:
    """The codes of each scheme at the depth that the pack asks for."""
    references = load_pack(find_pack(PACK, Path())).references
    depths = {"RAB": 3, "RAL": 3, "RAD": 3, "URUSAN": 1}
    return {scheme: [key for key, code in references[scheme].codes.items() if code.level == depth]
            for scheme, depth in depths.items()}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A model to be made.

    Attributes:
        elements: about how many elements it holds.
        seed: another seed gives another model of the same size.
    """

    elements: int
    seed: int = 0
    codes: dict[str, list[str]] = field(default_factory=_codes)

    @property
    def units(self) -> int:
        """How many work units there are: about forty elements stand in the blueprint of one."""
        return max(2, self.elements // 40)

    @property
    def shared(self) -> int:
        """How many things of each kind the units share; it grows far slower than the units."""
        return min(8 + self.units // 10, self.units)

    def dice(self, number: int) -> Random:
        """The dice of one unit, or of the shared architecture (-1): a unit is the same whoever else is there."""
        return Random(f"{self.seed}/{number}")

    def unit(self, number: int) -> str:
        """Id of a unit; numbers go round."""
        return f"unit-{number % self.units:04}"

    def code(self, scheme: str, number: int) -> str:
        """A code of a scheme; numbers go round."""
        return self.codes[scheme][number % len(self.codes[scheme])]
