"""Links of the built pages, those inside pictures too: each must lead somewhere, and no page loads from a network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from operator import itemgetter
from pathlib import Path
from urllib.parse import unquote

from cetakbiru.site.record import files_below
from cetakbiru.source import side_by_side

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9:-]*)\s([^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*)>""")
_ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
# Both begin with one sign: an alternative at the front would try every letter, which takes five times as long.
_UNSEEN = re.compile(r"<(?:!--.*?-->|(script\b[^>]*>).*?</script>)", re.S)
_SHEET = re.compile(r"<style\b.*?</style>", re.S)
_STYLED = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])\s*(?:https?:)?//[^\s"')]*""", re.I)
_ADDRESS = {"href", "xlink:href", "src", "data", "poster"}
_KEYS = ("id=", "href=", "src=", "data=", "poster=", "style=")
_FOREIGN = re.compile(r"(?:https?:)?//", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_OUTSIDE = ("http:", "https:", "mailto:")
_BLANK = re.compile(r"[\x00-\x20]")  # browsers drop these before they look at a scheme
_ANCHOR = re.compile(r"""#([^\s"'>]+)""")
_POINTS = {"canonical", "alternate", "next", "prev", "license", "author"}  # a <link> that loads nothing


@dataclass(frozen=True, slots=True)
class _Page:
    """What matters of a built page: its ids, and each address with the tag that holds it and its relation."""

    ids: frozenset[str]
    addresses: tuple[tuple[str, str, str], ...]
    styled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Last:
    """The site before this one, whose links held.

    Attributes:
        folder: where it lies.
        written: files of the new site that are not as they were there.
        gone: whether it held files that the new site has not.
    """

    folder: Path
    written: frozenset[str]
    gone: bool


def broken_links(folder: Path, parts: Sequence[Collection[str]] = (), last: Last | None = None) -> list[str]:
    """Links that lead nowhere, schemes that run something, and whatever a page or style sheet loads from a network.

    Args:
        folder: the whole built site.
        parts: its files in parts that are looked at side by side; in one where there is none.
        last: the site before; what did not change, and leads to nothing that changed, is not looked at again.
    """
    parts = parts or [list(files_below(folder))]
    files = frozenset(name for part in parts for name in part)
    # Any page may lead to a file that is gone, so that all are looked at then.
    known = _Known(folder, files, last) if last and not last.gone else _Known(folder, files)
    found = side_by_side([partial(_faults, known, part) for part in parts])
    return [f"{name}: {fault}" for name, fault in sorted((row for rows in found for row in rows), key=itemgetter(0))]


def told(faults: Sequence[str]) -> str:
    """What is said of broken links."""
    return "\n".join([f"{len(faults)} tautan rusak / broken links:", *faults[:40]])


class _Known:
    """The files of a site, its pages read as they are asked for.

    Attributes:
        files: addresses of all files.
        last: the site before, where unchanged pages need not be looked at.
    """

    def __init__(self, folder: Path, files: frozenset[str], last: Last | None = None) -> None:
        self.folder, self.files, self.last = folder, files, last
        self.pages: dict[str, _Page] = {}
        self.earlier: dict[str, _Page] = {}

    def page(self, name: str) -> _Page:
        """A page of the site."""
        if name not in self.pages:
            self.pages[name] = _read((self.folder / name).read_text(encoding="utf-8"))
        return self.pages[name]

    def before(self, name: str) -> _Page:
        """The page as it was in the last site; an empty one where it was not there."""
        if name not in self.earlier:
            path = self.last.folder / name if self.last else None
            held = path.read_text(encoding="utf-8") if path and path.is_file() else ""
            self.earlier[name] = _read(held)
        return self.earlier[name]

    def in_question(self, names: Collection[str]) -> list[str]:
        """Those of some files that must be looked at: what changed, and what may lead to an anchor that is no more."""
        if self.last is None:
            return sorted(names)
        lost = {
            key for name in self.last.written if _is_page(name) for key in self.before(name).ids - self.page(name).ids
        }
        return [name for name in sorted(names) if name in self.last.written or (lost and self._may_name(name, lost))]

    def _may_name(self, name: str, anchors: Collection[str]) -> bool:
        """Whether a page may lead to an anchor: it names one, or an address in it is written with escapes."""
        if not _is_page(name):
            return False
        named = set(_ANCHOR.findall((self.folder / name).read_text(encoding="utf-8")))
        return not named.isdisjoint(anchors) or any("%" in anchor or "&" in anchor for anchor in named)

    def settled(self, name: str) -> Collection[tuple[str, str, str]]:
        """Addresses of a page that led somewhere when the last site was checked."""
        return self.before(name).addresses if self.last else ()

    def changed(self, name: str) -> bool:
        """Whether a file is not as it was."""
        return self.last is None or name in self.last.written


def _is_page(name: str) -> bool:
    return name.endswith(".html")


def _faults(known: _Known, part: Collection[str]) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    for name in known.in_question(part):
        # A server shows an error page at any address, so that its links must be absolute.
        if _is_page(name) and posixpath.basename(name) != "404.html":
            faults += [(name, fault) for fault in _page_faults(known, name)]
        elif name.endswith(".css"):
            found = _STYLED.findall((known.folder / name).read_text(encoding="utf-8"))
            faults += [(name, _loads(address)) for address in found]
    return faults


def _seen(unseen: re.Match[str]) -> str:
    """What is left of a comment, or of a script: its tag."""
    return f"<{unseen[1]}" if unseen[1] else ""


def _read(html: str) -> _Page:
    """A page's ids and addresses; what stands in text or in a script is none."""
    held = [_held(tag, attributes) for tag, attributes in _TAG.findall(_UNSEEN.sub(_seen, html))]
    styled = [address for sheet in _SHEET.findall(html) for address in _STYLED.findall(sheet)]
    return _Page(
        frozenset(key for keys, _, _ in held for key in keys),
        tuple(dict.fromkeys(address for _, addresses, _ in held for address in addresses)),
        (*styled, *(address for _, _, loads in held for address in loads)),
    )


@lru_cache(maxsize=1 << 17)
def _held(tag: str, attributes: str) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...], tuple[str, ...]]:
    """A tag's id, its addresses, and what its style loads; remembered, since most tags stand on every page."""
    lowered = attributes.lower()
    # Most tags hold none of these, and finding that out is quicker than reading them.
    if not any(key in lowered for key in _KEYS):
        return (), (), ()
    held = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    addresses = tuple((tag.lower(), held[key], held.get("rel", "")) for key in sorted(held.keys() & _ADDRESS))
    return tuple(filter(None, [held.get("id")])), addresses, tuple(_STYLED.findall(held.get("style", "")))


