"""Where everything stands on the site: pages grow with units and domains, never with elements."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache, cached_property

from cetakbiru.model import Element, Impact, Model
from cetakbiru.site.portions import ALONE, filled, path_of
from cetakbiru.site.volumes import Weights, volumes

ROW, CROSSING = 370, 100  # measured: letters of a member's element, and of each element of others that it is tied to


@dataclass(frozen=True)
class Addresses:
    """Addresses of pages and of elements' cards, relative to the site's root.

    Attributes:
        model: the model that the site shows.
        impact: what depends on what in it.
    """

    model: Model
    impact: Impact

    @cached_property
    def spaces(self) -> tuple[str, ...]:
        """Namespaces with pages of their own: the units, and any folder of a unit that has no record."""
        found = dict.fromkeys([*self.model.units, *(e.namespace for e in self.model.elements.values())])
        return tuple(space for space in found if space)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Addresses asked for so far: each stands on many pages."""
        return {}

    @cached_property
    def _own_pages(self) -> frozenset[str]:
        return frozenset(self.spaces)

    @cached_property
    def gathered(self) -> dict[str, list[Element]]:
        """Elements by the page of their domain, kinds in the pack's order."""
        found: dict[str, list[Element]] = {}
        for elements in self.model.by_kind.values():
            for element in elements:
                if element.id not in self._own_pages:
                    found.setdefault(self.overview(element), []).append(element)
        return found

    @cached_property
    def volumes(self) -> dict[str, list[tuple[str, list[Element]]]]:
        """Address and elements of each volume, by the page of their domain, where its cards are too heavy for it."""
        weights = Weights(self.impact)
        return {
            page: [(path_of(page, number), part) for number, part in enumerate(found, 1)]
            for page, elements in self.gathered.items()
            if (found := volumes(elements, weights))
        }

    @cached_property
    def members(self) -> dict[str, list[tuple[str, list[Element]]]]:
        """Address and elements of each page of what a member published, kinds in the pack's order."""
        order = {kind: number for number, kind in enumerate(self.model.metamodel.kinds)}
        found: dict[str, list[Element]] = {key: [] for key in self.model.members}
        for element in sorted(self.model.foreign.values(), key=lambda element: order.get(element.kind, len(order))):
            found[element.member].append(element)
        return {
            member: [(path_of(self.member(member), number), list(part))
                     for number, part in enumerate(list(filled(elements, self._listed, ALONE)) or [()])]
            for member, elements in found.items()
        }  # fmt: skip

    def _listed(self, element: Element) -> int:
        """Letters of a member's element on the member's page."""
        return ROW + CROSSING * len(self.crossing(element))

    def crossing(self, element: Element) -> list[str]:
        """Elements of other governments that one is tied to."""
        whole = self.model.whole
        ends = [*(r.target for r in whole.outgoing[element.id]), *(r.source for r in whole.incoming[element.id])]
        return [end for end in dict.fromkeys(ends) if whole.elements[end].member != element.member]

    @cached_property
    def _moved(self) -> dict[str, str]:
        """Page of each element that stands in a volume, or on a further page of its member."""
        further = [found[1:] for found in self.members.values()]
        return {e.id: path for found in (*self.volumes.values(), *further) for path, part in found for e in part}

    def page(self, element: Element) -> str:
        """Page that holds an element's card, or the row of a member's element."""
        return self._moved.get(element.id) or self.overview(element)

    def overview(self, element: Element) -> str:
        """Page of all that stands beside an element; it holds the cards, or leads to those that stand in volumes."""
        if element.member:
            return self.member(element.member)
        if element.id in self._own_pages:
            return self.unit(element.id)
        return self.domain(element.namespace, self.model.kind(element).domain)

    def element(self, element_id: str) -> str:
        """Address of an element's card, page and anchor; a member's id with a colon alone means the member itself."""
        found = self._known.get(element_id)
        if found is None:
            found = self._known[element_id] = self._element(element_id)
        return found

    def _element(self, element_id: str) -> str:
        if element_id.endswith(":"):
            return self.member(element_id[:-1]) if element_id != ":" else "shared/index.html"
        element = self.model.whole.elements[element_id]
        page = self.page(element)
        return page if element_id in self._own_pages else f"{page}#{anchor(element)}"

    def head(self, head_id: str) -> str:
        """Address of the head of a row or column: an element, a government, a code, or nothing."""
        if head_id in self.model.whole.elements or head_id.endswith(":"):
            return self.element(head_id)
        scheme, _, code = head_id.partition(":")
        return self.code(scheme, code) if code and scheme in self.model.metamodel.references else ""

    @staticmethod
    def unit(space: str) -> str:
        """A unit's blueprint page."""
        return f"unit/{space}/index.html"

    @staticmethod
    def domain(space: str, domain: str) -> str:
        """Page of one domain of a unit, or of the shared architecture."""
        return f"unit/{space}/{domain}.html" if space else f"shared/{domain}.html"

    @staticmethod
    def government(local: str) -> str:
        """Page of a government."""
        return f"government/{local}.html"

    @staticmethod
    def member(member: str) -> str:
        """Page of what a member published."""
        return f"member/{member}.html"

    @classmethod
    def view(cls, name: str, space: str) -> str:
        """A view of the government on its own page, or of a unit on the unit's."""
        # No id begins with an underscore, so that no card can have the anchor of a view or a code.
        return f"{cls.unit(space)}#_v_{name}" if space else f"views/{name}.html"

    @staticmethod
    def code(scheme: str, code: str) -> str:
        """Address of a reference's row."""
        return f"references/{scheme.lower()}.html#_{code.replace('.', '-')}"

    @staticmethod
    def rule(rule: str) -> str:
        """A rule's page."""
        return f"rules/{rule}.html"


def anchor(element: Element) -> str:
    """Where an element stands on its page; a page of a member holds elements of all its units."""
    return element.id.partition(":")[2].replace("/", ".") if element.member else element.local


def relative(target: str, page: str) -> str:
    """A site address as seen from a page."""
    path, _, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    link = _way(path, page.rpartition("/")[0])
    return f"{link}#{anchor}" if anchor else link


@cache
def _way(path: str, folder: str) -> str:
    """A path as seen from a folder; asked tens of thousands of times in a build."""
    return posixpath.relpath(f"/{path}", f"/{folder}")
