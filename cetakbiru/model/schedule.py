"""The roadmap as a schedule: which chain of items decides its end, and what slips if one slips.

Each work package takes the years that it names; one may begin only after those that it follows have ended (critical
path method). Years are whole and inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cetakbiru.model.graph import parts
from cetakbiru.model.time import active_years
from cetakbiru.model.types import Model


@dataclass(frozen=True)
class Schedule:
    """The work packages of a model in time.

    Attributes:
        model: the model.
    """

    model: Model

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """First and last year of each work package."""
        found = {}
        for kind in self.model.metamodel.kinds_with_role("work-package"):
            for element in self.model.by_kind[kind]:
                if years := active_years(self.model, element):
                    found[element.id] = (years[0], years[-1])
        return found

    @cached_property
    def before(self) -> dict[str, list[str]]:
        """Each work package to those that must come first."""
        # What names no years has no place in time, and can hold nothing up.
        return {key: [t for t in self.model.targets(key, "precedence") if t in self.spans] for key in self.spans}

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """Each work package to those that wait for it."""
        following: dict[str, list[str]] = {key: [] for key in self.spans}
        for key, first in self.before.items():
            for item in first:
                following[item].append(key)
        return following

    def slack(self, key: str, end: int) -> int:
        """Years by which a work package may end later without moving anything that waits for it, or the plan's end.

        Args:
            key: the work package.
            end: the plan's last year.
        """
        last = self.spans[key][1]
        # Those that wait begin in the year after at the earliest; what nobody waits for has until the plan's end.
        spare = [self.spans[other][0] - 1 - last for other in self.after[key]] or [end - last]
        return max(0, min(spare))

    def chains(self) -> list[list[str]]:
        """Work packages that wait for each other, directly or through others, each group in order of time."""
        pairs = [(first, key) for key, earlier in self.before.items() for first in earlier]
        keys = dict.fromkeys(end for pair in pairs for end in pair)
        return [sorted(group, key=lambda key: (self.spans[key], key)) for group in parts(keys, pairs)]

    def critical_path(self) -> list[str]:
        """The longest chain of work packages that follow each other, by years of work; the earliest where two tie."""
        chains: dict[str, list[str]] = {}
        for key in self.spans:
            self._chain(key, chains, frozenset())
        return max(chains.values(), key=lambda chain: (self.work(chain), len(chain), chain[::-1]), default=[])

    def work(self, chain: list[str]) -> int:
        """Years of work in a chain."""
        return sum(last - first + 1 for first, last in (self.spans[key] for key in chain))

    def _chain(self, key: str, chains: dict[str, list[str]], open_keys: frozenset[str]) -> list[str]:
        """The longest chain that ends in a work package; a cycle is cut where it closes."""
        if key not in chains:
            inner = open_keys | {key}
            earlier = [self._chain(item, chains, inner) for item in self.before[key] if item not in inner]
            longest = max(earlier, key=lambda chain: (self.work(chain), chain), default=[])
            chains[key] = [*longest, key]
        return chains[key]

    def slips(self, key: str, years: int) -> Mapping[str, int]:
        """Work packages that end later, by how many years, if one ends some years late.

        Args:
            key: the late one.
            years: how late it ends.
        """
        late = {key: years}
        # Each comes with the chain that led to it: in a circle every round would push further, without end.
        queue = [(key, frozenset({key}))]
        while queue:
            here, chain = queue.pop(0)
            for other in self.after.get(here, ()):
                push = self.spans[here][1] + late[here] + 1 - self.spans[other][0]
                if push > late.get(other, 0) and other not in chain:
                    late[other] = push
                    queue.append((other, chain | {other}))
        del late[key]
        return late
