"""A mark of all that a site is made of: where it is as it was, and so is the site, there is nothing to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from cetakbiru.render import template_folder
from cetakbiru.site.built import Built
from cetakbiru.site.context import SiteInput
from cetakbiru.site.language import epoch, settings_file
from cetakbiru.site.manual_pages import manual_folder
from cetakbiru.site.marks import mark, mark_of_facts
from cetakbiru.site.record import Record, files_below, look_of
from cetakbiru.site.rendering import versions

# What of the input is named here by other words, or follows from the rest: the model from its files, read by the pack.
_OTHERWISE = ("model", "lent", "heads")


class Whole:
    """What is known of the whole site that was built last.

    Attributes:
        made_of: mark of all that a site is made of now; none where that cannot be told.
        record: the mark of last time, and how much was built.
    """

    def __init__(self, given: SiteInput, root: Path, engine: str, record: Record) -> None:
        self.record = record
        pack = given.model.metamodel.mark
        self.made_of = mark(pack, engine, *_words(given, root)) if pack else ""

    def found(self, site: Path, files: Mapping[str, list[Any]]) -> Built | None:
        """The site that is there, where it is made of the same and nothing in it was touched.

        Args:
            site: where readers find it.
            files: mark and look of each of its files, as they were left; one without a mark may show anything.
        """
        known = self.record.read()
        if not self.made_of or not files or known.get("made_of") != self.made_of:
            return None
        same = all(made_of and look_of(site / path) == look for path, (made_of, *look) in files.items())
        pages, diagrams = known["built"]
        return Built(site, pages, diagrams, ()) if same and set(files_below(site)) == files.keys() else None

    def keep(self, built: Built) -> None:
        """Remember what was built."""
        self.record.keep({"made_of": self.made_of, "built": [built.pages, built.diagrams]})


def _words(given: SiteInput, root: Path) -> list[str | bytes]:
    facts = {item.name: getattr(given, item.name) for item in fields(given) if item.name not in _OTHERWISE}
    folders = (template_folder(), root / "templates", manual_folder())
    files = [folder / path for folder in folders for path in files_below(folder)]
    read = given.model.sources.sums
    return [
        *(word for item in (*files, settings_file(root)) for word in (str(item), item.read_bytes())),
        *(word for path in sorted(read) for word in (path, read[path])),
        *versions(),
        epoch(given),
        # Which are there tells the architecture of one year from that of another.
        mark(*given.model.whole.elements),
        mark_of_facts(facts),
    ]
