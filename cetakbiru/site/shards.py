"""A share of a site, built apart from the others, and what tells whether shares belong together."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from cetakbiru import __version__
from cetakbiru.site.marks import mark
from cetakbiru.site.record import files_below
from cetakbiru.site.write import Written
from cetakbiru.source import to_json, write_if_changed

MANIFEST, SITE = "shard.json", "site"


class ShardError(Exception):
    """A share cannot be built, or shares cannot be joined; the message holds both languages."""


@dataclass(frozen=True, slots=True)
class Share:
    """One of several shares of a site.

    Attributes:
        number: which, from 1.
        of: how many there are.
    """

    number: int
    of: int

    @classmethod
    def read(cls, text: str) -> Self:
        """A share as it is written, ``2/4``.

        Raises:
            ValueError: it is none.
        """
        found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def folder(self) -> str:
        """Name of its folder."""
        return f"{self.number}-of-{self.of}"

    def taken(self, pages: Iterable[Written]) -> frozenset[str]:
        """Addresses of the pages in it.

        Pages are dealt out like cards, those with the largest diagrams first, the others by a hash of their address:
        each share gets as many of either, and every machine deals the same.
        """
        heaviest = sorted(pages, key=lambda page: (-sum(item.size for item in page.drawings), mark(page.path)))
        return frozenset(page.path for page in heaviest[self.number - 1 :: self.of])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a share says of itself.

    Attributes:
        toolkit: version that built it; ``made_of`` mark of all Markdown and settings of the site.
        number, of: which share of how many.
        order: addresses of all pages of a language, in order, by the address of its search index.
        pages, diagrams: how many are in it.
        sum: mark of its files.
    """

    toolkit: str
    made_of: str
    number: int
    of: int
    order: Mapping[str, Sequence[str]]
    pages: int
    diagrams: int
    sum: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a share's folder.

        Raises:
            ShardError: there is none, or one of another version.
        """
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if data["toolkit"] == __version__:
                return cls(**data)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ShardError(_NO_SHARD.format(folder=folder)) from error
        raise ShardError(_VERSION.format(folder=folder, theirs=data["toolkit"], ours=__version__))


def free(folder: Path) -> None:
    """Make room for a share.

    Raises:
        ShardError: the folder holds something else.
    """
    if folder.exists() and (not folder.is_dir() or {item.name for item in folder.iterdir()} - {MANIFEST, SITE}):
        raise ShardError(_NOT_FREE.format(folder=folder))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def sum_of_files(folder: Path) -> str:
    """Mark of the names and bytes of all files in a folder."""
    return mark(*(word for path in files_below(folder) for word in (path, (folder / path).read_bytes())))


def leave(built: Path, folder: Path, manifest: Manifest) -> None:
    """Leave a built share in its folder; its manifest comes last, so that half a share is none."""
    free(folder)
    shutil.move(built, folder / SITE)
    write_if_changed(folder / MANIFEST, to_json(asdict(manifest)))


UNCUT = (
    "Situs ini tidak dapat dibagi: mesin zensical, tema, plugin, ekstensi, atau templat sendiri memerlukan semua "
    "halaman sekaligus. Bangun tanpa --shard, atau pakai mkdocs.yml bawaan.\n"
    "This site cannot be cut: the engine zensical, or a theme, plugin, extension or template of its own, needs all "
    "pages at once. Build without --shard, or use the mkdocs.yml that comes with the toolkit."
)
_NO_SHARD = (
    "{folder}: bukan bagian situs: bangun dengan build --shard, atau hapus dari --join.\n"
    "{folder}: no share of a site: build it with build --shard, or take it out of --join."
)
_VERSION = (
    "{folder}: dibangun dengan cetakbiru {theirs}, sedangkan ini {ours}: bangun lagi bagian itu, atau pasang versi "
    "yang sama.\n{folder}: built by cetakbiru {theirs}, this is {ours}: build that share again, or install the same "
    "version."
)
_NOT_FREE = (
    "{folder}: berisi hal lain: sebut folder lain sesudah --out, atau kosongkan folder itu.\n"
    "{folder}: holds something else: name another folder after --out, or empty this one."
)
