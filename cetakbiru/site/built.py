"""The built HTML: diagrams put in, links checked, and the whole site exchanged in one step."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_PLACEHOLDER = re.compile(r'(<div class="cb-diagram" data-diagram="([^"]+)">)</div>')
_LINK = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_ID = re.compile(r"""\sid=(?:"([^"]*)"|([^\s>]+))""")
_OUTSIDE = ("http://", "https://", "mailto:", "data:")
_FOREIGN = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*?\s(?:src|href)=["']?(?:https?:)?//[^>]*>""")


def insert_diagrams(folder: Path, drawings: Mapping[str, Mapping[str, str]]) -> None:
    """Put each page's pictures where its placeholders are.

    Args:
        folder: the built site of one language.
        drawings: page to picture's name to SVG.
    """
    for page, pictures in drawings.items():
        path = folder / page
        html = path.read_text(encoding="utf-8")
        filled = _PLACEHOLDER.sub(lambda match: f"{match[1]}{pictures[match[2]]}</div>", html)  # noqa: B023 - used at once
        path.write_text(filled, encoding="utf-8")


def broken_links(folder: Path) -> list[str]:
    """Links of the built pages, those inside pictures too, that lead nowhere; and whatever loads from a network.

    Args:
        folder: the whole built site.
    """
    pages = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}
    ids = {page: {unescape(a or b) for a, b in _ID.findall(html)} for page, html in pages.items()}
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    faults = []
    for page, html in pages.items():
        if page.endswith("404.html"):
            continue
        faults += [f"{page}: {fault}" for fault in _page_faults(page, html, ids, files)]
    return faults


def _page_faults(page: str, html: str, ids: Mapping[str, set[str]], files: set[str]) -> Iterator[str]:
    for match in _FOREIGN.finditer(html):
        if 'rel="canonical"' not in match[0] and "<link" not in match[0][:5]:
            yield f"loads from a network: {match[0][:120]}"
    for link in dict.fromkeys(unescape(a or b or c) for a, b, c in _LINK.findall(html)):
        if link.startswith(_OUTSIDE):
            continue
        if re.match(r"[a-z][a-z0-9+.-]*:", link, re.I):
            yield f"scheme: {link[:80]}"
            continue
        target, _, anchor = link.partition("#")
        path = _resolve(page, unquote(target))
        if path not in files:
            yield f"no page: {link}"
        elif anchor and path in ids and unquote(anchor) not in ids[path] and not anchor.startswith("__"):
            yield f"no anchor: {link}"


def _resolve(page: str, target: str) -> str:
    """A link's path from the site's root."""
    parts = page.split("/")[:-1] if target and not target.startswith("/") else []
    if not target:
        return page
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    path = "/".join(parts)
    return f"{path}/index.html".lstrip("/") if target.endswith(("/", ".", "..")) else path


def exchange(built: Path, site: Path) -> None:
    """Put a finished site in the place of the last one; the last one stays whole until then.

    Args:
        built: the new site.
        site: where readers find it.
    """
    old = built.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.replace(old)
    site.parent.mkdir(parents=True, exist_ok=True)
    built.replace(site)
    shutil.rmtree(old, ignore_errors=True)
