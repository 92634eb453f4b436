"""One language of a site, from its plan to the folder that readers will see."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

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
from cetakbiru.site.rendering import INDEX, Rendering
from cetakbiru.site.search import INDEXES, as_script, finished_index, index_files, words
from cetakbiru.site.shards import UNCUT, ShardError, Share
from cetakbiru.site.write import Writer, Written


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is built, and what is known of the last one.

    Attributes:
        root: the project's folder; ``work`` what git ignores in it.
        known: mark and look of each file of the last site.
        warm: whether anything of the last build may be used.
        share: the share of the site that is built; None where it is the whole.
    """

    root: Path
    work: Path
    known: dict[str, list[Any]]
    warm: bool
    share: Share | None = None


class Part(NamedTuple):
    """What was built of one language, as plain data.

    Attributes:
        pages, diagrams: how many.
        files: mark and look of each file; ``written`` those that are not as they were.
        search: address of the search index; ``order`` of all pages, in order.
        made_of: mark of all that the language's pages are made of, where only a share of them was built.
    """

    pages: int
    diagrams: int
    files: dict[str, list[Any]]
    written: list[str]
    search: str
    order: list[str]
    made_of: str


def build_language(given: SiteInput, language: str, place: Place, engine: Engine, say: Callable[[str], None]) -> Any:
    """Build one language into the new site.

    Args:
        given: what the site is made from.
        language: one of its languages.
        place: where.
        engine: renders the pages.
        say: told the key of each step.

    Returns:
        The fields of a ``Part``.

    Raises:
        ShardError: a share is asked for, and the engine cannot leave pages out.
    """
    context = Context(given, language)
    templates = environment(place.root, given.model.metamodel, language)
    notes = Record(place.work / f"docs.{language}.json", place.warm)
    pages = Writer(context, templates, place.root, notes).write(plan(context))
    config = configure(context, pages, read_yaml(settings_file(place.root)), place.work)
    rendering = Rendering(engine, config, epoch(given), pages, Record(place.work / f"out.{language}.json", place.warm))
    taken = _taken(place.share, rendering, pages)
    say("step-engine")
    rendering.begin(rendering.pages.keys() - taken)
    say("step-diagrams")
    assembly = Assembly(place.work / "new", place.root / "site", place.known)
    prefix = "" if language == given.languages[0] else f"{language}/"
    marks = {page.path: rendering.mark_of(page) for page in pages}
    # The engine renders in a process of its own meanwhile; only pages that are made anew need their diagrams.
    own = [page for page in pages if page.path in taken]
    pictures = _pictures([page for page in own if not assembly.has(prefix + page.path, marks[page.path])])
    rendering.finish()
    for page in own:
        found = pictures.get(page.path, {})
        # Without a mark where a picture is missing: the next build tries again, perhaps on a machine less busy.
        made_of = marks[page.path] if all(found.values()) else ""
        assembly.put(prefix + page.path, made_of, partial(_page, rendering.out, page, found))
    if place.share is None or place.share.number == 1:
        _put_rest(assembly, prefix, rendering)
    _put_indexes(context, assembly, prefix, rendering)
    missing = sum(not picture for found in pictures.values() for picture in found.values())
    diagrams, made_of = sum(len(page.drawings) for page in own), rendering.mark_of_all(pages) if place.share else ""
    order = [page.path for page in pages]
    part = Part(len(own), diagrams - missing, assembly.files, assembly.written, f"{prefix}{INDEX}", order, made_of)
    return tuple(part)  # a copy of the process can hand over nothing but plain data


def _taken(share: Share | None, rendering: Rendering, pages: Sequence[Written]) -> Collection[str]:
    """Addresses of the pages that are built here."""
    if share is None:
        return rendering.pages.keys()
    if not rendering.alone:
        raise ShardError(UNCUT)
    return share.taken(pages)


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
    """The picture of each drawing; empty where it took too long to draw, which the page then says.

    Raises:
        LayoutError: Graphviz failed.
    """
    made = [drawing.draw() for drawing in drawings]
    return [
        finish(svg, drawing.name, drawing.title, drawing.description, drawn.edges) if svg else ""
        for svg, drawing, drawn in zip(layout([drawn.dot for drawn in made]), drawings, made, strict=True)
    ]


def _put_rest(assembly: Assembly, prefix: str, rendering: Rendering) -> None:
    """All that is no page and no index: style sheets and scripts as they were written, and what the engine made."""
    sources = {path: rendering.out / path for path in files_below(rendering.out) if path not in rendering.pages}
    docs = (path for path in files_below(rendering.docs) if not path.endswith(".md"))
    sources |= {path: rendering.docs / path for path in docs}
    for path in sources.keys() - INDEXES.keys():
        assembly.put(prefix + path, mark(*map(str, look_of(sources[path]))), sources[path].read_bytes)


def _put_indexes(context: Context, assembly: Assembly, prefix: str, rendering: Rendering) -> None:
    """The search index that the engine made, with the words of cards in it."""
    indexes = {path: rendering.out / path for path in INDEXES if (rendering.out / path).is_file()}
    cards = words(context) if indexes else {}
    for path, source in indexes.items():
        raw = source.read_text(encoding="utf-8")
        made_of = mark(raw, *(word for key, found in cards.items() for word in (key, *found)))
        # As a script too: a page that was opened from a file may not fetch data.
        text = cache(partial(finished_index, raw, cards, tuple(rendering.pages)))
        for name in (path, as_script(path)):
            assembly.put(prefix + name, made_of, partial(_index, path, name, text))


def _index(path: str, name: str, text: Callable[[], str]) -> bytes:
    """One of the files of a finished index."""
    return index_files(path, text())[name]
