"""Which pages there are, and the facts on each. Words stand in the templates and the pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cetakbiru.site.accountability_page import accountability_page
from cetakbiru.site.budget_pages import budget_pages
from cetakbiru.site.cards import card
from cetakbiru.site.change_page import change_pages
from cetakbiru.site.context import Context
from cetakbiru.site.document_pages import document_pages
from cetakbiru.site.domain_pages import domain_pages, strip
from cetakbiru.site.figures import Drawing, figure
from cetakbiru.site.forum_pages import forum_pages
from cetakbiru.site.government_pages import government_pages
from cetakbiru.site.home_page import by_rule, home_facts
from cetakbiru.site.lookup import RawPage
from cetakbiru.site.manual_pages import manual_pages
from cetakbiru.site.member_pages import member_pages
from cetakbiru.site.narrative import narrative
from cetakbiru.site.obstacle_pages import obstacle_pages
from cetakbiru.site.portions import ALONE, ends, filled, numbered, path_of, portions, tables
from cetakbiru.site.reference_pages import reference_pages
from cetakbiru.site.risk_page import risk_page
from cetakbiru.site.schedule_page import schedule_page
from cetakbiru.site.values import Piece
from cetakbiru.views import ComputedView, short_name


@dataclass(frozen=True, slots=True)
class Page:
    """One page to write.

    Attributes:
        path: address from the site's root, ending in ``.html``.
        template: name of its template.
        title: title of the page.
        facts: what the template sees as ``page``.
        drawings: diagrams that stand on it.
    """

    path: str
    template: str
    title: str
    facts: dict[str, Any]
    drawings: list[Drawing] = field(default_factory=list)


Planned = tuple[str, Callable[[], Page]]  # an address, and what makes its page
_HOME, _UNITS = "index.html", "unit/index.html"
_UNIT = 140  # measured: letters of a unit in the list of all


def plan(context: Context) -> Iterator[Page]:
    """All pages of one language; the home page leads only to those that there are."""
    planned = list(_below_home(context))
    yield _home(context, {path for path, _ in planned})
    # Made one at a time: the facts of all pages together would fill the memory.
    yield from (make() for _, make in planned)


def plan_one(context: Context, path: str, others: Container[str]) -> Page | None:
    """One page alone, or nothing where there is none; no other page's facts are gathered.

    Args:
        context: the language.
        path: the page's address.
        others: addresses of all other pages, which the home page leads to.
    """
    if path == _HOME:
        return _home(context, others)
    return next((make() for address, make in _below_home(context) if address == path), None)


def _home(context: Context, others: Container[str]) -> Page:
    return Page(_HOME, "home.md.j2", context.say(context.given.title), home_facts(context, others))


def _below_home(context: Context) -> Iterator[Planned]:
    yield from _units(context)
    for space in context.addresses.spaces:
        yield context.addresses.unit(space), partial(_unit, context, space)
        yield from _domains(context, space)
    yield "shared/index.html", partial(_shared, context)
    yield from _domains(context, "")
    yield from _views(context)
    yield "findings.html", partial(_findings, context)
    for page in _further(context):
        yield page[0], partial(Page, *page)


def _further(context: Context) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Pages that stand on their own facts."""
    yield from change_pages(context)
    yield from government_pages(context)
    yield from member_pages(context)
    yield from forum_pages(context)
    yield from obstacle_pages(context)
    yield from document_pages(context)
    yield from budget_pages(context)
    yield from risk_page(context)
    yield from schedule_page(context)
    yield from accountability_page(context)
    yield from reference_pages(context)
    yield from manual_pages(context)


def _units(context: Context) -> Iterator[Planned]:
    """The list of units by class, on as many pages as it takes."""
    spaces = context.addresses.spaces
    classes = dict.fromkeys(_unit_class(context, space) for space in spaces)
    listed = [space for label in classes for space in spaces if _unit_class(context, space) == label]
    parts = list(filled(listed, lambda _: _UNIT, ALONE)) or [()]
    for table in tables(parts, _UNITS, _UNITS, context.name):
        yield path_of(_UNITS, table["number"]), partial(_unit_list, context, table)


def _unit_list(context: Context, table: dict[str, Any]) -> Page:
    counts = Counter(e.namespace for e in context.model.elements.values() if e.id != e.namespace)
    groups: dict[str, list[dict[str, Any]]] = {}
    for space in table["rows"]:
        groups.setdefault(_unit_class(context, space), []).append({
            "name": context.name(space),
            "short": short_name(context.model, space) if space in context.model.elements else space,
            "target": context.addresses.unit(space),
            "count": counts[space],
            "findings": len(context.told_by_space.get(space, [])),
        })  # fmt: skip
    title = numbered(context.label("units"), table)
    return Page(path_of(_UNITS, table["number"]), "units.md.j2", title, {**table, "groups": groups})


