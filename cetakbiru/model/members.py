"""Members: other governments whose published models stand beside the project's own.

The settings list them under ``members``, each with an id, the ``source`` where its manifest lies in the project, and
the ``version`` and ``hash`` that it is pinned to. A member that cannot be used is reported and left out; the rest is
read all the same.

The manifests of a country are large. Each is opened, read and let go before the next; where there are two cores, a
copy of the process works out their hashes meanwhile, which takes as long as all the rest.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from cetakbiru.metamodel import Metamodel, text
from cetakbiru.model.manifest import HASH, REVISION, SITE, VERSION, Manifest, Names, content_hash
from cetakbiru.model.read import SLUG, slug
from cetakbiru.model.types import Element, Member, Relation
from cetakbiru.source import MANIFEST, SETTINGS, Finding, Place, Sources, side_by_side

PINNED = ("id", "source", "version", HASH)
BESIDE = 8_000_000  # bytes of manifests, below which a copy of the process takes longer than it saves
_KEYS = ("pack", "government", "elements", "relations")


@dataclass(slots=True)
class Members:
    """What members published, and what was found while reading it.

    Attributes:
        home: id of the project's own government.
        listed: ids that the settings list, those that could not be read included.
        read: the members that were read.
        elements: their elements by full id; ``relations`` what these hold.
    """

    home: str = ""
    listed: list[str] = field(default_factory=list)
    read: dict[str, Member] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_members(sources: Sources, metamodel: Metamodel) -> Members:
    """Read what the members of a project published.

    Args:
        sources: what was read of the project, its settings and the manifests among it.
        metamodel: the pack.
    """
    document = sources.documents.get(SETTINGS)
    settings = document.data if document and isinstance(document.data, dict) else {}
    listed = settings.get("members")
    members = Members(home=str(settings.get("id") or ""))
    rows = [
        _Row(number, row if isinstance(row, dict) else {}, members)
        for number, row in enumerate(listed if isinstance(listed, list) else ())
    ]
    beside = sources.manifest_bytes >= BESIDE
    # Elements are no plain data that a pipe could carry, so the reading is the job that is done in this process.
    jobs: list[Callable[[], Any]] = [lambda: [row.published(sources, metamodel, hashed=not beside) for row in rows]]
    found, *hashes = side_by_side([*jobs, lambda: _hashes(sources)] if beside else jobs)
    for row, item in zip(rows, found, strict=True):
        if item:
            row.accept(item, item.content or hashes[0].get(item.member.path, ""))
    return members


def _hashes(sources: Sources) -> dict[str, str]:
    """Hash of the content of each manifest that is one, by its path."""
    hashes = {}
    for path in sources.manifests:
        # What is no manifest has no hash; that it is none is told where it is read.
        with contextlib.suppress(ValueError, RecursionError, AttributeError):
            hashes[path] = content_hash(json.loads(sources.manifest(path) or b""))
    return hashes


@dataclass(frozen=True, slots=True)
class _Published:
    """What a member's manifest says, before its hash is compared with the one that the settings name.

    Attributes:
        content: hash of its content, or empty where it is still being worked out.
        stated: the hash that the manifest names itself.
    """

    member: Member
    elements: Mapping[str, Element]
    relations: tuple[Relation, ...]
    content: str
    stated: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One member as the settings list it."""

    number: int
    data: Mapping[str, Any]
    members: Members

    def text(self, key: str) -> str:
        """What is written under a key, where it is one value."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def report(self, rule: str, key: str, **facts: Any) -> None:
        """Note a finding at one of the row's keys."""
        place = Place(SETTINGS, ("members", self.number, *((key,) if key else ())))
        facts = {"member": self.text("id"), "source": self.text("source"), **facts}
        self.members.findings.append(Finding(rule, place, facts))

    def published(self, sources: Sources, metamodel: Metamodel, *, hashed: bool) -> _Published | None:
        """What the member published, if it can be used; its hash too where it is asked for."""
        if not self._is_listed():
            return None
        path, raw = self._file(sources)
        data = self._parsed(raw) if raw is not None else None
        if data is None or not self._is_of_member(data, metamodel):
            return None
        manifest = Manifest(data, metamodel, path, Names(self.text("id"), self.members.home))
        try:
            # Anything may stand in another's file: what does not keep the form is unreadable, and nothing breaks.
            elements = manifest.elements()
            relations = manifest.relations(elements)
            member = _member(data, self, path)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.report("member-unreadable", "source", version="", expected=str(VERSION))
            return None
        content = content_hash(data) if hashed else ""
        return _Published(member, elements, relations, content, str(data.get(HASH)))

    def accept(self, found: _Published, content: str) -> None:
        """Take the member in, if its content is what the settings name.

        Args:
            found: what it published.
            content: hash of its content.
        """
        member, members = found.member, self.members
        # The pin and the manifest's own word must both be the hash of what is there: either one may be out of date.
        if {self.text(HASH) or content, found.stated} != {content}:
            stated = "" if found.stated == content else found.stated
            self.report("member-hash-differs", HASH, found=content, stated=stated)
            return
        # A version is a name that its owner may give twice; it is told, but the hash has decided.
        if self.text("version") not in ("", member.revision, member.version):
            told = member.revision or member.version
            self.report("member-version-differs", "version", pinned=self.text("version"), found=told)
        members.elements |= found.elements
        members.relations += found.relations
        members.read[member.id] = member

    def _is_listed(self) -> bool:
        """Whether the row says enough, and nobody else is listed under its id."""
        missing = tuple(key for key in PINNED if not self.text(key))
        own = self.text("id")
        if missing:
            self.report("member-incomplete", "", missing=missing)
        if own and not SLUG.fullmatch(own):
            self.report("bad-id", "id", id=own, suggestion=slug(own))
        elif own in self.members.listed or (own and own == self.members.home):
            self.report("member-clash", "id")
        elif own:
            # Listed even where it cannot be read, so that references into it are not doubted.
            self.members.listed.append(own)
            return bool(self.text("source"))
        return False

    def _file(self, sources: Sources) -> tuple[str, bytes | None]:
        """The manifest's path and bytes; None where it is not to be had."""
        source = self.text("source").rstrip("/")
        path = next((item for item in (source, f"{source}/{MANIFEST}") if item in sources.manifests), "")
        raw = sources.manifest(path)
        # Settings may come with a stranger's change: what lies outside the project was never opened, which is told.
        if PurePosixPath(source).is_absolute() or ".." in PurePosixPath(source).parts or (path and raw is None):
            self.report("member-outside", "source")
            return path, None
        if not path:
            self.report("member-missing", "source", address=source if "://" in source else "")
        return path, raw

    def _parsed(self, raw: bytes) -> dict[str, Any] | None:
        """The manifest's data, if it is a manifest at all."""
        try:
            data: Any = json.loads(raw)
        except (ValueError, RecursionError):
            self.report("member-unreadable", "source", version="", expected=str(VERSION))
            return None
        version = data.get("version") if isinstance(data, dict) else None
        if version != VERSION or not all(key in data for key in _KEYS):
            shown = str(version) if version not in (None, VERSION) else ""
            self.report("member-unreadable", "source", version=shown, expected=str(VERSION))
            return None
        return dict(data)

    def _is_of_member(self, data: Mapping[str, Any], metamodel: Metamodel) -> bool:
        """Whether a manifest is of the member, and of this pack."""
        government, pack = str(data["government"]), data["pack"] if isinstance(data["pack"], dict) else {}
        if government != self.text("id"):
            self.report("member-of-another", "id", government=government)
            return False
        # Another version of the same pack is told and read; what the two do not share is left out.
        if (pack.get("id"), pack.get("version")) != (metamodel.id, metamodel.version):
            told = f"{pack.get('id')} {pack.get('version')}"
            self.report("member-pack-differs", "id", pack=told, own=f"{metamodel.id} {metamodel.version}")
        return bool(pack.get("id") == metamodel.id)


def _member(data: Mapping[str, Any], row: _Row, path: str) -> Member:
    own, profile, site = row.text("id"), data.get("profile") or {}, str(data.get(SITE) or "")
    return Member(
        id=own,
        name=text(profile.get("name"), own),
        short=text(profile.get("short") or profile.get("name"), own),
        # It becomes a link on the site, where other schemes could run something.
        site=site if site.startswith(("https://", "http://")) else "",
        version=str(data["version"]),
        revision=str(data.get(REVISION) or ""),
        hash=str(data.get(HASH)),
        number=row.number,
        path=path,
        origin=row.text("from"),
    )


def crossing(members: Members, own: Mapping[str, Element]) -> Iterator[Relation]:
    """Relations of members' elements whose target is known, in a member or in the project's own model."""
    known = members.elements.keys() | own.keys()
    return (item for item in members.relations if item.target in known)
