"""One build at a time in one folder; a further one waits for its turn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PAUSE = 0.2

# The system lets go of a lock when its process ends, however it ends; a file that says "busy" would outlive a crash.
if sys.platform == "win32":
    import msvcrt

    def _take(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def turn(folder: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Have a folder for oneself.

    Args:
        folder: made where it is missing.
        waits: told once where another process has it.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as stream:
        # Some network drives know no locks: there a build is as alone as its people take care.
        with suppress(OSError):
            if not _free(stream):
                waits()
                while not _free(stream):
                    time.sleep(_PAUSE)
        yield


def _free(stream: IO[bytes]) -> bool:
    try:
        _take(stream)
    except (BlockingIOError, PermissionError):
        return False
    return True
