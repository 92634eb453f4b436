"""Everything from a checked model to a finished site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cetakbiru.metamodel import PackError
from cetakbiru.render import LayoutError, PageError
from cetakbiru.site.built import exchange
from cetakbiru.site.context import SiteInput
from cetakbiru.site.engine import Engine, EngineError, engine
from cetakbiru.site.language import Place, build_language
from cetakbiru.site.links import Last, broken_links
from cetakbiru.site.record import Record
from cetakbiru.source import side_by_side

WORK = ".cetakbiru"
FAILURES = (EngineError, LayoutError, PageError, PackError, OSError)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: pages and diagrams there are, and files of the site that are not as they were."""

    site: Path
    pages: int
    diagrams: int
    written: tuple[str, ...]


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
        record = Record(work / "site.json", self.warm)
        place = Place(self.root, work, record.read(), self.warm)
        shutil.rmtree(work / "new", ignore_errors=True)
        say("step-pages")
        _ = given.views, given.changes  # once for all languages, before the process is copied
        jobs = [
            partial(self._build, given, language, place, say if number == 0 else _silent)
            for number, language in enumerate(given.languages)
        ]
        made = side_by_side(jobs)
        say("step-links")
        _check(work / "new", self.root / "site", place.known, made)
        record.forget()
        exchange(work / "new", self.root / "site")
        record.keep({path: look for _, _, files, _ in made for path, look in files.items()})
        written = tuple(path for _, _, _, paths in made for path in paths)
        return Built(self.root / "site", sum(item[0] for item in made), sum(item[1] for item in made), written)

    def _build(self, given: SiteInput, language: str, place: Place, say: Callable[[str], None]) -> Any:
        rendering = self.engines.setdefault(language, engine(self.name))
        try:
            return build_language(given, language, place, rendering, say)
        except BaseException:
            rendering.close()
            raise

    def close(self) -> None:
        """Leave no process behind."""
        for item in self.engines.values():
            item.close()


def _silent(_: str) -> None:
    """All languages take the same steps; one of them tells."""


def _check(new: Path, site: Path, known: Mapping[str, Any], made: list[Any]) -> None:
    """Check the links of a new site; those of files that are as they were hold.

    Raises:
        EngineError: a link leads nowhere.
    """
    files = [list(files) for _, _, files, _ in made]
    written = frozenset(path for _, _, _, paths in made for path in paths)
    gone = bool(known.keys() - {path for part in files for path in part})
    faults = broken_links(new, files, Last(site, written, gone) if known else None)
    if faults:
        raise EngineError("\n".join([f"{len(faults)} tautan rusak / broken links:", *faults[:40]]))
