"""Many texts to plain data on all cores of the machine, where there is enough to read and a process may be copied.

A copy of the process reads its share and hands plain data back through a pipe. Where no copy can be made, or one
fails, the process reads that share itself: the result is the same.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import threading
from collections.abc import Iterator
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
    own, *others = _shares(texts, _cores())
    copies = [_Copy(share) for share in others if share]
    return [*_data(own), *(data for copy in copies for data in copy.received())]


def _cores() -> int:
    """How many processes may read: only this one where it has threads, whose locks a copy would inherit."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _shares(texts: list[str], cores: int) -> Iterator[list[str]]:
    """The texts in order, cut into shares of about the same length."""
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
    """A copy of this process that reads some texts."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.pipe, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            with contextlib.suppress(BaseException), os.fdopen(writing, "wb") as pipe:
                marshal.dump(_data(texts), pipe)
            os._exit(0)
        os.close(writing)

    def received(self) -> list[Any]:
        """What the copy handed over; where that is not whole, the same read here."""
        with os.fdopen(self.pipe, "rb") as pipe:
            raw = pipe.read()
        os.waitpid(self.process, 0)
        try:
            return list(marshal.loads(raw))  # noqa: S302
        except (EOFError, ValueError, TypeError):
            return _data(self.texts)
