"""Cards of one domain of a unit, or of the shared architecture: one page, or volumes and a page that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from cetakbiru.model import Element
from cetakbiru.site.addresses import anchor
from cetakbiru.site.cards import card
from cetakbiru.site.context import Context
from cetakbiru.site.lookup import RawPage
from cetakbiru.site.volumes import spans


def domain_pages(context: Context, space: str) -> Iterator[tuple[str, Callable[[], RawPage]]]:
    """Addresses of a unit's pages of cards, or of the shared ones, and what gathers the facts of each."""
    for key in context.metamodel.domains:
        path = context.addresses.domain(space, key)
        if path in context.addresses.volumes:
            yield path, partial(_overview, context, space, key)
            for number, (volume, _) in enumerate(context.addresses.volumes[path]):
                yield volume, partial(_volume, context, space, key, number)
        elif path in context.addresses.gathered:
            yield path, partial(_whole, context, space, key)


def strip(context: Context, space: str) -> list[dict[str, Any]]:
    """The domain pages of a unit or of the shared architecture, with how much is on each."""
    rows = []
    for domain in context.metamodel.domains.values():
        path = context.addresses.domain(space, domain.key)
        if count := len(context.addresses.gathered.get(path, ())):
            rows.append({"label": context.say(domain.label), "target": path, "count": count, "color": domain.color})
    return rows


def _whole(context: Context, space: str, key: str) -> RawPage:
    path = context.addresses.domain(space, key)
    title = f"{_label(context, key)} — {_owner(context, space)}"
    return path, "domain.md.j2", title, _facts(context, space, path, context.addresses.gathered[path])


def _volume(context: Context, space: str, key: str, number: int) -> RawPage:
    """A volume; its title says what is in it, and it leads to all the others."""
    domain = context.addresses.domain(space, key)
    path, elements = context.addresses.volumes[domain][number]
    leads = _leads(context, domain)
    facts = {**_facts(context, space, domain, _by_name(context, elements)), "parts": leads}
    return path, "domain.md.j2", f"{leads[number]['label']} — {_owner(context, space)}", facts


def _overview(context: Context, space: str, key: str) -> RawPage:
    """The page of a domain whose cards stand in volumes: a row for each, where its card was."""
    path = context.addresses.domain(space, key)
    groups: dict[str, list[dict[str, str]]] = {}
    for element in _by_name(context, context.addresses.gathered[path]):
        row = {"anchor": anchor(element), "name": context.name(element.id),
               "target": context.addresses.element(element.id)}  # fmt: skip
        groups.setdefault(context.say(context.model.kind(element).plural), []).append(row)
    facts = {**_frame(context, space, path), "rows": groups, "parts": _leads(context, path)}
    return path, "volumes.md.j2", f"{_label(context, key)} — {_owner(context, space)}", facts


def _frame(context: Context, space: str, path: str) -> dict[str, Any]:
    home = context.addresses.unit(space) if space else "shared/index.html"
    return {"owner": _owner(context, space), "home": home, "strip": strip(context, space), "domain": path}


def _facts(context: Context, space: str, path: str, elements: Sequence[Element]) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for element in elements:
        groups.setdefault(context.say(context.model.kind(element).plural), []).append(card(context, element))
    return {**_frame(context, space, path), "groups": groups, "parts": []}


def _label(context: Context, key: str) -> str:
    return context.say(context.metamodel.domains[key].label)


def _owner(context: Context, space: str) -> str:
    return context.name(space) if space else context.label("shared")


def _by_name(context: Context, elements: Sequence[Element]) -> list[Element]:
    """Elements as a reader of this language looks for them, kinds in the pack's order."""
    kinds = list(context.metamodel.kinds)
    return sorted(elements, key=lambda item: (kinds.index(item.kind), context.name(item.id).casefold(), item.id))


def _leads(context: Context, domain: str) -> list[dict[str, str]]:
    """Address and label of each volume: its kinds, or of a kind in several volumes, the beginnings of names."""
    found = context.addresses.volumes[domain]
    by_kind: dict[str, list[int]] = {}
    for number, (_, elements) in enumerate(found):
        for kind in dict.fromkeys(element.kind for element in elements):
            by_kind.setdefault(kind, []).append(number)
    kinds: list[list[str]] = [[] for _ in found]
    for kind, numbers in by_kind.items():
        words = context.say(context.metamodel.kinds[kind].plural)
        names = [[context.name(element.id) for element in found[number][1]] for number in numbers]
        for number, span in zip(numbers, spans(names) if numbers[1:] else ("",), strict=True):
            kinds[number].append(f"{words}, {span}" if span else words)
    return [{"target": path, "label": ", ".join(words)} for (path, _), words in zip(found, kinds, strict=True)]
