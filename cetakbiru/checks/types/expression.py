"""``expression``: a condition that each element must meet, written in Jinja's expression language, in its sandbox.

Parameters: ``for`` which elements; ``expect`` the condition; ``at`` the attribute to point at.

Variables of the condition: the element's attributes by their names (text in the pack's first language; what is not
given is none), ``id``, ``kind``, ``owner``, ``unit`` (whose file it stands in), ``start`` and ``end`` (its years),
``years`` (those that its yearly attributes name), ``relations`` and ``inverse`` (name of a relation to the ids at
its other end), ``owned`` (of a work unit: name of a kind to the ids it owns) and ``horizon`` (first and last year).
Each attribute is a fact of the message as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import PackError, say
from cetakbiru.model import Element, active_years, lifetime
from cetakbiru.source import Finding


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    expect: str
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """Elements that do not meet the condition.

    Raises:
        PackError: the condition is not an expression, or fails on an element.
    """
    asked = question.parameters(Parameters)
    holds = _compiled(question, asked.expect)
    owned = _owned(question) if "owned" in asked.expect else {}
    for element in question.elements(asked.for_):
        values = _variables(question, element) | {"owned": owned.get(element.id, {})}
        try:
            met = holds(**values)
        except Exception as error:
            raise PackError(f"{question.rule.origin}: expect: {element.id}: {error}") from None
        if not met:
            facts = {**element.values, "start": values["start"] or "", "end": values["end"] or ""}
            yield question.about(element, *((asked.at,) if asked.at else ()), facts=facts)


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, with no arithmetic that makes much of little."""

    intercepted_binops = frozenset({"**", "*"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def _compiled(question: Question, condition: str) -> Callable[..., Any]:
    try:
        return _Sandbox().compile_expression(condition)
    except TemplateSyntaxError as error:
        raise PackError(f"{question.rule.origin}: expect: {error}") from None


def _variables(question: Question, element: Element) -> dict[str, Any]:
    """What a condition may name."""
    model = question.model
    first, last = lifetime(model, element)
    relations: dict[str, list[str]] = defaultdict(list)
    inverse: dict[str, list[str]] = defaultdict(list)
    for item in model.outgoing[element.id]:
        relations[item.name].append(item.target)
    for item in model.incoming[element.id]:
        inverse[item.name].append(item.source)
    return {key: _plain(question, value) for key, value in element.values.items()} | {
        "id": element.id, "kind": element.kind, "owner": model.owner(element.id), "unit": element.namespace,
        "start": first, "end": last, "years": active_years(model, element),
        "relations": relations, "inverse": inverse, "horizon": question.horizon,
    }  # fmt: skip


def _plain(question: Question, value: Any) -> Any:
    """Text as a string; all else as it is."""
    if isinstance(value, Mapping) and not any(isinstance(key, int) for key in value):
        return say(value, question.model.metamodel.languages[0])
    return tuple(_plain(question, item) for item in value) if isinstance(value, tuple) else value


def _owned(question: Question) -> dict[str, dict[str, list[str]]]:
    owned: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for element in question.model.elements.values():
        owned[question.model.owner(element.id)][element.kind].append(element.id)
    return owned
