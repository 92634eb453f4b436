"""What was worked out of files, kept beside them so that it need not be worked out again.

An entry is plain data as JSON, written in one step. It is checked when read, by a sum over it, its name and the
toolkit's own files: one that is missing, torn, exchanged or of another toolkit is made anew. Nothing in it is ever
executed.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cetakbiru import __version__
from cetakbiru.source.write import write_if_changed

MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, or none.

    Attributes:
        folder: where the entries lie; nothing is kept where it is None.
        closed: whether nothing more is to be kept.
    """

    folder: Path | None = None
    closed: bool = False

    def kept(self, kind: str, files: Mapping[str, bytes], make: Callable[[], Any]) -> Any:
        """What some files come to: as it was kept, or made now and kept.

        Args:
            kind: what is made, the beginning of the entry's name.
            files: content by name.
            make: makes it; plain data with text for keys, and never None.
        """
        name = f"{kind}-{sum_of(files)}"
        data = self.get(name)
        if data is None:
            data = make()
            self.put({name: data})
        return data

    def get(self, name: str) -> Any:
        """Data of an entry as it was put, or None where there is none that can be trusted."""
        if self.folder is None:
            return None
        try:
            return unpacked(name, (self.folder / f"{name}.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, entries: Mapping[str, Any]) -> None:
        """Keep entries by name; the oldest ones go where there is too much, and git is told to look away."""
        if self.folder is None or self.closed or not entries:
            return
        # A folder that may not be written to costs time, not the result.
        with contextlib.suppress(OSError):
            # The folder tells git itself to look away, so that no project need know of it.
            write_if_changed(self.folder / ".gitignore", "*\n")
            for name, data in entries.items():
                write_if_changed(self.folder / f"{name}.json", packed(name, data))
            self._make_room(set(entries))

    def _make_room(self, newest: set[str]) -> None:
        assert self.folder is not None
        room = MOST_BYTES
        for entry in sorted(self.folder.glob("*.json"), key=lambda item: item.stat().st_mtime, reverse=True):
            room -= entry.stat().st_size
            # What was kept just now stays even where it alone is too much.
            if room < 0 and entry.stem not in newest:
                entry.unlink(missing_ok=True)


def sum_of(files: Mapping[str, bytes]) -> str:
    """A name for the content of files: another one wherever a name or a byte differs."""
    # Hashed one by one before they are joined, or a byte could move from one file to the next unseen.
    parts = [part for name, raw in files.items() for part in (name.encode(), hashlib.sha256(raw).digest())]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:40]


@functools.cache
def _toolkit() -> bytes:
    """What tells this toolkit from another one: its version, and when and how long each of its files was written."""
    # Times and sizes in place of contents, since every run asks.
    found = sorted(_modules(str(Path(__file__).parents[1])))
    return hashlib.sha256(repr((__version__, found)).encode()).digest()


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of each Python file below a folder."""
    # Without `pathlib`, which takes three times as long for this.
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def packed(name: str, data: Any) -> bytes:
    """Data as an entry: JSON with its sum before it."""
    # JSON, because what can be read from a file that anyone may write must never be executed, as a pickle would be.
    body = json.dumps(data, separators=(",", ":")).encode()
    return _sum(name, body) + b"\n" + body


def unpacked(name: str, raw: bytes) -> Any:
    """Data of an entry.

    Args:
        name: of the entry.
        raw: what the entry holds.

    Raises:
        ValueError: it is not what this toolkit wrote under the name.
    """
    stated, _, body = raw.partition(b"\n")
    if stated != _sum(name, body):
        raise ValueError(stated)
    return json.loads(body)


def _sum(name: str, body: bytes) -> bytes:
    found = hashlib.sha256(_toolkit() + name.encode() + b"\0")
    # Apart, or a large body would be copied first.
    found.update(body)
    return found.hexdigest().encode()
