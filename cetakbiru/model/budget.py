"""What the plan costs: amounts by year, with the unit, government, domain and function that each is for.

An amount counts once: under the one domain that its work package concerns, or as crossing domains where there are
several; under the function that its activity code begins with, or the only one that its unit has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cetakbiru.model.types import Element, Model

CROSSING = ""
_CONCERNS = ("association", "produces", "retires", "spent-on")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money for one year.

    Attributes:
        element: id of the work package or budget line.
        member: the member whose it is, or empty.
        owner: id of the unit.
        domain: the one domain that it concerns, or ``CROSSING``.
        function: code of the function, or empty where it is not told.
    """

    element: str
    member: str
    owner: str
    domain: str
    function: str
    year: int
    amount: int


def planned(model: Model) -> list[Amount]:
    """Budgets of all work packages, year by year."""
    return [
        _amount(model, element, year, amount)
        for element in _with_role(model, "work-package")
        for year, amount in _yearly(model, element).items()
    ]


def spent(model: Model) -> list[Amount]:
    """All budget lines."""
    return [
        _amount(model, element, model.value(element, "year"), model.value(element, "amount"))
        for element in _with_role(model, "budget-line")
        if isinstance(model.value(element, "year"), int) and isinstance(model.value(element, "amount"), int)
    ]


def totals(amounts: Iterable[Amount], key: Callable[[Amount], str]) -> dict[str, Counter[int]]:
    """Sums by year under each key, the largest total first.

    Args:
        amounts: what is summed.
        key: under what an amount is summed.
    """
    sums: dict[str, Counter[int]] = defaultdict(Counter)
    for item in amounts:
        sums[key(item)][item.year] += item.amount
    return dict(sorted(sums.items(), key=lambda pair: (-sum(pair[1].values()), pair[0])))


def _with_role(model: Model, role: str) -> Iterator[Element]:
    return (element for kind in model.metamodel.kinds_with_role(role) for element in model.by_kind[kind])


def _yearly(model: Model, element: Element) -> Mapping[int, int]:
    budget = model.value(element, "budget")
    return budget if isinstance(budget, Mapping) else {}


def _amount(model: Model, element: Element, year: int, amount: int) -> Amount:
    owner = model.owner(element.id)
    return Amount(
        element.id, element.member, owner, _domain(model, element), _function(model, element, owner), year, amount
    )


def _domain(model: Model, element: Element) -> str:
    """The one domain of what an element is about; a line that only pays for a work package has that one's."""
    ends = [end for role in _CONCERNS for end in model.targets(element.id, role)]
    found = {model.kind(model.elements[end]).domain for end in ends}
    if not ends:
        found = {_domain(model, model.elements[end]) for end in model.targets(element.id, "pays-for")}
    return found.pop() if len(found) == 1 else CROSSING


def _function(model: Model, element: Element, owner: str) -> str:
    """Code of the function that an activity code begins with, or the only one that the unit has."""
    unit = model.elements.get(owner)
    attribute = model.metamodel.kinds[unit.kind].with_role("function") if unit else None
    if unit is None or attribute is None:
        return ""
    known = model.metamodel.references[attribute.scheme].codes
    code = str(model.value(element, "activity") or "")
    while code and code not in known:
        code = code.rpartition(".")[0]
    own = list(unit.values.get(attribute.name) or ())
    return code or (str(own[0]) if len(own) == 1 else "")
