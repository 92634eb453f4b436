"""What a report is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cetakbiru.metamodel import Metamodel
from cetakbiru.report.words import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a check, told in one language.

    Attributes:
        metamodel: the pack, for words and rules.
        language: language of the words.
        told: findings in the order of files and lines.
        waived: how many a waiver covers; ``known`` how many the baseline holds.
        elements, relations, rules: what was checked.
        color: whether to paint for a terminal.
    """

    metamodel: Metamodel
    language: str
    told: tuple[Told, ...]
    waived: int
    known: int
    elements: int
    relations: int
    rules: int
    color: bool = False
