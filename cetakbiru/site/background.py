"""Work in a process of its own, which can be given up at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence


class Background:
    """A command that is run again and again, never twice at a time.

    Attributes:
        command: the program and its words.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def at_work(self) -> bool:
        """Whether a run was begun whose end nobody asked for yet."""
        return self.process is not None

    def start(self) -> None:
        """Begin a run; the one before it is given up."""
        self.stop()
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            self.command, stdout=subprocess.DEVNULL, stderr=self.errors, start_new_session=True
        )

    def wait(self, seconds: float | None = None) -> str | None:
        """What a run said of its failure, empty where it went well; nothing where it is still at work.

        Args:
            seconds: how long to wait; until the end where there is none.
        """
        assert self.process is not None
        try:
            failed = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace").strip()
        self.stop()
        return (said or str(failed)) if failed else ""

    def stop(self) -> None:
        """Give up what is at work, with every process that it started; where that cannot be, wait for it."""
        if self.process is None:
            return
        if os.name == "posix" and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.errors.close()
        self.process = None
