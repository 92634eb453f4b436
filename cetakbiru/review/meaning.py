"""What changes mean: whom they reach and by which path, which figures move, and whom to ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cetakbiru.metamodel import Text, say
from cetakbiru.model import Changes, Impact, Model, Relation, RelationChange, reliances
from cetakbiru.model.assessment import score
from cetakbiru.source import Finding

SERVICE = "business-service"
_STANDS_ON = ("hosting", "network", "storage", "dependency")


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
    """A figure before and after. ``subject`` narrows it: a reference, a year, a unit, a rule, an assessment."""

    key: str
    subject: Text
    before: Fraction | int
    after: Fraction | int


@dataclass(frozen=True, slots=True)
class Question:
    """What a unit that made no change should confirm: something that it relies on, or that now relies on it.

    Attributes:
        unit: id of the unit asked.
        key: ``is-relied-on`` or ``now-relies-on`` for a new link that another owner wrote, ``relied-on-lost`` for
            one that another owner took away, ``relies-on-changed`` or ``relies-on-removed`` for an old one.
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
    signs |= dict.fromkeys((_source(changes, change) for change in changes.relations), "~")
    return signs | {item.id: "+" for item in changes.added} | {item.id: "-" for item in changes.removed}


def _source(changes: Changes, change: RelationChange) -> str:
    """Id after of the element that holds or held a relation."""
    if change.after:
        return change.after.source
    return changes.new_ids.get(change.either.source, change.either.source)


def impacted(before: Model, after: Model, changes: Changes) -> tuple[Impacted, ...]:
    """What each changed element reaches; one that is gone, or lost a relation, also what it reached before."""
    earlier = {new: old for old, new in changes.new_ids.items()}
    lost = {_source(changes, change) for change in changes.relations if change.after is None}
    old, new = Impact(before), Impact(after)
    found = []
    for key, sign in sorted(touched(changes).items()):
        # The earlier side is asked only where something may have been lost: walking it takes as long again.
        sides = [(old, key if sign == "-" else earlier.get(key, key))] if sign == "-" or key in lost else []
        sides += [(new, key)] if sign != "-" else []
        found.append(_impact(sides, key, sign, changes.new_ids))
    return tuple(item for item in found if item.up or item.down)


def _impact(sides: Iterable[tuple[Impact, str]], key: str, sign: str, new_ids: Mapping[str, str]) -> Impacted:
    """What an element reaches on the sides where it is looked at, in ids after where there are such."""
    up: dict[str, tuple[str, ...]] = {}
    down: dict[str, tuple[str, ...]] = {}
    owners: set[str] = set()
    codes: set[str] = set()
    for impact, start in sides:
        model = impact.model
        above = {o: path for o, path in impact.dependants(start).items() if _role(model, o) == SERVICE}
        below = impact.foundations(start)
        for paths, found in ((above, up), (below, down)):
            named = (tuple(new_ids.get(step, step) for step in path) for path in paths.values())
            # The later side comes last and wins: a reader goes the way that there is now.
            found.update((path[-1], path) for path in named)
        owners |= {model.owner(item) for item in (*above, *below)} - {"", model.owner(start)}
        codes |= _codes(model, (start, *above))
    return Impacted(key, sign, up, down, tuple(sorted(owners)), tuple(sorted(codes)))


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
    # Later words win: what was renamed is told by its name of today.
    words = {**{key: value[1] for key, value in one.items()}, **{key: value[1] for key, value in other.items()}}
    # An index that was not there before did not rise from zero.
    known = [key for key in words if key[0] != "index" or (key in one and key in other)]
    rows = [(key, one.get(key, (0, {}))[0], other.get(key, (0, {}))[0]) for key in known]
    return tuple(Delta(key[0], words[key], left, right) for key, left, right in rows if left != right)


def _figures(model: Model, findings: Iterable[Finding]) -> dict[tuple[str, str], tuple[Fraction | int, Text]]:
    """Every figure of a model by key and subject."""
    figures: dict[tuple[str, str], tuple[Fraction | int, Text]] = {}
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
    return figures | _budgets(model) | _indices(model) | _progress(model)


def _indices(model: Model) -> dict[tuple[str, str], tuple[Fraction | int, Text]]:
    """The index of each assessment all of whose levels are given."""
    figures: dict[tuple[str, str], tuple[Fraction | int, Text]] = {}
    for kind in model.metamodel.kinds_with_role("assessment"):
        for element in model.by_kind[kind]:
            levels = model.value(element, "levels")
            instrument = model.metamodel.instruments.get(str(model.value(element, "instrument")))
            index = score(instrument, levels).index if instrument and levels else None
            if index is not None:
                figures["index", element.id] = (index, model.value(element, "name") or {"*": element.id})
    return figures


