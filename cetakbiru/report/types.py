"""What a report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cetakbiru.metamodel import SEVERITIES, Metamodel, Rule, say
from cetakbiru.report.words import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a check, told in one language.

    Attributes:
        metamodel: the pack, for words.
        language: language of the words.
        told: findings in the order of files and lines.
        rules: the rules that were asked, severities as the policy has them.
        waived: how many findings a waiver covers; ``known`` how many the baseline holds.
        elements, relations: what was checked.
        fail_on: least severity that makes a check fail.
        program: how the reader calls the toolkit.
        color: whether to paint for a terminal; ``width`` how many signs its lines hold.
    """

    metamodel: Metamodel
    language: str
    told: tuple[Told, ...]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    waived: int = 0
    known: int = 0
    elements: int = 0
    relations: int = 0
    fail_on: str = "error"
    program: str = "cetakbiru"
    color: bool = False
    width: int = 100

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of findings of each severity, the gravest first."""
        found = Counter(item.severity for item in self.told)
        return {severity: found[severity] for severity in reversed(SEVERITIES)}

    @property
    def passed(self) -> bool:
        """Whether no finding is as grave as the threshold."""
        return not any(self.fails(item) for item in self.told)

    def fails(self, item: Told) -> bool:
        """Whether a finding is as grave as the threshold."""
        # Pack and settings give words; only their place in this order says which is graver.
        order = [str(severity) for severity in SEVERITIES]
        return order.index(item.severity) >= order.index(self.fail_on)

    def words(self, key: str, **facts: object) -> str:
        """Words of the report by key, in its language, with facts put in."""
        words = say(self.metamodel.label(key), self.language)
        return words.format(**facts) if facts else words

    def summary(self) -> list[str]:
        """What was checked and found, whether that is enough, and what to do next where there are findings."""
        counts = ", ".join(self._counted(number, f"count-{key}") for key, number in self.counts.items())
        extra = (("waived", self.waived), ("known", self.known))
        counts += "".join(f"; {number} {self.words(key)}" for key, number in extra if number)
        size = {"elements": self.elements, "relations": self.relations, "rules": len(self.rules)}
        lines = [self.words("checked", counts=counts, **size)]
        if not self.told:
            return [*lines, self.words("check-passed")]
        gravest = next(item for key in self.counts for item in self.told if item.severity == key)
        severity = self.words(f"severity-{gravest.severity}")
        lines.append(self.words("check-passed-with-findings" if self.passed else "check-failed", severity=severity))
        return [*lines, self.words("check-next", command=f"{self.program} explain {gravest.rule}")]

    def _counted(self, number: int, key: str) -> str:
        return f"{number} {self.words(key if number == 1 else f'{key}-many')}"
