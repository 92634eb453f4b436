"""What a rule type is given, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from keyword import iskeyword
from typing import Any, TypeVar

from cetakbiru.metamodel import PackError, Rule, Text
from cetakbiru.model import Element, Model, Relation, SelectorError, select
from cetakbiru.source import Finding, Place

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """One rule put to one model.

    Attributes:
        model: the model.
        rule: the rule, its parameters as data.
        horizon: first and last year of the plan.
        today: the day on which due dates are judged; never past where not given.
        among: ids of the elements that a rule which looks at each alone is put to, in the model's order; all if None.
    """

    model: Model
    rule: Rule
    horizon: tuple[int, int]
    today: date = date.max
    among: tuple[str, ...] | None = None

    @property
    def each(self) -> Collection[Element]:
        """The elements that a rule which looks at each alone is put to."""
        elements = self.model.elements
        return elements.values() if self.among is None else [elements[key] for key in self.among]

    def elements(self, selector: str) -> list[Element]:
        """Elements that a selector of the rule names.

        Raises:
            PackError: the rule's selector is not of the grammar.
        """
        try:
            return self.once(("select", selector), lambda: select(self.model, selector))
        except SelectorError as error:
            raise PackError(f"{self.rule.origin}: pemilih / selector: {error}") from None

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What another rule worked out of the model already, or what is worked out now.

        Args:
            key: the question that it answers.
            make: works it out.
        """
        memory = self.model.memory
        if key not in memory:
            memory[key] = make()
        found: T = memory[key]
        return found

    @property
    def whole(self) -> Model:
        """The model with what members published: relations are followed across the border."""
        return self.model.whole

    def anywhere(self, selector: str) -> list[Element]:
        """Elements of any government that a selector of the rule names.

        Raises:
            PackError: the rule's selector is not of the grammar.
        """
        return replace(self, model=self.whole).elements(selector)

    def name(self, element_id: str) -> Text:
        """Name of an element of any government, for a message."""
        self.model.told.add(element_id)
        return self.whole.value(self.whole.elements[element_id], "name") or {"*": element_id}

    def about(
        self,
        element: Element,
        *route: str | int,
        related: Iterable[Place] = (),
        facts: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding about an element, or about one of its attributes.

        The facts ``name``, ``id``, ``kind`` and ``owner`` are always there.
        """
        basic = {
            "name": self.name(element.id),
            "id": element.id,
            "kind": self.model.kind(element).label,
            "owner": self.model.owner(element.id),
        }
        place = element.place(*route)
        return Finding(self.rule.id, place, basic | dict(facts or {}), element.id, tuple(related))

    def on(self, relation: Relation, facts: Mapping[str, Any] | None = None) -> Finding:
        """A finding about a relation, placed at its target's name in the source's file.

        The facts ``target``, ``target_name`` and ``relation`` are added to those of ``about``.
        """
        source, target = self.model.elements[relation.source], self.whole.elements[relation.target]
        basic = {
            "target": relation.target,
            "target_name": self.name(relation.target),
            "relation": self.whole.attribute(relation).label,
        }
        return self.about(source, *relation.route, related=[target.place()], facts=basic | dict(facts or {}))

    def parameters(self, shape: type[P]) -> P:
        """The rule's parameters as a dataclass: words checked, numbers and lists read.

        Raises:
            PackError: a parameter is unknown, missing or not of its type.
        """
        known = {item.name: item for item in fields(shape)}  # type: ignore[arg-type]
        raw = {key.replace("-", "_"): value for key, value in self.rule.parameters.items()}
        raw = {(f"{key}_" if iskeyword(key) else key): value for key, value in raw.items()}
        unknown = sorted(set(raw) - set(known))
        missing = [key for key, item in known.items() if key not in raw and _needed(item)]
        if unknown or missing:
            raise PackError(
                f"{self.rule.origin}: parameter tak dikenal / unknown: {', '.join(unknown) or '-'}; "
                f"kurang / missing: {', '.join(missing) or '-'}"
            )
        try:
            return shape(**{key: _read(str(known[key].type), value) for key, value in raw.items()})
        except (TypeError, ValueError) as error:
            raise PackError(f"{self.rule.origin}: parameter: {error}") from None


def _needed(item: Any) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _read(kind: str, value: Any) -> Any:
    """A parameter's text as its annotated type: int, float, bool, tuple of text, or text."""
    if kind == "int":
        return int(value)
    if kind == "float":
        return float(value)
    if kind == "bool":
        return str(value).lower() in ("true", "yes", "ya")
    if kind.startswith("tuple"):
        return tuple(str(item) for item in (value if isinstance(value, list) else [value]))
    return "" if value is None else str(value)
