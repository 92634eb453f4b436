"""Work on all cores of the machine, where there is enough of it and a process may be copied.

A copy of the process does its share and hands plain data back through a pipe. Where no copy can be made, or one
fails, the process does that share itself: the result is the same.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from cetakbiru.source.plain import OddError, plain_data

ODD = ...  # stands for a text that must be read with care; it comes through a pipe as itself
ENOUGH = 2_000_000  # letters, below which a copy takes longer than it saves
_MOST = 4


def plain_all(texts: list[str]) -> list[Any]:
    """Data of each text, or ``ODD``.

    Args:
        texts: decoded texts, their lines ended by line feeds.
    """
    return [data for done in side_by_side([partial(_data, share) for share in shares(texts)]) for data in done]


def side_by_side(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each job comes to, in their order: the first is done here, the others in copies of the process.

    Args:
        jobs: each gives plain data: numbers, texts, and lists, tuples, sets and mappings of these.
    """
    if _cores() == 1:
        return [job() for job in jobs]
    copies: list[_Copy] = []
    try:
        copies += [_Copy(job) for job in jobs[1:]]
        return [*(job() for job in jobs[:1]), *(copy.received() for copy in copies)]
    finally:
        for copy in copies:
            copy.end()


def shared_out(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each job comes to, in their order, or None for one that failed: whoever is free takes the next.

    Args:
        jobs: as for ``side_by_side``, at most 256.
    """
    reading, writing = os.pipe()
    # A pipe is a list from which several processes can take without two of them taking the same.
    os.write(writing, bytes(range(len(jobs))))
    os.close(writing)
    try:
        shares = side_by_side([partial(_taken, reading, jobs)] * min(_cores(), len(jobs)))
    finally:
        os.close(reading)
    done = dict(pair for share in shares for pair in share)
    return [done.get(number) for number in range(len(jobs))]


def _taken(reading: int, jobs: Sequence[Callable[[], Any]]) -> list[tuple[int, Any]]:
    done = []
    while number := os.read(reading, 1):
        # One that fails here is asked again by whoever wants it, and fails there.
        with contextlib.suppress(Exception):
            done.append((number[0], jobs[number[0]]()))
    return done


def _cores() -> int:
    """How many processes may work: only this one where it has threads, whose locks a copy would inherit."""
    # System libraries of macOS do not bear being copied, and Windows copies no process.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def shares(texts: list[str]) -> list[list[str]]:
    """Texts in order, cut into one share of about the same length for each core where there is enough of them."""
    return [share for share in _shares(texts, _cores()) if share]


def _shares(texts: list[str], cores: int) -> Iterator[list[str]]:
    total = sum(map(len, texts))
    goal = total / cores if total >= ENOUGH else total + 1
    share: list[str] = []
    length = 0
    for text in texts:
        share.append(text)
        length += len(text)
        if length >= goal:
            yield share
            share, length = [], 0
    yield share


def _data(texts: list[str]) -> list[Any]:
    return [_plain_or_odd(text) for text in texts]


def _plain_or_odd(text: str) -> Any:
    try:
        return plain_data(text)
    except OddError:
        return ODD


class _Copy:
    """A copy of this process that does one job."""

    def __init__(self, job: Callable[[], Any]) -> None:
        self.job = job
        reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            with contextlib.suppress(BaseException), os.fdopen(writing, "wb") as pipe:
                marshal.dump(job(), pipe)
            # Not `sys.exit`: the copy must not run what the process itself will run at its end.
            os._exit(0)
        # Or the pipe would never end, since this process could still write to it.
        os.close(writing)
        self.pipe = os.fdopen(reading, "rb")

    def received(self) -> Any:
        """What the copy handed over; where that is not whole, the same done here."""
        raw = self.pipe.read()
        try:
            # The bytes come from a copy of this very process: nobody else can have written them.
            return marshal.loads(raw)  # noqa: S302
        except (EOFError, ValueError, TypeError):
            return self.job()

    def end(self) -> None:
        """Leave no copy behind, whatever happened here."""
        self.pipe.close()
        with contextlib.suppress(ProcessLookupError):
            # A copy that is still at work is one whose answer nobody waits for any more.
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