def _unit_class(context: Context, space: str) -> str:
    """Words for the class of a unit: its first ``choice`` attribute."""
    element = context.model.elements.get(space)
    for attribute in context.model.kind(element).attributes.values() if element else ():
        if attribute.type == "choice" and element and attribute.name in element.values:
            words = context.metamodel.vocabularies[attribute.vocabulary].values
            value = str(element.values[attribute.name])
            return context.say(words.get(value, value))
    return context.label("units-other")


def _unit(context: Context, space: str) -> Page:
    model = context.model
    element = model.elements.get(space)
    page = context.addresses.unit(space)
    views, drawings = _figures(context, page, space)
    facts = {
        "space": space,
        "card": card(context, element) if element else None,
        "narrative": narrative(model.sources.narratives, space, context.language, context.metamodel.languages),
        "strip": strip(context, space),
        "views": views,
        "lists": [_list(context, space, role) for role in ("gap", "obstacle", "risk")],
        "findings": context.told_by_space.get(space, []),
    }
    return Page(page, "unit.md.j2", context.name(space), facts, drawings)


def _figures(context: Context, page: str, space: str) -> tuple[list[dict[str, Any]], list[Drawing]]:
    """The views of a unit as facts, and their drawings."""
    found, drawings = [], []
    for view in context.views_of(space):
        facts, drawn = figure(context, view, page)
        found.append(facts)
        drawings += drawn
    return found, drawings


def _with_role(context: Context, space: str, role: str) -> list[Any]:
    kinds = context.metamodel.kinds_with_role(role)
    own = context.model.by_namespace.get(space, ())
    return [e for kind in kinds for e in own if e.kind == kind]


def _list(context: Context, space: str, role: str) -> dict[str, Any]:
    elements = _with_role(context, space, role)
    kind = next(iter(context.metamodel.kinds_with_role(role)), "")
    label = context.say(context.metamodel.kinds[kind].plural) if kind else role
    rows = [
        {
            "name": context.name(e.id),
            "target": context.addresses.element(e.id),
            "about": [Piece(context.name(r.target), target=context.addresses.element(r.target))
                      for r in context.model.outgoing[e.id]
                      if context.model.attribute(r).role in ("association", "blocks", "threatens")],
        }
        for e in elements
    ]  # fmt: skip
    return {"label": label, "rows": rows, "role": role}


def _domains(context: Context, space: str) -> Iterator[Planned]:
    for path, gather in domain_pages(context, space):
        yield path, partial(_gathered, gather)


def _gathered(gather: Callable[[], RawPage]) -> Page:
    return Page(*gather())


def _shared(context: Context) -> Page:
    facts = {"strip": strip(context, ""), "findings": context.told_by_space.get("", [])}
    return Page("shared/index.html", "shared.md.j2", context.label("shared"), facts)


def _views(context: Context) -> Iterator[Planned]:
    for view in context.views_of(""):
        path = context.addresses.view(view.name, "")
        for number in range(len(portions(view))):
            yield path_of(path, number), partial(_portion, context, view, number)
    yield "views/index.html", partial(_view_index, context)


def _portion(context: Context, view: ComputedView, number: int) -> Page:
    """A view on its page, or one of as many as its length asks for; each leads to all the others."""
    path = context.addresses.view(view.name, "")
    parts = portions(view)
    rows = [_lead(context, part, path_of(path, other)) for other, part in enumerate(parts)] if parts[1:] else []
    here = path_of(path, number)
    facts, drawings = figure(context, parts[number], here)
    facts["whole"] = view.body if facts["body"] else None
    told = {"parts": rows, "number": number}
    return Page(here, "view.md.j2", numbered(facts["title"], told), {"view": facts, **told}, drawings)


def _lead(context: Context, part: ComputedView, path: str) -> dict[str, Any]:
    """What leads to a portion: its address, and its first and last row."""
    first, last, count = ends(part)
    names = [context.name(row) if isinstance(row, str) else context.say(row) for row in (first, last)]
    return {"target": path, "first": names[0], "last": names[1], "count": count}


def _view_index(context: Context) -> Page:
    index = [
        {
            "title": context.say(view.title),
            "intro": context.say(view.intro),
            "target": context.addresses.view(view.name, ""),
            "form": view.form,
        }
        for view in context.views_of("")
    ]
    return Page("views/index.html", "views.md.j2", context.label("views"), {"views": index})


def _findings(context: Context) -> Page:
    rows = by_rule(context)
    return Page(
        "findings.html", "findings.md.j2", context.label("findings"), {"rules": rows, "total": len(context.told)}
    )
