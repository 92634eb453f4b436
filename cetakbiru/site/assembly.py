"""One language's part of the new site: what is as it was stands there as a link to the last site's file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cetakbiru.site.record import look_of


class Assembly:
    """A folder that is filled for a new site beside the last one.

    A file is made anew only where its mark is another one than last time, and written only where its bytes are. The
    last site is read, never written to: a link shares a file that nobody will write to again.

    Attributes:
        folder: the new site; ``last`` the one that readers see.
        known: mark and look of each file of the last site, as it was left.
        files: the same of the new one, as it grows.
        written: paths of what is not as it was.
    """

    def __init__(self, folder: Path, last: Path, known: Mapping[str, list[Any]]) -> None:
        self.folder, self.last, self.known = folder, last, known
        self.files: dict[str, list[Any]] = {}
        self.written: list[str] = []

    def has(self, path: str, made_of: str) -> bool:
        """Whether the last site has a file that is made of the same, and untouched since."""
        return bool(made_of) and self.known.get(path) == [made_of, *look_of(self.last / path)]

    def put(self, path: str, made_of: str, make: Callable[[], bytes]) -> None:
        """Put a file into the new site.

        Args:
            path: its address.
            made_of: mark of all that it is made of; it is made in any case where there is none.
            make: makes it.
        """
        target, last = self.folder / path, self.last / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # left by a process that died here, and perhaps a link to the last site's file
        content = b"" if (same := self.has(path, made_of)) else make()
        # What came out the same stays the same file, and no link of it is looked at again; but a symbolic link that
        # somebody put there could lead out of the site.
        if same or (last.is_file() and not last.is_symlink() and last.read_bytes() == content):
            _link(last, target)
        else:
            target.write_bytes(content)
            self.written.append(path)
        self.files[path] = [made_of, *look_of(target)]


def _link(last: Path, target: Path) -> None:
    """The same file under another name; a copy where the system knows no links."""
    try:
        os.link(last, target)
    except OSError:
        shutil.copy2(last, target)
