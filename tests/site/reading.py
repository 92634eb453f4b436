"""Built pages as a test reads them."""

from __future__ import annotations

import hashlib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """A page's tags with their attributes, its visible text, and the text of each element that has an id.

    Attributes:
        tags: (name, attributes) in order.
        scripts: bodies of inline scripts.
        by_id: text inside the element of each id.
        title: text of the page's title.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.by_id: dict[str, str] = {}
        self.text = self.title = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        self.tags.append((tag, held))
        if tag not in VOID:
            self._open.append((tag, held.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and (last := self._open.pop()) and last[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        if "script" in inside or "style" in inside:
            self.scripts.append(data)
            return
        if inside[-1:] == ["title"] and "svg" not in inside:
            self.title += data
        self.text += data
        for _, key in self._open:
            if key:
                self.by_id[key] = self.by_id.get(key, "") + data

    def all(self, name: str) -> list[dict[str, str]]:
        """Attributes of every tag of a name."""
        return [held for tag, held in self.tags if tag == name]


@cache
def page(path: Path) -> Page:
    """A built page, read once."""
    return Page(path.read_text(encoding="utf-8"))


def pages(site: Path) -> dict[str, Page]:
    """Every page of a site by its address."""
    return {path.relative_to(site).as_posix(): page(path) for path in sorted(site.rglob("*.html"))}


def prints(site: Path) -> dict[str, str]:
    """A mark of every file's bytes, by address."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
