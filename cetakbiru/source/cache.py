"""What was worked out of files, kept beside them so that it need not be worked out again.

An entry is found by the content of all files that it comes from, and by the version of the toolkit. It is plain data
as JSON, written in one step and checked by its sum when read: one that is missing, torn or tampered with is made anew.
Nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cetakbiru import __version__
from cetakbiru.source.write import write_if_changed

FORM = "1"  # of the entries; another one where the same files come to other data
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, or none.

    Attributes:
        folder: where the entries lie; nothing is kept where it is None.
    """

    folder: Path | None = None

    def kept(self, kind: str, files: Mapping[str, bytes], make: Callable[[], Any]) -> Any:
        """What some files come to: as it was kept, or made now and kept.

        Args:
            kind: what is made, the beginning of the entry's name.
            files: content by name.
            make: makes it; plain data with text for keys.
        """
        if self.folder is None:
            return make()
        path = self.folder / f"{kind}-{_sum_of(files)}.json"
        try:
            return unpacked(path.read_bytes())
        except (OSError, ValueError):
            data = make()
        # A folder that may not be written to costs time, not the result.
        with contextlib.suppress(OSError):
            self._keep(path, data)
        return data

    def _keep(self, path: Path, data: Any) -> None:
        """Write an entry; the oldest ones go where there is too much, and git is told to look away."""
        write_if_changed(path.parent / ".gitignore", "*\n")
        write_if_changed(path, packed(data))
        room = MOST_BYTES
        for entry in sorted(path.parent.glob("*.json"), key=lambda item: item.stat().st_mtime, reverse=True):
            room -= entry.stat().st_size
            if room < 0 and entry != path:
                entry.unlink(missing_ok=True)


def _sum_of(files: Mapping[str, bytes]) -> str:
    """A name for the content of files: another one wherever a name, a byte or the toolkit differs."""
    parts = [__version__.encode(), FORM.encode()]
    parts += [part for name, raw in files.items() for part in (name.encode(), hashlib.sha256(raw).digest())]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:40]


def packed(data: Any) -> bytes:
    """Data as an entry: JSON with its sum before it."""
    body = json.dumps(data, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(raw: bytes) -> Any:
    """Data of an entry.

    Args:
        raw: what the entry holds.

    Raises:
        ValueError: it is not what was written.
    """
    stated, _, body = raw.partition(b"\n")
    if stated != hashlib.sha256(body).hexdigest().encode():
        raise ValueError(stated)
    return json.loads(body)