def _progress(model: Model) -> dict[tuple[str, str], tuple[Fraction | int, Text]]:
    """How many elements of each kind that progresses are in each state."""
    figures: dict[tuple[str, str], tuple[Fraction | int, Text]] = {}
    for kind in model.metamodel.kinds.values():
        attribute = kind.with_role("progress")
        counts = (
            Counter(str(item.values.get(attribute.name, "")) for item in model.by_kind[kind.name]) if attribute else {}
        )
        for state, count in counts.items():
            if attribute and state:
                words = model.metamodel.vocabularies[attribute.vocabulary].values.get(state, {"*": state})
                both = {key: f"{say(kind.plural, key)}: {say(words, key)}" for key in model.metamodel.languages}
                figures["progress", f"{kind.name}:{state}"] = (count, both)
    return figures


def _code_owners(model: Model) -> dict[tuple[str, str], set[str]]:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in model.metamodel.kinds.values():
        for attribute in (item for item in kind.attributes.values() if item.role == "classification"):
            for element in model.by_kind[kind.name]:
                if code := element.values.get(attribute.name):
                    owners[attribute.scheme, str(code)].add(model.owner(element.id))
    return owners


def _budgets(model: Model) -> dict[tuple[str, str], tuple[Fraction | int, Text]]:
    """Budget by year, and by unit."""
    sums: Counter[tuple[str, str]] = Counter()
    for element in model.elements.values():
        budget = model.value(element, "budget")
        for year, amount in budget.items() if isinstance(budget, Mapping) else ():
            sums["budget-year", str(year)] += amount
            sums["budget-unit", model.owner(element.id)] += amount
    names = {key: model.value(model.elements[key], "name") for _, key in sums if key in model.elements}
    names[""] = model.metamodel.label("shared")
    return {key: (amount, names.get(key[1]) or {"*": key[1]}) for key, amount in sums.items()}


def questions(before: Model, after: Model, changes: Changes) -> tuple[Question, ...]:
    """What units should confirm of changes that others made: at links between elements of two owners."""
    gone = {item.id for item in changes.removed}
    come = [item.after for item in changes.relations if item.after and not item.before]
    lost = [item.before for item in changes.relations if item.before and not item.after]
    asked = {
        *_links(after, come, "now-relies-on"),
        *_links(before, (item for item in lost if not {item.source, item.target} & gone), "relied-on-lost"),
        *_below(after, _altered(before, after, changes), "relies-on-changed", changes),
        *_below(before, gone, "relies-on-removed", changes),
    }
    return tuple(sorted(asked, key=lambda item: (item.unit, item.key, item.own, item.other)))


def _links(model: Model, relations: Iterable[Relation], key: str) -> Iterator[Question]:
    """Links that came or went, put to the owner who did not write them; a user that left asks nothing of anyone."""
    # By identity, because a relation holds a mapping and cannot be a member of a set.
    wanted = {id(relation) for relation in relations}
    for here, there, relation in reliances(model) if wanted else ():
        if id(relation) not in wanted or model.owner(here) == model.owner(there):
            continue
        if relation.source == there:
            yield from _question(model, key, here, there)
        elif key == "now-relies-on":
            yield from _question(model, "is-relied-on", there, here)


def _below(model: Model, keys: set[str], key: str, changes: Changes) -> Iterator[Question]:
    """Links to elements that changed, put to the owner who relies on them; new links are asked about as such."""
    new = {id(change.after) for change in changes.relations if change.before is None}
    gone = {item.id for item in changes.removed}
    for here, there, relation in reliances(model) if keys else ():
        if there in keys and here not in gone and id(relation) not in new and model.owner(here) != model.owner(there):
            yield from _question(model, key, here, there)


def _question(model: Model, key: str, own: str, other: str) -> Iterator[Question]:
    if unit := model.owner(own):
        yield Question(unit, key, own, other, model.owner(other))


def _altered(before: Model, after: Model, changes: Changes) -> set[str]:
    """Elements that say something else, stand on something else, or have another owner than before."""
    said = {change.element for change in changes.attributes}
    handed_over = {item.after.id for item in changes.identities if item.before.namespace != item.after.namespace}
    stands = {
        _source(changes, change)
        for change in changes.relations
        if (after if change.after else before).attribute(change.either).role in _STANDS_ON
    }
    # New links of these are asked about as such, and those who relied on what went are asked by another key.
    gone_or_come = {item.id for item in (*changes.added, *changes.removed)}
    return (said | handed_over | stands) - gone_or_come
