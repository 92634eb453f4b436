"""Everything from a checked model to a finished site."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from cetakbiru import __version__
from cetakbiru.metamodel import PackError
from cetakbiru.render import LayoutError, PageError
from cetakbiru.site.built import WORK, Built, exchange
from cetakbiru.site.context import SiteInput
from cetakbiru.site.engine import Engine, EngineError, engine
from cetakbiru.site.language import Part, Place, build_language
from cetakbiru.site.links import Last, broken_links, told
from cetakbiru.site.marks import mark
from cetakbiru.site.record import Record
from cetakbiru.site.shards import SITE, Manifest, ShardError, Share, free, leave, sum_of_files
from cetakbiru.site.turn import turn
from cetakbiru.site.whole import Whole
from cetakbiru.source import side_by_side

FAILURES = (EngineError, ShardError, LayoutError, PageError, PackError, OSError)


class Builder:
    """Builds a project's site into ``site/``, any number of times; the last good site stays where anything fails.

    Attributes:
        root: the project's folder.
        engines: what renders the pages of each language.
        warm: whether what is left of the last build may be used.
    """

    def __init__(self, root: Path, name: str, *, warm: bool) -> None:
        self.root, self.name, self.warm = root, name, warm
        self.engines: dict[str, Engine] = {}

    def build(self, given: SiteInput, say: Callable[[str], None]) -> Built:
        """Build the site.

        Args:
            given: what the site is made from.
            say: told the key of each step, for progress.

        Raises:
            EngineError: the engine failed, or a link leads nowhere.
            LayoutError: a diagram could not be laid out.
            PageError: a template of the project's own cannot be used.
            PackError: a viewpoint or ``mkdocs.yml`` cannot be used.
            OSError: a file cannot be read or written.
        """
        work = self.root / WORK
        with turn(work, lambda: say("step-turn")):
            return self._whole(given, work, say)

    def _whole(self, given: SiteInput, work: Path, say: Callable[[str], None]) -> Built:
        record = Record(work / "site.json", self.warm)
        place = Place(self.root, work, record.read(), self.warm)
        whole = Whole(given, self.root, self.name, Record(work / "whole.json", self.warm))
        if there := whole.found(self.root / "site", place.known):
            return there
        made = self._languages(given, place, say)
        say("step-links")
        _check(work / "new", self.root / "site", place.known, made)
        record.forget()
        whole.record.forget()
        exchange(work / "new", self.root / "site")
        record.keep({path: look for part in made for path, look in part.files.items()})
        built = _built(self.root / "site", made)
        whole.keep(built)
        return built

    def build_share(self, given: SiteInput, share: Share, folder: Path | None, say: Callable[[str], None]) -> Built:
        """Build one share of the site, from nothing, to be joined with the others.

        Args:
            given: what the site is made from.
            share: which share.
            folder: where it is left, in place of an earlier one; beside other shares in the project where None.
            say: told the key of each step.

        Raises:
            ShardError: the site cannot be cut, or the folder holds something else.
            EngineError, LayoutError, PageError, PackError, OSError: as for the whole site.
        """
        beside = self.root / WORK / "shards"
        folder = folder or beside / share.folder
        free(folder)
        work = beside / f"{share.folder}.work"  # of its own, so that shares can be built in one project at once
        made = self._languages(given, Place(self.root, work, {}, warm=False, share=share), say)
        built = _built(folder / SITE, made)
        made_of, order = mark(*(part.made_of for part in made)), {part.search: part.order for part in made}
        found = sum_of_files(work / "new")
        manifest = Manifest(__version__, made_of, share.number, share.of, order, built.pages, built.diagrams, found)
        leave(work / "new", folder, manifest)
        return built

    def _languages(self, given: SiteInput, place: Place, say: Callable[[str], None]) -> list[Part]:
        """Build all languages side by side."""
        shutil.rmtree(place.work / "new", ignore_errors=True)
        say("step-pages")
        # One for each language, started here: while the views are computed another core has nothing to do.
        for language in given.languages:
            self.engines.setdefault(language, engine(self.name)).warm_up()
        # What a site is made from lives until the end, and a collection would look through it for nothing.
        gc.set_threshold(20_000)
        _ = given.views, given.changes  # once for all languages, before the process is copied
        gc.freeze()  # all of it lives on: a collection need not look through it, nor copy the memory it lies in
        jobs = [
            partial(self._build, given, language, place, say if number == 0 else _silent)
            for number, language in enumerate(given.languages)
        ]
        return [Part(*made) for made in side_by_side(jobs)]

    def _build(self, given: SiteInput, language: str, place: Place, say: Callable[[str], None]) -> Any:
        try:
            return build_language(given, language, place, self.engines[language], say)
        except BaseException:
            # It may be at work still, and its answer would be taken for that to the next question.
            self.engines[language].close()
            raise

    def close(self) -> None:
        """Leave no process behind."""
        for item in self.engines.values():
            item.close()


def _silent(_: str) -> None:
    """All languages take the same steps; one of them tells."""


def _built(folder: Path, made: list[Part]) -> Built:
    """What all languages come to."""
    written = tuple(path for part in made for path in part.written)
    return Built(folder, sum(part.pages for part in made), sum(part.diagrams for part in made), written)


def _check(new: Path, site: Path, known: Mapping[str, Any], made: list[Part]) -> None:
    """Check the links of a new site; those of files that are as they were hold.

    Raises:
        EngineError: a link leads nowhere.
    """
    files = [list(part.files) for part in made]
    written = frozenset(path for part in made for path in part.written)
    gone = bool(known.keys() - {path for part in files for path in part})
    faults = broken_links(new, files, Last(site, written, gone) if known else None)
    if faults:
        raise EngineError(told(faults))