def _page_faults(known: _Known, name: str) -> Iterator[str]:
    page, settled = known.page(name), frozenset(known.settled(name))
    yield from (_loads(address) for address in page.styled)
    for held in page.addresses:
        tag, written, relation = held
        address = written if written.isprintable() and " " not in written else _BLANK.sub("", written)
        points = tag == "a" or (tag == "link" and relation in _POINTS)
        if _FOREIGN.match(address) and not points:
            yield _loads(address)
        # A picture may stand in an address; a link to such a one could open a page that runs something.
        elif address.startswith(_OUTSIDE) or (address.startswith("data:") and tag != "a"):
            continue
        elif _SCHEME.match(address):
            yield f"skema terlarang / scheme not allowed: {address[:80]}"
        else:
            yield from _leads_nowhere(known, name, written, settled=held in settled)


def _leads_nowhere(known: _Known, name: str, address: str, *, settled: bool) -> Iterator[str]:
    path, _, anchor = address.strip().partition("#")
    place = path.partition("?")[0]
    target = _resolve(name.rpartition("/")[0], unquote(place)) if place else name
    if target not in known.files:
        yield f"tidak ada halaman / no such page: {address[:200]}"
    # What held when the last site was checked still holds where its page is as it was.
    elif not anchor or not _is_page(target) or (settled and not known.changed(target)):
        return
    elif unquote(anchor) not in known.page(target).ids:
        yield f"tidak ada jangkar / no such anchor: {address[:200]}"


@lru_cache(maxsize=1 << 16)
def _resolve(folder: str, path: str) -> str:
    """A link's path from the site's root; it stays outside where it leads out of the site."""
    target = posixpath.normpath(posixpath.join(folder, path))
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        target = posixpath.normpath(f"{target}/index.html")
    return target


def _loads(address: str) -> str:
    return f"memuat dari jaringan / loads from a network: {address[:120]}"
