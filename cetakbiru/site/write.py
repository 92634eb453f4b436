"""Pages to a folder of Markdown: only what changed is written, what is no longer planned is removed."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cetakbiru.render import money, page, template_folder
from cetakbiru.site.addresses import relative
from cetakbiru.site.context import Context
from cetakbiru.site.figures import Drawing
from cetakbiru.site.graph import NAME, graph_script
from cetakbiru.site.manual_pages import manual_folder
from cetakbiru.site.marks import mark, mark_of_facts, mark_of_names, mark_of_words
from cetakbiru.site.parts import take_out
from cetakbiru.site.plan import Page
from cetakbiru.site.record import Record, files_below, look_of
from cetakbiru.source import write_if_changed

# Jinja has its door in `render`; here it is but the name of a type.
if TYPE_CHECKING:
    from jinja2 import Environment

# Letters of a page; with the frame around it that is less than 120 kB. A menu weighs, and so does each heading, which
# the page's contents name again.
HEAVY, MENU, HEADING = 98_000, 8_000, 260
_HEADING = re.compile(r"^##", re.MULTILINE)
_NO_MENU = re.compile(r"^hide:.*\bnavigation\b", re.MULTILINE)
# How much of a list is named then: first of what views tell too (what stops with it, where it is drawn), then of any.
SHORTER = ((60, sys.maxsize), (60, 240), (60, 60), (20, 20), (15, 15), (8, 8), (4, 4), (1, 1))


@dataclass(frozen=True, slots=True)
class Written:
    """A page as the engine reads it, and what is put into the built one.

    Attributes:
        path: address from the site's root, ending in ``.html``.
        title: title of the page.
        markdown: mark of the Markdown; ``linked`` whether it may name other files of Markdown, ``plain`` whether its
            front matter says nothing that other pages show.
        late: mark of the parts that are put in later; ``parts_file`` holds them.
        drawings: diagrams that are put in later.
    """

    path: str
    title: str
    markdown: str
    linked: bool
    plain: bool
    late: str
    parts_file: Path
    drawings: tuple[Drawing, ...]

    @property
    def parts(self) -> list[str]:
        """HTML for the placeholders."""
        found: list[str] = json.loads(self.parts_file.read_bytes())
        return found

    @property
    def put_in(self) -> str:
        """Mark of all that is put into the built page."""
        drawn = (word for item in self.drawings for word in (item.name, item.made_of, item.title, item.description))
        return mark(self.late, *drawn)


class Writer:
    """Writes the pages of one language, those whose facts, templates and words are as they were excepted.

    Attributes:
        docs: where the engine reads; ``late`` where parts wait that are put in later.
        written: the pages so far.
    """

    def __init__(self, context: Context, env: Environment, project: Path, record: Record) -> None:
        self.context, self.env, self.record = context, env, record
        work = record.path.parent
        self.docs, self.late = work / "docs" / context.language, work / "late" / context.language
        self.shared = mark_of_words(context, project)
        self.names = mark_of_names(context)
        self.known = record.read()
        self.notes: dict[str, list[Any]] = {}
        self.written: list[Written] = []

    def write(self, pages: Iterable[Page]) -> list[Written]:
        """Write pages, and the style sheets and scripts beside them; a page is forgotten as soon as it is written."""
        self.record.forget()
        for item in pages:
            self.written.append(self._page(item))
        assets = {path: file.read_bytes() for path, file in _beside()}
        assets[f"assets/{NAME}"] = graph_script(self.context).encode()
        for path, raw in assets.items():
            write_if_changed(self.docs / path, raw)
        # A page that stayed would be built, and be on the site for ever.
        _keep_only(self.docs, {*assets, *(_source(item.path) for item in self.written)})
        _keep_only(self.late, {f"{item.path}.json" for item in self.written})
        self.record.keep(self.notes)
        return self.written

    def _page(self, item: Page) -> Written:
        """A page as it was written last time, or written now."""
        source, late = self.docs / _source(item.path), self.late / f"{item.path}.json"
        made_of = mark(self.shared, self._names(item), item.template, item.title, mark_of_facts(item.facts))
        note = self.known.get(item.path)
        # What was written may have been touched since, so that its look counts as well as what it is made of.
        if not note or note[:3] != [made_of, look_of(source), look_of(late)]:
            told = _write(markdown_of(self.context, self.env, item), source, late)
            note = [made_of, look_of(source), look_of(late), *told]
        self.notes[item.path] = note
        markdown, linked, plain, parts = note[3:]
        return Written(item.path, item.title, markdown, linked, plain, parts, late, tuple(item.drawings))

    def _names(self, item: Page) -> str:
        """Names of all elements where a template may ask for them: in bodies of views, and wherever it is not ours."""
        views = [item.facts.get("view"), *(item.facts.get("views") or ())]
        bodies = any(isinstance(view, dict) and view.get("body") is not None for view in views)
        return self.names if bodies or getattr(self.env, "has_own", False) else ""


def _beside() -> Iterator[tuple[str, Path]]:
    """Files that pages show: style sheets and scripts, and the pictures of the manual."""
    for place, origin in (("assets", template_folder() / "assets"), ("manual/pictures", manual_folder() / "pictures")):
        yield from ((f"{place}/{file.name}", file) for file in sorted(origin.iterdir()))


def _source(path: str) -> str:
    return f"{path.removesuffix('.html')}.md"


def _write(text: str, source: Path, late: Path) -> tuple[str, bool, bool, str]:
    """Write a page's Markdown and its parts; what ``Written`` tells of them."""
    markdown, parts = take_out(text)
    write_if_changed(source, markdown)
    write_if_changed(late, json.dumps(parts))
    front = markdown.split("---\n", 2)[1].splitlines() if markdown.startswith("---\n") else []
    plain = all(line.startswith(("title:", "hide:")) for line in front if line.strip())
    return mark(markdown), ".md" in markdown, plain, mark(*parts)


def _keep_only(folder: Path, wanted: set[str]) -> None:
    for path in [item for item in files_below(folder) if item not in wanted]:
        (folder / path).unlink()


def markdown_of(context: Context, env: Environment, item: Page) -> str:
    """A page's Markdown, its parts still in it; one that is too heavy has its lists cut shorter, and says so."""
    facts = _facts(context, item)
    text = page(env, item.template, facts)
    for derived, most in SHORTER:
        if _weight(text) <= HEAVY:
            break
        cut = {"derived": derived, "most": most, "shortened": True}
        text = page(env, item.template, {**facts, **cut})
    return text


def _weight(text: str) -> int:
    menu = 0 if _NO_MENU.search(text, 0, 400) else MENU
    return len(text) + menu + HEADING * len(_HEADING.findall(text))


def _facts(context: Context, item: Page) -> dict[str, Any]:
    return {
        "title": item.title,
        "here": item.path,
        "page": item.facts,
        "rel": lambda target: relative(target, item.path),
        "name": context.name,
        "address": context.addresses.element,
        "code_address": context.addresses.code,
        "money": functools.partial(money, currency=context.currency, language=context.language),
        "counterparts": {key: _counterpart(context, item.path, key) for key in context.given.languages},
    }


def _counterpart(context: Context, path: str, language: str) -> str:
    """Address of the same page in another language."""
    first = context.given.languages[0]
    here = path if context.language == first else f"{context.language}/{path}"
    return relative(path if language == first else f"{language}/{path}", here)
