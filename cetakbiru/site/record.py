"""What is remembered of the last build: plain data, checked when read; without it everything is made anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cetakbiru.source import packed, unpacked, write_if_changed


@dataclass(frozen=True, slots=True)
class Record:
    """A file that remembers.

    Attributes:
        path: where it lies.
        used: whether what it remembers may be used; it is written all the same.
    """

    path: Path
    used: bool

    def read(self) -> dict[str, Any]:
        """What was kept; nothing where it is missing, torn, or may not be used."""
        try:
            data = unpacked(self.path.name, self.path.read_bytes()) if self.used else {}
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def keep(self, data: dict[str, Any]) -> None:
        """Remember something in place of what was kept."""
        write_if_changed(self.path, packed(self.path.name, data))

    def forget(self) -> None:
        """Remember nothing: whatever is at work now may be cut short."""
        self.path.unlink(missing_ok=True)


def files_below(folder: Path) -> Iterator[str]:
    """Paths of all files in a folder, as seen from it, in order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        here = Path(place).relative_to(folder).as_posix()
        yield from (name if here == "." else f"{here}/{name}" for name in sorted(names))


def look_of(path: Path) -> list[int]:
    """Size and time of a file, which change whenever it is written; nothing where it is not there."""
    try:
        found = path.lstat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]
