"""``expression``: a condition that each element must meet, written in Jinja's expression language, in its sandbox.

Parameters: ``for`` which elements; ``expect`` the condition; ``at`` the attribute to point at. Its variables are the
element's attributes by their names (text in the pack's first language; what is not given is false) and ``id``,
``kind``, ``owner``, ``unit`` (whose file it stands in), ``start`` and ``end`` (its years), ``years`` (those that its
yearly attributes name), ``relations`` and ``inverse`` (name of a relation to the ids at its other end), ``owned``
(of a work unit: name of a kind to the ids it owns) and ``horizon`` (first and last year). Attributes are facts too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import PackError, say
from cetakbiru.model import Element, Model, Relation, active_years, lifetime
from cetakbiru.source import Finding

READS = ()


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
    holds, named = _compiled(question, asked.expect)
    makers = {key: make for key, make in VARIABLES.items() if key in named}
    attributes = named - VARIABLES.keys() - {"horizon"}
    for element in question.elements(asked.for_):
        made = {key: make(question.model, element) for key, make in makers.items()}
        given = {key: _plain(question, element.values.get(key)) for key in attributes}
        try:
            met = holds(given | made, horizon=question.horizon)
        except Exception as error:
            raise PackError(f"{question.rule.origin}: expect: {element.id}: {error}") from None
        if not met:
            facts = {**element.values, **{key: value for key, value in made.items() if isinstance(value, int)}}
            yield question.about(element, *((asked.at,) if asked.at else ()), facts=facts)


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, with no arithmetic that makes much of little."""

    intercepted_binops = frozenset({"**", "*"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def _compiled(question: Question, condition: str) -> tuple[Callable[..., Any], set[str]]:
    """The condition, ready to be asked, and the variables that it names."""
    sandbox = _Sandbox()
    sandbox.globals.clear()  # no condition may name them, and each element would be given all of them
    kinds = question.model.metamodel.kinds.values()
    known = {name for kind in kinds for variant in ("", *kind.variants) for name in kind.all_attributes(variant)}
    try:
        named = find_undeclared_variables(sandbox.parse(f"{{{{ ({condition}) }}}}"))
        if unknown := named - known - VARIABLES.keys() - {"horizon"}:
            raise TemplateSyntaxError(f"tak dikenal / unknown: {', '.join(sorted(unknown))}", 1)
        return sandbox.compile_expression(condition), named
    except TemplateSyntaxError as error:
        raise PackError(f"{question.rule.origin}: expect: {error.message}") from None


def _plain(question: Question, value: Any) -> Any:
    """A value as a condition sees it, None where it is not given; text in the pack's first language."""
    if isinstance(value, tuple):
        return tuple(_plain(question, item) for item in value)
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return say(value, question.model.metamodel.languages[0])
    return value


def _ends(relations: list[Relation], end: str) -> dict[str, list[str]]:
    """Ids at an end of relations, by the relations' names."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in relations:
        found[item.name].append(getattr(item, end))
    return found


def _owned(model: Model, unit: Element) -> dict[str, list[str]]:
    """Ids of what a work unit owns, by their kinds."""
    return {kind: [] for kind in model.by_kind} | model.owned.get(unit.id, {})


VARIABLES: Mapping[str, Callable[[Model, Element], Any]] = {
    "id": lambda _, element: element.id,
    "kind": lambda _, element: element.kind,
    "unit": lambda _, element: element.namespace,
    "owner": lambda model, element: model.owner(element.id),
    "start": lambda model, element: lifetime(model, element)[0],
    "end": lambda model, element: lifetime(model, element)[1],
    "years": active_years,
    "relations": lambda model, element: _ends(model.whole.outgoing[element.id], "target"),
    "inverse": lambda model, element: _ends(model.whole.incoming[element.id], "source"),
    "owned": _owned,
}
