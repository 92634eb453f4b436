"""Links of the built pages, those inside pictures too: each must lead somewhere, and no page loads from a network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9:-]*)\s([^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*)>""")
_ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_UNSEEN = re.compile(r"<!--.*?-->|(<script\b[^>]*>).*?</script>", re.S)
_SHEET = re.compile(r"<style\b.*?</style>", re.S)
_STYLED = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])\s*(?:https?:)?//[^\s"')]*""", re.I)
_ADDRESS = {"href", "xlink:href", "src", "data", "poster"}
_KEYS = ("id=", "href=", "src=", "data=", "poster=", "style=")
_FOREIGN = re.compile(r"(?:https?:)?//", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_OUTSIDE = ("http:", "https:", "mailto:")
_BLANK = re.compile(r"[\x00-\x20]")  # browsers drop these before they look at a scheme
_POINTS = {"canonical", "alternate", "next", "prev", "license", "author"}  # a <link> that loads nothing


@dataclass(frozen=True, slots=True)
class _Page:
    """What matters of a built page: its ids, and each address with the tag that holds it and its relation."""

    ids: frozenset[str]
    addresses: tuple[tuple[str, str, str], ...]
    styled: tuple[str, ...]


def broken_links(folder: Path) -> list[str]:
    """Links that lead nowhere, schemes that run something, and whatever a page or style sheet loads from a network.

    Args:
        folder: the whole built site.
    """
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    pages = {name: _read(path.read_text(encoding="utf-8")) for name, path in files.items() if name.endswith(".html")}
    ids = {name: page.ids for name, page in pages.items()}
    faults = []
    for name, page in pages.items():
        if posixpath.basename(name) != "404.html":  # a server shows it at any address, so that it must be absolute
            faults += [f"{name}: {fault}" for fault in _page_faults(name, page, ids, files)]
    for name, path in files.items():
        if name.endswith(".css"):
            found = _STYLED.findall(path.read_text(encoding="utf-8"))
            faults += [f"{name}: {_loads(address)}" for address in found]
    return faults


def _read(html: str) -> _Page:
    """A page's ids and addresses; what stands in text or in a script is none."""
    held = [_held(tag, attributes) for tag, attributes in _TAG.findall(_UNSEEN.sub(r"\1", html))]
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
    if not any(key in lowered for key in _KEYS):
        return (), (), ()
    held = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    addresses = tuple((tag.lower(), held[key], held.get("rel", "")) for key in sorted(held.keys() & _ADDRESS))
    return tuple(filter(None, [held.get("id")])), addresses, tuple(_STYLED.findall(held.get("style", "")))


def _page_faults(name: str, page: _Page, ids: Mapping[str, frozenset[str]], files: Mapping[str, Path]) -> Iterator[str]:
    yield from (_loads(address) for address in page.styled)
    for tag, written, relation in page.addresses:
        address = _BLANK.sub("", written)
        points = tag == "a" or (tag == "link" and relation in _POINTS)
        if _FOREIGN.match(address) and not points:
            yield _loads(address)
        elif address.startswith(_OUTSIDE) or (address.startswith("data:") and tag != "a"):
            continue
        elif _SCHEME.match(address):
            yield f"skema terlarang / scheme not allowed: {address[:80]}"
        else:
            yield from _leads_nowhere(name, written, ids, files)


def _leads_nowhere(
    name: str, address: str, ids: Mapping[str, frozenset[str]], files: Mapping[str, Path]
) -> Iterator[str]:
    path, _, anchor = address.strip().partition("#")
    target = _resolve(name, unquote(path.partition("?")[0]))
    if target not in files:
        yield f"tidak ada halaman / no such page: {address[:200]}"
    elif anchor and target in ids and unquote(anchor) not in ids[target]:
        yield f"tidak ada jangkar / no such anchor: {address[:200]}"


def _resolve(page: str, path: str) -> str:
    """A link's path from the site's root; it stays outside where it leads out of the site."""
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        target = posixpath.normpath(f"{target}/index.html")
    return target


def _loads(address: str) -> str:
    return f"memuat dari jaringan / loads from a network: {address[:120]}"
