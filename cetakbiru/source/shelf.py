"""What each file comes to (its data as it was parsed, above all), kept by path and content.

Only a file that changed is looked at again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cetakbiru.source.cache import Cache

BOXES = 32  # so that one changed file makes one small part be written again


@dataclass(slots=True)
class Shelf:
    """What a cache holds of a project's files.

    Attributes:
        cache: where it is kept.
        name: what is held of each file.
        boxes: sum of the file and data of the document by path, in the box that the path belongs to.
    """

    cache: Cache = field(default_factory=Cache)
    name: str = "documents"
    boxes: dict[int, dict[str, Any]] = field(default_factory=dict)

    def entry(self, path: str) -> tuple[str, Any] | None:
        """Sum and data that are kept for a path, or None."""
        number = _box(path)
        if number not in self.boxes:
            # Read only when a path of it is asked for.
            self.boxes[number] = self.cache.get(f"{self.name}-{number}") or {}
        found = self.boxes[number].get(path)
        return (found[0], found[1]) if found else None

    def keep(self, read: Mapping[str, tuple[str, Any]], paths: Collection[str]) -> None:
        """Keep what was parsed now.

        Args:
            read: sum and data by path.
            paths: all files that there are now; what is kept of others goes.
        """
        changed = {_box(path) for path in read}
        for path, (mark, data) in read.items():
            self.boxes[_box(path)][path] = [mark, data]
        for number, path in list(self._gone(paths)):
            del self.boxes[number][path]
            changed.add(number)
        self.cache.put({f"{self.name}-{number}": self.boxes[number] for number in sorted(changed)})

    def filled(self, sums: Mapping[str, str], make: Callable[[list[str]], Mapping[str, Any]]) -> dict[str, Any]:
        """Data of all files: as it was kept, or made now and kept.

        Args:
            sums: sum of all that the data of a file hangs on, by path.
            make: makes the data of some paths.
        """
        kept = {path: found for path, mark in sums.items() if (found := self.entry(path)) and found[0] == mark}
        made = make([path for path in sums if path not in kept])
        self.keep({path: (sums[path], data) for path, data in made.items()}, sums)
        return {path: made[path] if path in made else kept[path][1] for path in sums}

    def _gone(self, paths: Collection[str]) -> Iterator[tuple[int, str]]:
        known = set(paths)
        return ((number, path) for number, box in self.boxes.items() for path in box if path not in known)


def _box(path: str) -> int:
    # Not `hash`, which gives another number in every run of Python.
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % BOXES
