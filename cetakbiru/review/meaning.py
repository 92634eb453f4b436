"""What changes mean: whom they reach and by which path, which figures move, and whom to ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cetakbiru.metamodel import Text
from cetakbiru.model import Changes, Impact, Model
from cetakbiru.source import Finding

SERVICE = "business-service"
LEANING = ("hosting", "network", "storage", "dependency", "flow", "access")


@dataclass(frozen=True, slots=True)
class Impacted:
    """What a changed element reaches.

    Attributes:
        element: id of the changed element; ``sign`` how it changed: ``+``, ``-`` or ``~``.
        up: services that depend on it, each with the path from the element.
        down: what it stands on, each with the path.
        units: owners of all these, its own owner left out.
        codes: reference codes under which the services are classified.
    """

    element: str
    sign: str
    up: Mapping[str, tuple[str, ...]]
    down: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """A figure before and after. ``subject`` narrows it: a reference, a year, a unit, a rule."""

    key: str
    subject: Text
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Question:
    """What a unit that made no change should confirm: something that it relies on, or that now relies on it.

    Attributes:
        unit: id of the unit asked.
        key: ``relies-on-changed``, ``relies-on-removed`` or ``is-relied-on``.
        own: id of the unit's element; ``other`` that of the changed one, owned by ``owner``.
    """

    unit: str
    key: str
    own: str
    other: str
    owner: str


def touched(changes: Changes) -> dict[str, str]:
    """Ids of changed elements with their sign; for removed ones the id before."""
    signs = {item.after.id: "~" for item in changes.identities}
    signs |= {change.element: "~" for change in changes.attributes}
    signs |= {change.either.source: "~" for change in changes.relations}
    signs |= {item.id: "+" for item in changes.added}
    return {changes.new_ids.get(key, key): sign for key, sign in signs.items()} | {i.id: "-" for i in changes.removed}


def impacted(before: Model, after: Model, changes: Changes) -> tuple[Impacted, ...]:
    """What each changed element reaches: the removed ones in the model before, all others in the model after."""
    sides = {"-": (before, Impact(before)), "+": (after, Impact(after))}
    found = []
    for key, sign in sorted(touched(changes).items()):
        model, impact = sides["-" if sign == "-" else "+"]
        if key in model.elements:
            found.append(_impact(model, impact, key, sign))
    return tuple(item for item in found if item.up or item.down)


def _impact(model: Model, impact: Impact, key: str, sign: str) -> Impacted:
    up = {other: tuple(path) for other, path in impact.dependants(key).items() if _role(model, other) == SERVICE}
    down = {other: tuple(path) for other, path in impact.foundations(key).items()}
    owners = {model.owner(item) for item in (*up, *down)} - {"", model.owner(key)}
    return Impacted(key, sign, up, down, tuple(sorted(owners)), tuple(sorted(_codes(model, (key, *up)))))


def _role(model: Model, element_id: str) -> str:
    return model.kind(model.elements[element_id]).role


def _codes(model: Model, ids: Iterable[str]) -> set[str]:
    return {str(code) for key in ids if (code := model.value(model.elements[key], "classification"))}


def deltas(before: Model, after: Model, old: Iterable[Finding], new: Iterable[Finding]) -> tuple[Delta, ...]:
    """Figures that differ between two models.

    Args:
        before: the earlier model.
        after: the later one.
        old: findings of the earlier model.
        new: findings of the later one.
    """
    one, other = _figures(before, old), _figures(after, new)
    words = {**{key: value[1] for key, value in one.items()}, **{key: value[1] for key, value in other.items()}}
    rows = [(key, one.get(key, (0, {}))[0], other.get(key, (0, {}))[0]) for key in words]
    return tuple(Delta(key[0], words[key], left, right) for key, left, right in rows if left != right)


def _figures(model: Model, findings: Iterable[Finding]) -> dict[tuple[str, str], tuple[int, Text]]:
    """Every figure of a model by key and subject."""
    figures: dict[tuple[str, str], tuple[int, Text]] = {}
    for kind in model.metamodel.kinds.values():
        figures["elements", kind.name] = (len(model.by_kind[kind.name]), kind.plural)
    owners = _code_owners(model)
    for reference in model.metamodel.references.values():
        used = [found for (scheme, _), found in owners.items() if scheme == reference.scheme]
        figures["coverage", reference.scheme] = (len(used), {"*": reference.scheme})
        figures["doubles", reference.scheme] = (sum(1 for found in used if len(found) > 1), {"*": reference.scheme})
    for rule, count in Counter(item.rule for item in findings).items():
        title = model.metamodel.rules[rule].title if rule in model.metamodel.rules else {"*": rule}
        figures["findings", rule] = (count, title)
    return figures | _budgets(model)


def _code_owners(model: Model) -> dict[tuple[str, str], set[str]]:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for element in model.elements.values():
        for attribute in model.kind(element).attributes.values():
            code = element.values.get(attribute.name)
            if attribute.role == "classification" and code:
                owners[attribute.scheme, str(code)].add(model.owner(element.id))
    return owners


def _budgets(model: Model) -> dict[tuple[str, str], tuple[int, Text]]:
    """Budget by year, and by unit."""
    sums: Counter[tuple[str, str]] = Counter()
    for element in model.elements.values():
        budget = model.value(element, "budget")
        for year, amount in budget.items() if isinstance(budget, Mapping) else ():
            sums["budget-year", str(year)] += amount
            sums["budget-unit", model.owner(element.id)] += amount
    names = {key: model.value(model.elements[key], "name") for _, key in sums if key in model.elements}
    return {key: (amount, names.get(key[1]) or {"*": key[1]}) for key, amount in sums.items()}


def questions(before: Model, after: Model, changes: Changes) -> tuple[Question, ...]:
    """What units should confirm that made no change themselves."""
    authors = _authors(before, after, changes)
    asked = [*_new_reliance(after, changes), *_changed_below(after, changes), *_removed_below(before, changes)]
    return tuple(dict.fromkeys(item for item in asked if item.unit and item.unit not in authors))


def _authors(before: Model, after: Model, changes: Changes) -> set[str]:
    """Units whose own elements changed."""
    return {(before if sign == "-" else after).owner(key) for key, sign in touched(changes).items()}


def _new_reliance(model: Model, changes: Changes) -> Iterator[Question]:
    """Elements that others now rely on."""
    for change in changes.relations:
        relation = change.after
        if relation and not change.before and model.attribute(relation).role in LEANING:
            owner = model.owner(relation.source)
            yield Question(model.owner(relation.target), "is-relied-on", relation.target, relation.source, owner)


def _changed_below(model: Model, changes: Changes) -> Iterator[Question]:
    """Elements that rely on one whose attributes changed."""
    for key in {change.element for change in changes.attributes}:
        yield from _asking(model, key, "relies-on-changed")


def _removed_below(model: Model, changes: Changes) -> Iterator[Question]:
    """Elements that relied on one that is gone."""
    for element in changes.removed:
        yield from _asking(model, element.id, "relies-on-removed")


def _asking(model: Model, key: str, question: str) -> Iterator[Question]:
    for relation in model.incoming[key]:
        if model.attribute(relation).role in LEANING and model.owner(relation.source) != model.owner(key):
            yield Question(model.owner(relation.source), question, relation.source, key, model.owner(key))
