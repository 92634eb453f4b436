"""The form ``governments``: what several governments have, side by side.

Options: ``select`` the elements counted; ``by`` one of ``domain`` (how many each government has in each domain),
``name`` (elements whose names are alike) and ``code`` (elements of the same class); ``similar`` how alike names must
be, 0 to 1 (0.85 unless said); ``ignore`` words that do not tell names apart; ``level`` to which codes are cut (3);
``via`` a step to what is classed in the element's place; ``least`` in how many governments a row must be found (2).
Rows that more governments share come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cetakbiru.metamodel import PackError, say
from cetakbiru.model import Element, Model
from cetakbiru.model.alike import alike, plain
from cetakbiru.model.steps import Walk
from cetakbiru.views.compute import chosen, government, head
from cetakbiru.views.types import Cell, Head, Matrix, Viewpoint

Group = tuple[Head, list[Element]]
_BY = ("domain", "name", "code")


def compute(model: Model, point: Viewpoint, unit: str) -> Matrix:
    """Governments against domains, or what is alike in several of them against governments.

    Raises:
        PackError: the option ``by`` is none of those that there are.
    """
    by = point.word("by")
    if by not in _BY:
        raise PackError(f"viewpoints/{point.name}.yaml: by: {by} ({', '.join(_BY)})")
    elements = chosen(model, point, "select", unit)
    if by == "domain":
        return _domains(model, elements)
    groups = (_named if by == "name" else _classed)(model, elements, point)
    return _shared(model, groups, point.number("least", 2))


def _domains(model: Model, elements: Iterable[Element]) -> Matrix:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for element in elements:
        found[f"{element.member}:", model.kind(element).domain].append(element.id)
    # Those that have nothing of what is counted are rows too: it is told by being empty.
    rows = [government(model, member) for member in ("", *model.members)]
    used = {column for _, column in found}
    columns = [Head(item.key, item.label, item.label) for item in model.metamodel.domains.values() if item.key in used]
    cells = {key: Cell(str(len(ids)), tuple(ids), len(ids)) for key, ids in found.items()}
    return Matrix(tuple(rows), tuple(columns), cells)


def _shared(model: Model, groups: Iterable[Group], least: int) -> Matrix:
    """Groups that enough governments share, against the governments."""
    spread = [(row, found, {item.member for item in found}) for row, found in groups]
    kept = sorted((item for item in spread if len(item[2]) >= least), key=lambda item: (-len(item[2]), item[0].id))
    members = [member for member in ("", *model.members) if any(member in found for *_, found in kept)]
    cells: dict[tuple[str, str], Cell] = {}
    for row, found, having in kept:
        for member in having:
            ids = tuple(item.id for item in found if item.member == member)
            cells[row.id, f"{member}:"] = Cell(str(len(ids)) if len(ids) > 1 else "●", ids, len(ids))
    return Matrix(tuple(row for row, *_ in kept), tuple(government(model, member) for member in members), cells)


def _named(model: Model, elements: Iterable[Element], point: Viewpoint) -> Iterator[Group]:
    """Elements whose names are alike, under the name of the first."""
    ignored = frozenset(word.casefold() for word in point.words("ignore"))
    language = model.metamodel.languages[0]
    holders: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        if name := plain(say(model.value(element, "name"), language), ignored):
            holders[name].append(element)
    for names in alike(list(holders), float(point.word("similar", "0.85"))):
        found = [item for name in names for item in holders[name]]
        yield head(model, found[0]), found


def _classed(model: Model, elements: Iterable[Element], point: Viewpoint) -> Iterator[Group]:
    """Elements of the same class, or of what they lead to, under the code's name."""
    walk, level = Walk(model, point.words("via")), point.number("level", 3)
    found: dict[tuple[str, str], dict[str, Element]] = defaultdict(dict)
    for element in elements:
        for end in walk.onward.get(element.id, ()) if point.words("via") else (element.id,):
            for key in _codes(model, model.elements[end], level):
                found[key][element.id] = element
    for (scheme, code), items in found.items():
        words = model.metamodel.references[scheme].codes[code].name
        name = {key: f"{code} {say(words, key)}" for key in model.metamodel.languages}
        yield Head(f"{scheme}:{code}", name, {"*": code}), list(items.values())


def _codes(model: Model, element: Element, level: int) -> Iterator[tuple[str, str]]:
    """References and codes under which an element is classed, cut to a level."""
    for attribute in model.kind(element).all_attributes(element.variant).values():
        written = str(element.values.get(attribute.name, ""))
        if attribute.role == "classification" and (code := _cut(model, attribute.scheme, written, level)):
            yield attribute.scheme, code


def _cut(model: Model, scheme: str, code: str, level: int) -> str:
    """A code cut to a level; empty where it does not reach it."""
    codes = model.metamodel.references[scheme].codes if scheme else {}
    # A government's own code, below the reference, counts as the national one above it.
    while code and (code not in codes or codes[code].level > level):
        code = code.rpartition(".")[0]
    return code if code and codes[code].level == level else ""
