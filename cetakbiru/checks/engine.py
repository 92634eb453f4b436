"""Puts every active rule to the model."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cetakbiru.checks.question import Question
from cetakbiru.checks.reads import reads
from cetakbiru.metamodel import PackError, Rule
from cetakbiru.model import Model
from cetakbiru.source import Finding

READING = "reading"


@cache
def rule_types() -> tuple[str, ...]:
    """Names of the rule types: the files of ``types/``."""
    folder = Path(__file__).with_name("types")
    return tuple(sorted(p.stem.replace("_", "-") for p in folder.glob("*.py") if p.stem != "__init__"))


def type_module(name: str, origin: str = "") -> Any:
    """The module of a rule type.

    Raises:
        PackError: there is no such type.
    """
    if name not in rule_types():
        raise PackError(f"{origin}: type: {name} ({', '.join((READING, *rule_types()))})")
    return importlib.import_module(f"cetakbiru.checks.types.{name.replace('-', '_')}")


def ask(
    model: Model,
    rules: Iterable[Rule],
    horizon: tuple[int, int],
    *,
    year: int | None = None,
    today: date = date.max,
) -> Iterator[Finding]:
    """Put rules to a model; rules of the type ``reading`` were answered while reading.

    Args:
        model: the model, whole or of one year.
        rules: the active rules.
        horizon: first and last year of the plan.
        today: the day on which due dates are judged.
        year: the year that the model was cut to; types marked ``PLAN`` compare years and need the whole plan.
    """
    inquiry = Inquiry(model, horizon, year, today)
    for rule in rules:
        yield from inquiry.ask(rule)


@dataclass(frozen=True)
class Inquiry:
    """Rules put to one model, one by one.

    Attributes:
        model, horizon, year, today: as for ``ask``.
    """

    model: Model
    horizon: tuple[int, int]
    year: int | None
    today: date

    def ask(self, rule: Rule, among: tuple[str, ...] | None = None) -> Iterator[Finding]:
        """The answer to a rule; where the rule looks at each element alone, perhaps among some elements only."""
        module = None if rule.type == READING else type_module(rule.type, rule.origin)
        if module and not (self.year and getattr(module, "PLAN", False)):
            yield from module.check(Question(self.model, rule, self.horizon, self.today, among))

    def reads(self, rule: Rule) -> frozenset[str] | None:
        """What ``read_by`` tells of a rule."""
        return read_by(self.model, rule, self.horizon, of_year=bool(self.year))

    def is_alone(self, rule: Rule) -> bool:
        """Whether what a rule finds of an element hangs on the pack and on what is written of that element alone."""
        # What a year holds hangs on other elements too.
        return not self.year and rule.type != READING and getattr(type_module(rule.type), "ALONE", False)


def read_by(model: Model, rule: Rule, horizon: tuple[int, int], *, of_year: bool) -> frozenset[str] | None:
    """Names of the attributes and relations that an answer to a rule may hang on; None where it may be any.

    Args:
        model: the model.
        rule: the rule.
        horizon: first and last year of the plan.
        of_year: whether the model was cut to a year.
    """
    module = None if rule.type == READING else type_module(rule.type, rule.origin)
    words = getattr(module, "READS", None)
    if words is None:
        return None
    shape = getattr(module, "Parameters", None)
    parameters = Question(model, rule, horizon).parameters(shape) if shape else None
    return reads(model.metamodel, words, parameters, of_year=of_year)
