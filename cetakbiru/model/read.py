"""Documents to raw elements: which elements are written, where, and under what full id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

from cetakbiru.metamodel import Kind, Metamodel
from cetakbiru.source import SETTINGS, Document, Finding, Place, Sources

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 80
_NOT_MODEL = (
    "architecture/rules/", "architecture/viewpoints/", "architecture/approvals/", "architecture/waivers.",
    "architecture/baseline.", SETTINGS,
)  # fmt: skip


class RawElement(NamedTuple):
    """An element as written, with its full id and its kind."""

    id: str
    kind: Kind
    namespace: str
    local: str
    path: str
    data: dict[str, Any]

    @property
    def variant(self) -> str:
        """The value that chooses the kind's variant, as written; it may be none of its variants."""
        chosen = self.data.get(self.kind.variant_by) if self.kind.variant_by else ""
        return chosen if isinstance(chosen, str) else ""

    def place(self, *route: str | int) -> Place:
        """Place of the element (its key), or of one of its attributes."""
        return Place(self.path, (self.kind.name, self.local, *route), "value" if route else "key")

    def key(self, *route: str | int) -> Place:
        """Place of an attribute's name."""
        return Place(self.path, (self.kind.name, self.local, *route), "key")


@dataclass(slots=True)
class Reading:
    """Raw elements by full id, and what was found while reading them."""

    elements: dict[str, RawElement] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, place: Place, *, element: str = "", **facts: Any) -> None:
        """Note a finding."""
        self.findings.append(Finding(rule, place, facts, element))


def namespace_of(path: str) -> str:
    """Namespace of a file: the unit of ``blueprints/<unit>``, or empty for the architecture."""
    folder, _, rest = path.partition("/")
    return rest.split("/")[0].rsplit(".", 1)[0] if folder == "blueprints" else ""


def is_model_file(path: str) -> bool:
    """Whether a document holds elements (and not settings, rules, viewpoints, approvals or waivers)."""
    return not path.startswith(_NOT_MODEL)


def nearest(word: str, known: Any) -> str:
    """The known word that looks most like a misspelt one, or empty; what is longer than any id is no slip of it."""
    if len(word) > MAX_ID:
        return ""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def read_elements(sources: Sources, metamodel: Metamodel) -> Reading:
    """Collect the elements of all documents.

    Args:
        sources: what was read of the project.
        metamodel: the pack.
    """
    reading = Reading()
    for path, document in sources.documents.items():
        if is_model_file(path):
            _read_document(document, metamodel, reading)
    return reading


def _read_document(document: Document, metamodel: Metamodel, reading: Reading) -> None:
    namespace = namespace_of(document.path)
    # The name of the file begins every id in it.
    if namespace and not SLUG.fullmatch(namespace):
        place = Place(document.path, at=(1, 1))
        reading.report("file-name", place, path=document.path, name=namespace, suggestion=slug(namespace))
    elif document.data is not None and not isinstance(document.data, dict):
        reading.report("document-not-mapping", Place(document.path, at=(1, 1)))
    else:
        _read_sections(document, metamodel, reading)


def _read_sections(document: Document, metamodel: Metamodel, reading: Reading) -> None:
    for name, section in (document.data or {}).items():
        place = Place(document.path, (name,), "key")
        kind = metamodel.kinds.get(name)
        if kind is None:
            reading.report("unknown-kind", place, kind=name, nearest=nearest(name, metamodel.kinds))
        elif section is not None and not isinstance(section, dict):
            reading.report("section-not-mapping", place, kind=name)
        else:
            _read_section(document.path, kind, section or {}, metamodel, reading)


def _read_section(path: str, kind: Kind, section: dict[str, Any], metamodel: Metamodel, reading: Reading) -> None:
    namespace = namespace_of(path)
    for local, data in section.items():
        # The unit's own record is its namespace and not `unit/unit`: that id is what owners are named by.
        is_unit = kind.name == metamodel.unit_kind() and local == namespace
        full = local if is_unit or not namespace else f"{namespace}/{local}"
        if not SLUG.fullmatch(local) or len(local) > MAX_ID:
            reading.report("bad-id", _key(path, kind, local), id=local, suggestion=slug(local))
        elif data is not None and not isinstance(data, dict):
            reading.report("element-not-mapping", _key(path, kind, local), id=local)
        elif (first := reading.elements.get(full)) is not None:
            facts = {"id": full, "first": first.path}
            place = _key(path, kind, local)
            reading.findings.append(Finding("duplicate-id", place, facts, full, (first.place(),)))
        else:
            raw = RawElement(full, kind, namespace, local, path, data or {})
            reading.elements[full] = raw
            # It is read all the same, or each reference to it would be a fault too.
            reading.findings.extend(_misplaced(raw, metamodel))


def _key(path: str, kind: Kind, local: str) -> Place:
    return Place(path, (kind.name, local), "key")


def _misplaced(raw: RawElement, metamodel: Metamodel) -> Iterator[Finding]:
    """An element in a folder where its kind does not live."""
    home = "blueprints" if raw.namespace else "architecture"
    wrong_unit = raw.kind.name == metamodel.unit_kind() and raw.namespace not in ("", raw.local)
    if (raw.kind.home and raw.kind.home != home) or wrong_unit:
        folder = raw.kind.home or home
        target = f"{folder}/{raw.local}.yaml" if folder == "blueprints" else f"{folder}/"
        yield Finding("file-misplaced", raw.place(), {"id": raw.local, "kind": raw.kind.label, "home": target}, raw.id)


def shown(item: Any) -> str:
    """A value as written, or a sign for a list or a mapping."""
    if isinstance(item, str):
        return item
    return "[…]" if isinstance(item, list) else "{…}" if isinstance(item, dict) else ""


def slug(name: str) -> str:
    """The nearest valid id to a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MAX_ID].strip("-")
