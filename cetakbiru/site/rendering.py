"""The engine at work on one language: on all pages, or on those alone whose Markdown changed.

Single pages are rendered only where nothing but their own Markdown can show on them: with the same settings, engine,
theme and date, titles of the menu that stand in the settings, and no plugin but search. In every other case the
engine builds everything from nothing. Either way the folder ``out`` holds the same bytes.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from cetakbiru import __version__
from cetakbiru.site.configuration import Configuration
from cetakbiru.site.engine import Engine, EngineError
from cetakbiru.site.marks import mark, mark_of_code
from cetakbiru.site.record import Record, files_below, look_of
from cetakbiru.site.search import page_of
from cetakbiru.site.write import Written
from cetakbiru.source import write_if_changed

INDEX = "search/search_index.json"


class Rendering:
    """One run of an engine.

    Attributes:
        pages: mark of each page's Markdown, by its address.
        stamp: mark of everything else that the engine puts on pages; ``code`` of what finishes them.
    """

    def __init__(
        self, engine: Engine, config: Configuration, epoch: str, pages: Sequence[Written], record: Record
    ) -> None:
        self.engine, self.config, self.epoch, self.record = engine, config.path, epoch, record
        every = mark(*(page.path for page in pages))
        self.pages = {page.path: mark(page.markdown, every if page.linked else "") for page in pages}
        self.alone = engine.renders_single and config.alone and all(page.plain for page in pages)
        self.docs, self.out = config.docs, config.out
        assets = (path for path in files_below(config.docs) if not path.endswith(".md"))
        self.settings = (self.config.read_text("utf-8"), epoch, *assets)
        self.stamp = mark(type(engine).__name__, *self.settings, *versions())
        self.code = mark_of_code()

    def mark_of(self, page: Written) -> str:
        """Mark of all that a finished page is made of; none where it may show more than is known here."""
        return mark(self.stamp, self.code, self.pages[page.path], page.put_in) if self.alone else ""

    def mark_of_all(self, pages: Sequence[Written]) -> str:
        """Mark of all that a site is made of but the tools."""
        return mark(*self.settings, *(word for page in pages for word in (page.path, page.markdown, page.put_in)))

    def begin(self, others: Collection[str] = ()) -> None:
        """Set the engine to work on what changed since the last time.

        Args:
            others: pages that are built elsewhere; an empty file in the place of each keeps the engine from it.
        """
        known = self.record.read() if self.alone else {}
        self.single = known.get("stamp") == self.stamp and self._is_whole(known)
        self.stale = {path for path, made in self.pages.items() if not self.single or known["pages"].get(path) != made}
        gone = known["pages"].keys() - self.pages.keys() if self.single else set()
        self.idle = not self.stale and not gone
        if self.idle:
            return
        self.entries = _entries(self.out, self.pages.keys() - self.stale) if self.single else []
        self.record.forget()
        if self.single:
            for path in self.stale | gone:
                (self.out / path).unlink(missing_ok=True)
        else:
            shutil.rmtree(self.out, ignore_errors=True)
        for path in others:
            write_if_changed(self.out / path, "")
        self.engine.ask(self.config, self.epoch, single=self.single or bool(others), alone=self.alone)

    def finish(self) -> None:
        """Wait until all pages are there.

        Raises:
            EngineError: the engine failed.
        """
        if self.idle:
            return
        try:
            self.engine.wait()
        except EngineError:
            if not self.single:
                raise
            self.begin()  # without a record: everything, from nothing
            self.engine.wait()
        if self.single:
            _add_entries(self.out, self.entries)
        if self.alone:
            looks = {path: look_of(self.out / path) for path in files_below(self.out)}
            self.record.keep({"stamp": self.stamp, "pages": self.pages, "files": looks})

    def _is_whole(self, known: Mapping[str, Any]) -> bool:
        """Whether all that the last run left is there and as it left it."""
        return bool(known["files"]) and all(look_of(self.out / path) == look for path, look in known["files"].items())


def versions() -> list[str]:
    """The toolkit, Python, and every package that is installed, an extension of the project's own included."""
    places = (Path(place) for place in sys.path if place)
    return [__version__, sys.version, *sorted(found.name for place in places for found in place.glob("*.dist-info"))]


def _entries(out: Path, pages: set[str]) -> list[dict[str, Any]]:
    """Entries of the last index that lead to some pages."""
    index = json.loads((out / INDEX).read_text(encoding="utf-8"))
    return [entry for entry in index["docs"] if page_of(entry) in pages]


def _add_entries(out: Path, entries: list[dict[str, Any]]) -> None:
    """Complete the index of a run that rendered single pages."""
    path = out / INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    fresh = {page_of(entry) for entry in index["docs"]}
    index["docs"] += [entry for entry in entries if page_of(entry) not in fresh]
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
