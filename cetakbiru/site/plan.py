"""Which pages there are, and the facts on each. Words stand in the templates and the pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cetakbiru.site.accountability_page import accountability_page
from cetakbiru.site.budget_pages import budget_pages
from cetakbiru.site.cards import card
from cetakbiru.site.change_page import change_facts
from cetakbiru.site.context import Context
from cetakbiru.site.document_pages import document_pages
from cetakbiru.site.figures import Drawing, figure
from cetakbiru.site.forum_pages import forum_pages
from cetakbiru.site.government_pages import government_pages
from cetakbiru.site.home_page import by_rule, home_facts
from cetakbiru.site.manual_pages import manual_pages
from cetakbiru.site.member_pages import member_pages
from cetakbiru.site.narrative import narrative
from cetakbiru.site.obstacle_pages import obstacle_pages
from cetakbiru.site.public_pages import public_pages
from cetakbiru.site.reference_pages import reference_pages
from cetakbiru.site.values import Piece
from cetakbiru.views import short_name


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


def plan(context: Context) -> Iterator[Page]:
    """All pages of one language; the home page leads only to those that there are."""
    pages = list(_below_home(context))
    facts = home_facts(context, {page.path for page in pages})
    yield Page("index.html", "home.md.j2", context.say(context.given.title), facts)
    yield from pages


def _below_home(context: Context) -> Iterator[Page]:
    yield _units(context)
    for space in context.addresses.spaces:
        yield _unit(context, space)
        yield from _domains(context, space)
    yield _shared(context)
    yield from _domains(context, "")
    yield from _views(context)
    yield _findings(context)
    yield Page("change.html", "change.md.j2", context.label("change"), change_facts(context))
    for path, template, title, facts in _further(context):
        yield Page(path, template, title, facts)


def _further(context: Context) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Pages that stand on their own facts."""
    yield from government_pages(context)
    yield from member_pages(context)
    yield from forum_pages(context)
    yield from obstacle_pages(context)
    yield from document_pages(context)
    yield from budget_pages(context)
    yield from public_pages(context)
    yield from accountability_page(context)
    yield from reference_pages(context)
    yield from manual_pages(context)


def _units(context: Context) -> Page:
    groups: dict[str, list[dict[str, Any]]] = {}
    for space in context.addresses.spaces:
        element = context.model.elements.get(space)
        label = _unit_class(context, space)
        own = [e for e in context.model.elements.values() if e.namespace == space and e.id != space]
        groups.setdefault(label, []).append({
            "name": context.name(space),
            "short": short_name(context.model, space) if element else space,
            "target": context.addresses.unit(space),
            "count": len(own),
            "findings": len(context.told_by_space.get(space, [])),
        })  # fmt: skip
    return Page("unit/index.html", "units.md.j2", context.label("units"), {"groups": groups})


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
        "strip": _strip(context, space),
        "views": views,
        "lists": [_list(context, space, role) for role in ("gap", "obstacle", "risk")],
        "findings": context.told_by_space.get(space, []),
    }
    return Page(page, "unit.md.j2", context.name(space), facts, drawings)


def _figures(context: Context, page: str, space: str) -> tuple[list[dict[str, Any]], list[Drawing]]:
    """The views of a unit as facts, and their drawings."""
    found, drawings = [], []
    for view in context.views[space]:
        facts, drawn = figure(context, view, page)
        found.append(facts)
        drawings += drawn
    return found, drawings


def _strip(context: Context, space: str) -> list[dict[str, Any]]:
    """The domain pages of a unit or of the shared architecture, with how much is on each."""
    rows = []
    for domain in context.metamodel.domains.values():
        path = context.addresses.domain(space, domain.key)
        if count := len(context.by_page.get(path, ())):
            rows.append({"label": context.say(domain.label), "target": path, "count": count, "color": domain.color})
    return rows


def _with_role(context: Context, space: str, role: str) -> list[Any]:
    kinds = context.metamodel.kinds_with_role(role)
    return [e for kind in kinds for e in context.model.by_kind[kind] if e.namespace == space]


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


def _domains(context: Context, space: str) -> Iterator[Page]:
    strip = _strip(context, space)
    for domain in context.metamodel.domains.values():
        path = context.addresses.domain(space, domain.key)
        elements = context.by_page.get(path, [])
        if not elements:
            continue
        owner = context.name(space) if space else context.label("shared")
        home = context.addresses.unit(space) if space else "shared/index.html"
        groups: dict[str, list[dict[str, Any]]] = {}
        for element in elements:
            groups.setdefault(context.say(context.model.kind(element).plural), []).append(card(context, element))
        facts = {"owner": owner, "home": home, "strip": strip, "groups": groups, "domain": context.say(domain.label)}
        yield Page(path, "domain.md.j2", f"{context.say(domain.label)} — {owner}", facts)


def _shared(context: Context) -> Page:
    facts = {"strip": _strip(context, ""), "findings": context.told_by_space.get("", [])}
    return Page("shared/index.html", "shared.md.j2", context.label("shared"), facts)


def _views(context: Context) -> Iterator[Page]:
    index = []
    for view in context.views[""]:
        path = context.addresses.view(view.name, "")
        facts, drawings = figure(context, view, path)
        index.append({"title": facts["title"], "intro": facts["intro"], "target": path, "form": view.form})
        yield Page(path, "view.md.j2", facts["title"], {"view": facts}, drawings)
    yield Page("views/index.html", "views.md.j2", context.label("views"), {"views": index})


def _findings(context: Context) -> Page:
    rows = by_rule(context)
    return Page(
        "findings.html", "findings.md.j2", context.label("findings"), {"rules": rows, "total": len(context.told)}
    )
