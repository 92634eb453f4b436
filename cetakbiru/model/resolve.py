"""References as written to full ids: the own unit first, then the shared architecture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cetakbiru.metamodel import Attribute, Metamodel
from cetakbiru.model.members import Members
from cetakbiru.model.read import RawElement, Reading, nearest, shown
from cetakbiru.model.types import Element


@dataclass(slots=True)
class Resolver:
    """Finds the element that a reference means.

    Attributes:
        reading: all elements that are written.
        metamodel: the pack.
        broken: namespaces with a file that could not be read; what is missing there is not reported.
        members: other governments, whose elements are named ``member:unit/id``.
        hints: how many more times a misspelt id is compared with all others, which is slow.
    """

    reading: Reading
    metamodel: Metamodel
    broken: set[str]
    members: Members
    hints: int = 200

    def resolve(self, raw: RawElement, attribute: Attribute, written: Any, route: tuple[Any, ...]) -> str:
        """Full id of the target of one reference, or empty where there is none (and it is reported).

        Args:
            raw: the element that holds the reference.
            attribute: the relation.
            written: ``id``, ``unit/id``, ``/id`` for the shared architecture only, or ``member:unit/id``.
            route: where it stands below the element.
        """
        if target := self._plainly(raw, attribute, written):
            return target
        if not isinstance(written, str) or not written:
            expected = self.metamodel.label("expects-id")
            self._report("value-type", raw, attribute, route, value=shown(written), expected=expected, pattern="")
            return ""
        space, colon, rest = written.partition(":")
        if colon and space != self.members.home:
            return self._abroad(raw, attribute, written, route)
        # After the own government's name stands a full id, to which no unit may be added: the slash says so.
        written = f"/{rest}" if colon else written
        elements = self.reading.elements
        found = [item for item in self._candidates(raw, written) if item in elements]
        fitting = [item for item in found if self._fits(elements[item], attribute)]
        if not found:
            self._missing(raw, attribute, written, route)
        elif not fitting:
            kind = self.reading.elements[found[0]].kind.label
            self._report("relation-target-kind", raw, attribute, route, target=written, found=kind)
        elif fitting[0] == raw.id:
            self._report("relation-to-itself", raw, attribute, route, target=written)
        else:
            # The own unit comes first by design, so that this is told and not refused.
            if len(fitting) > 1:
                facts = {"target": written, "own": fitting[0], "shared": f"/{fitting[1]}"}
                self._report("relation-target-ambiguous", raw, attribute, route, **facts)
            return fitting[0]
        return ""

    def _plainly(self, raw: RawElement, attribute: Attribute, written: Any) -> str:
        """The usual case: an id that one element only can have, and that may be named here; else empty."""
        if not isinstance(written, str) or ":" in written:
            return ""
        elements = self.reading.elements
        own = elements.get(f"{raw.namespace}/{written}") if raw.namespace and "/" not in written else None
        shared = elements.get(written.removeprefix("/"))
        found = own or shared
        if found is None or (own and shared) or found.id == raw.id or not self._fits(found, attribute):
            return ""
        return found.id

    def _abroad(self, raw: RawElement, attribute: Attribute, written: str, route: tuple[Any, ...]) -> str:
        """Full id of a member's element; of a member that could not be read nothing is known, and nothing is said."""
        space, _, rest = written.partition(":")
        members = self.members
        element = members.elements.get(written)
        if element and self._admits(attribute, element):
            return written
        if element:
            kind = self.metamodel.kinds[element.kind].label
            self._report("relation-target-kind", raw, attribute, route, target=written, found=kind)
        elif space in members.read:
            fitting = (key for key, item in members.elements.items() if self._admits(attribute, item))
            hint = nearest(rest, [key.partition(":")[2] for key in fitting if key.startswith(f"{space}:")])
            facts = {"member": members.read[space].name, "target": written, "nearest": hint and f"{space}:{hint}"}
            self._report("member-target-missing", raw, attribute, route, **facts)
        elif space not in members.listed:
            hint = nearest(space, members.listed)
            self._report("member-unknown", raw, attribute, route, target=written, member=space, nearest=hint)
        return ""

    @staticmethod
    def _admits(attribute: Attribute, element: Element) -> bool:
        return any(kind == element.kind and want in ("", element.variant) for kind, want in attribute.targets)

    def _candidates(self, raw: RawElement, written: str) -> list[str]:
        if written.startswith("/"):
            return [written[1:]]
        if "/" in written or not raw.namespace:
            return [written]
        return [f"{raw.namespace}/{written}", written]

    @staticmethod
    def _fits(element: RawElement, attribute: Attribute) -> bool:
        # References are resolved while elements are being built, so the variant is read as it was written.
        name, chooser = element.kind.name, element.kind.variant_by
        if (name, "") in attribute.targets:
            return True
        return bool(chooser) and (name, element.data.get(chooser)) in attribute.targets

    def _missing(self, raw: RawElement, attribute: Attribute, written: str, route: tuple[Any, ...]) -> None:
        """Report a target that is nowhere, unless an unreadable file may hold it."""
        candidates = self._candidates(raw, written)
        # A unit is written in its own blueprint, so that its id may be what the unreadable file holds.
        if not self.broken.isdisjoint(candidates) or self.broken & {item.rpartition("/")[0] for item in candidates}:
            return
        self.hints -= 1
        hint = self._nearest(raw, attribute, written) if self.hints >= 0 else ""
        self._report("relation-target-missing", raw, attribute, route, target=written, nearest=hint)

    def _nearest(self, raw: RawElement, attribute: Attribute, written: str) -> str:
        """The id that may have been meant: of that name in another unit, nearby, or anywhere."""
        known = [key for key, item in self.reading.elements.items() if self._fits(item, attribute)]
        own = f"{raw.namespace}/"
        near = [item.removeprefix(own) for item in known if item.startswith(own) or "/" not in item]
        # The very name in another unit is likelier meant than one that only looks like it.
        namesake = next((item for item in known if item.endswith(f"/{written}")), "")
        return namesake or nearest(written, near) or nearest(written, known)

    def _report(self, rule: str, raw: RawElement, attribute: Attribute, route: tuple[Any, ...], **facts: Any) -> None:
        kinds = [self.metamodel.kinds[kind].label for kind, _ in attribute.targets]
        self.reading.report(
            rule, raw.place(*route), element=raw.id, attribute=attribute.label, kinds=tuple(kinds), **facts
        )
