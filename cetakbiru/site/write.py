"""Pages to a folder of Markdown: only what changed is written, what is no longer planned is removed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cetakbiru.render import money, page, template_folder
from cetakbiru.site.addresses import relative
from cetakbiru.site.context import Context
from cetakbiru.site.figures import Drawing
from cetakbiru.site.graph import NAME, graph_script
from cetakbiru.site.manual_pages import manual_folder
from cetakbiru.site.parts import take_out
from cetakbiru.site.plan import Page
from cetakbiru.source import write_if_changed

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Written:
    """A page as the engine reads it, and what is put into the built one.

    Attributes:
        path: address from the site's root, ending in ``.html``.
        title: title of the page.
        markdown: mark of the Markdown; ``linked`` whether it may name other files of Markdown, ``plain`` whether its
            front matter says nothing that other pages show.
        parts: HTML for the placeholders.
        drawings: diagrams for the placeholders.
    """

    path: str
    title: str
    markdown: str
    linked: bool
    plain: bool
    parts: tuple[str, ...]
    drawings: tuple[Drawing, ...]

    @property
    def parts_mark(self) -> str:
        """Mark of all that is put into the built page."""
        drawn = (word for item in self.drawings for word in (item.name, item.dot, item.title, item.description))
        return mark(*self.parts, "", *drawn)


def mark(*words: str) -> str:
    """A mark of some texts: another one wherever a letter or the place of a text differs."""
    whole = hashlib.blake2b(digest_size=16)
    for word in words:
        raw = word.encode()
        whole.update(f"{len(raw)}:".encode() + raw)
    return whole.hexdigest()


def write_pages(context: Context, env: Environment, pages: Iterable[Page], folder: Path) -> list[Written]:
    """Write all pages of a language, and the style sheet and script beside them.

    Args:
        context: the language.
        env: its templates.
        pages: what is planned; a page is forgotten as soon as it is written.
        folder: where the engine reads.
    """
    written = [_write(context, env, item, folder) for item in pages]
    wanted = {_source(item.path) for item in written}
    for path, file in _beside():
        write_if_changed(folder / path, file.read_bytes())
        wanted.add(path)
    write_if_changed(folder / "assets" / NAME, graph_script(context))
    wanted.add(f"assets/{NAME}")
    for stale in [p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).as_posix() not in wanted]:
        stale.unlink()
    return written


def _beside() -> Iterator[tuple[str, Path]]:
    """Files that pages show: style sheets and scripts, and the pictures of the manual."""
    for place, origin in (("assets", template_folder() / "assets"), ("manual/pictures", manual_folder() / "pictures")):
        yield from ((f"{place}/{file.name}", file) for file in sorted(origin.iterdir()))


def _source(path: str) -> str:
    return f"{path.removesuffix('.html')}.md"


def _write(context: Context, env: Environment, item: Page, folder: Path) -> Written:
    text, parts = take_out(_render(context, env, item))
    write_if_changed(folder / _source(item.path), text)
    front = text.split("---\n", 2)[1].splitlines() if text.startswith("---\n") else []
    return Written(
        item.path,
        item.title,
        mark(text),
        linked=".md" in text,
        plain=all(line.startswith(("title:", "hide:")) for line in front if line.strip()),
        parts=tuple(parts),
        drawings=tuple(item.drawings),
    )


def _render(context: Context, env: Environment, item: Page) -> str:
    return page(env, item.template, {
        "title": item.title,
        "here": item.path,
        "page": item.facts,
        "rel": lambda target: relative(target, item.path),
        "name": context.name,
        "address": context.addresses.element,
        "code_address": context.addresses.code,
        "money": functools.partial(money, currency=context.currency, language=context.language),
        "counterparts": {key: _counterpart(context, item.path, key) for key in context.given.languages},
    })  # fmt: skip


def _counterpart(context: Context, path: str, language: str) -> str:
    """Address of the same page in another language."""
    first = context.given.languages[0]
    here = path if context.language == first else f"{context.language}/{path}"
    return relative(path if language == first else f"{language}/{path}", here)
