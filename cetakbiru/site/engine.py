"""The site engines: MkDocs, which may wait for work and render single pages, and Zensical."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

ENGINES = ("mkdocs", "zensical")
TIMEOUT = 1800


class EngineError(Exception):
    """The site engine failed; the message holds what it said."""


class Engine(Protocol):
    """What builds a site from Markdown, in a process of its own.

    Attributes:
        renders_single: whether it can render single pages, those that are missing from the last site.
    """

    renders_single: bool

    @abstractmethod
    def warm_up(self) -> None:
        """Get ready on another core, where work is about to come."""

    @abstractmethod
    def ask(self, config: Path, epoch: str, *, single: bool, alone: bool) -> None:
        """Begin a build.

        Args:
            config: the site's settings.
            epoch: its date.
            single: only the missing pages.
            alone: whether a page shows nothing of other pages, so that what all have in common is rendered once.
        """

    @abstractmethod
    def wait(self) -> None:
        """Wait for the build.

        Raises:
            EngineError: it failed, or took too long.
        """

    @abstractmethod
    def close(self) -> None:
        """Leave no process behind."""


def engine(name: str) -> Engine:
    """An engine, which starts when it is asked."""
    return MkDocs() if name == "mkdocs" else Zensical()


class MkDocs(Engine):
    """MkDocs; its process waits for further work until it is closed."""

    renders_single = True

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def warm_up(self) -> None:
        """Let the process import MkDocs while there is nothing to do."""
        self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            # A file and no pipe: nobody reads while MkDocs works, and a full pipe would stop it.
            self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
            # Without `-P` this folder would come first on the path, and its modules hide others of the same names.
            command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self.errors}
            self.process = subprocess.Popen(command, **pipes)  # type: ignore[call-overload] # noqa: S603 - our own
        return self.process

    def ask(self, config: Path, epoch: str, *, single: bool, alone: bool) -> None:
        """Hand the task over."""
        self._send(config, epoch, {"dirty": single, "alone": alone})

    def page(self, config: Path, epoch: str, made: tuple[str, str], out: Path) -> str:
        """One page, as HTML, of a site that was built before and in which no page shows anything of another.

        Args:
            config: the site's settings.
            epoch: its date.
            made: where the page's Markdown stands among the others, and its text.
            out: a folder for it.

        Raises:
            EngineError: it failed; the site may have no such page yet.
        """
        path, text = made
        self._send(config, epoch, {"page": path, "text": text, "out": str(out.resolve()), "alone": True})
        self.wait()
        return (out / path).with_suffix(".html").read_text(encoding="utf-8")

    def _send(self, config: Path, epoch: str, task: dict[str, object]) -> None:
        line = json.dumps({"config": str(config.resolve()), "epoch": epoch, **task}).encode() + b"\n"
        try:
            self._write(line)
        except OSError:
            # It has ended: by itself, or by a copy of this process whose build failed.
            self.close()
            with contextlib.suppress(OSError):
                # Where the next one ends too, waiting for its answer tells why.
                self._write(line)

    def _write(self, line: bytes) -> None:
        pipe = self._started().stdin
        assert pipe is not None
        pipe.write(line)
        pipe.flush()

    def wait(self) -> None:
        """Read the answer."""
        process = self._started()
        assert process.stdout is not None
        with _at_most(process) as late:
            answer = process.stdout.readline()
        if not answer:
            self.errors.seek(0)
            said = f"mkdocs > {TIMEOUT} s" if late else self.errors.read().decode("utf-8", "replace")[-4000:]
            self.close()
            raise EngineError(said or "mkdocs")
        if said := json.loads(answer):
            # The end of it, where programs say what failed.
            raise EngineError("\n".join(said)[-4000:])

    def close(self) -> None:
        """End the process; a further build begins another."""
        if self.process:
            if sys.platform == "linux":
                # By its number: in a copy of this process its own way takes it for dead, being no child of the copy.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.communicate()
            self.errors.close()
        self.process = None


class Zensical(Engine):
    """Zensical, which begins anew with every build."""

    renders_single = False

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def warm_up(self) -> None:
        """Nothing: no process of it can wait."""

    def ask(self, config: Path, epoch: str, *, single: bool, alone: bool) -> None:  # noqa: ARG002 - MkDocs has a use
        """Start a build of all pages."""
        assert not single
        command = [sys.executable, "-m", "zensical", "build", "-f", config.name]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and files
            command,
            cwd=config.parent,
            # Or the day of the build would be in the site, and no two builds be the same.
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        """Read what it says until it ends."""
        assert self.process is not None
        with _at_most(self.process) as late:
            said, _ = self.process.communicate()
        if late:
            raise EngineError(f"zensical > {TIMEOUT} s")
        if self.process.returncode:
            raise EngineError(said.decode("utf-8", "replace")[-4000:] or str(self.process.returncode))

    def close(self) -> None:
        """End the process."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def _at_most(process: subprocess.Popen[bytes]) -> Iterator[list[bool]]:
    """A time limit: the process is ended where it takes longer, and the list is no more empty."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    timer = threading.Timer(TIMEOUT, end)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        # Waited for, so that the list is settled when it is looked at.
        timer.join()
