"""One language of a site, from its plan to the folder that readers will see."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from cetakbiru.metamodel import read_yaml
from cetakbiru.render import environment, finish, layout, mkdocs_file
from cetakbiru.site.assembly import Assembly
from cetakbiru.site.configuration import configure
from cetakbiru.site.context import Context, SiteInput
from cetakbiru.site.engine import Engine
from cetakbiru.site.figures import Drawing
from cetakbiru.site.marks import mark
from cetakbiru.site.parts import put_in
from cetakbiru.site.plan import plan
from cetakbiru.site.record import Record, files_below, look_of
from cetakbiru.site.rendering import Rendering
from cetakbiru.site.search import INDEXES, finished_index, words
from cetakbiru.site.write import Writer, Written


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is built, and what is known of the last one.

    Attributes:
        root: the project's folder; ``work`` what git ignores in it.
        known: mark and look of each file of the last site.
        warm: whether anything of the last build may be used.
    """

    root: Path
    work: Path
    known: dict[str, list[Any]]
    warm: bool


def build_language(given: SiteInput, language: str, place: Place, engine: Engine, say: Callable[[str], None]) -> Any:
    """Build one language into the new site.

    Args:
        given: what the site is made from.
        language: one of its languages.
        place: where.
        engine: renders the pages.
        say: told the key of each step.

    Returns:
        As plain data: number of pages and of diagrams, mark and look of each file, and which ones were written.
    """
    context = Context(given, language)
    templates = environment(place.root, given.model.metamodel, language)
    notes = Record(place.work / f"docs.{language}.json", place.warm)
    pages = Writer(context, templates, place.root, notes).write(plan(context))
    config = configure(context, pages, read_yaml(settings_file(place.root)), place.work)
    rendering = Rendering(engine, config, epoch(given), pages, Record(place.work / f"out.{language}.json", place.warm))
    say("step-engine")
    rendering.begin()
    say("step-diagrams")
    assembly = Assembly(place.work / "new", place.root / "site", place.known)
    prefix = "" if language == given.languages[0] else f"{language}/"
    marks = {page.path: rendering.mark_of(page) for page in pages}
    # The engine renders in a process of its own meanwhile; only pages that are made anew need their diagrams.
    pictures = _pictures([page for page in pages if not assembly.has(prefix + page.path, marks[page.path])])
    rendering.finish()
    for page in pages:
        assembly.put(
            prefix + page.path, marks[page.path], partial(_page, rendering.out, page, pictures.get(page.path, {}))
        )
    _put_rest(context, assembly, prefix, rendering)
    return len(pages), sum(len(page.drawings) for page in pages), assembly.files, assembly.written


def _page(out: Path, page: Written, pictures: Mapping[str, str]) -> bytes:
    """A page as readers see it."""
    return put_in((out / page.path).read_text(encoding="utf-8"), page.parts, pictures).encode()


def settings_file(root: Path) -> Path:
    """The project's own ``mkdocs.yml``, or the one that comes with the toolkit."""
    own = root / "mkdocs.yml"
    return own if own.is_file() else mkdocs_file()


def epoch(given: SiteInput) -> str:
    """The date of the site: that of the model's latest change, so that the same model gives the same bytes."""
    latest = max((stamp.date for stamp in given.recent), default=None)
    changed = int(datetime(latest.year, latest.month, latest.day, tzinfo=UTC).timestamp()) if latest else 0
    return os.environ.get("SOURCE_DATE_EPOCH", str(changed))


def _pictures(pages: Sequence[Written]) -> dict[str, dict[str, str]]:
    """Page to picture's name to SVG."""
    jobs = [(page.path, drawing) for page in pages for drawing in page.drawings]
    found: dict[str, dict[str, str]] = {}
    for (path, drawing), picture in zip(jobs, drawn([drawing for _, drawing in jobs]), strict=True):
        found.setdefault(path, {})[drawing.name] = picture
    return found


def drawn(drawings: Sequence[Drawing]) -> list[str]:
    """The picture of each drawing.

    Raises:
        LayoutError: one could not be laid out.
    """
    raw = layout([drawing.dot for drawing in drawings])
    return [
        finish(svg, drawing.name, drawing.title, drawing.description, drawing.edges)
        for svg, drawing in zip(raw, drawings, strict=True)
    ]


def _put_rest(context: Context, assembly: Assembly, prefix: str, rendering: Rendering) -> None:
    """All that is no page: style sheets and scripts as they were written, and what the engine made."""
    sources = {path: rendering.out / path for path in files_below(rendering.out) if path not in rendering.pages}
    docs = (path for path in files_below(rendering.docs) if not path.endswith(".md"))
    sources |= {path: rendering.docs / path for path in docs}
    # Kept back, since the words of cards go into them.
    indexes = {path: sources.pop(path) for path in INDEXES if path in sources}
    for path, source in sources.items():
        assembly.put(prefix + path, mark(*map(str, look_of(source))), source.read_bytes)
    cards = words(context) if indexes else {}
    for path, source in indexes.items():
        raw = source.read_text(encoding="utf-8")
        made_of = mark(raw, *(word for key, found in cards.items() for word in (key, *found)))
        # As a script too: a page that was opened from a file may not fetch data.
        text = cache(partial(finished_index, raw, cards, tuple(rendering.pages)))
        assembly.put(prefix + path, made_of, partial(_encoded, "{}", text))
        assembly.put(
            prefix + Path(path).with_suffix(".js").as_posix(), made_of, partial(_encoded, "var __index = {}\n", text)
        )


def _encoded(form: str, text: Callable[[], str]) -> bytes:
    return form.format(text()).encode()
