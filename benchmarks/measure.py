"""One process, timed: how long it took, how much of the processor, and how much memory at most."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PER_MB = 1_000_000 if sys.platform == "darwin" else 1_000  # what the system counts its peak in


class BrokenRunError(Exception):
    """A process that was to be timed ended in a way that tells nothing of its speed."""


@dataclass(frozen=True)
class Sample:
    """One run.

    Attributes:
        seconds: from start to end.
        work: seconds of all cores, those of processes that it started included.
        peak: megabytes of the largest of its processes.
    """

    seconds: float
    work: float
    peak: float


def run(command: Sequence[str], folder: Path, source: Path = ROOT, good: Sequence[int] = (0, 1)) -> Sample:
    """Run a process to its end.

    Args:
        command: its words.
        folder: where it runs.
        source: the checkout whose ``cetakbiru`` is imported.
        good: exit codes that mean it did its work (findings make 1).

    Raises:
        BrokenRunError: it ended with another code.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment(source), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in good:
        told = said.decode("utf-8", "replace")[-2000:]
        raise BrokenRunError(f"{' '.join(command)}: {process.returncode}\n{told}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _PER_MB)


def environment(source: Path = ROOT) -> dict[str, str]:
    """The environment of what is timed: Python keeps what it compiled, and the toolkit what it worked out, as usual."""
    usual = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "CETAKBIRU_CACHE")
    }
    return {**usual, "PYTHONPATH": str(source)}


def program(*words: str) -> list[str]:
    """The toolkit's command line as a process."""
    return [sys.executable, "-m", "cetakbiru", *words]


def middle(samples: Sequence[Sample]) -> Sample:
    """Median of the times of several runs, and the highest peak."""
    return Sample(
        statistics.median(item.seconds for item in samples),
        statistics.median(item.work for item in samples),
        max(item.peak for item in samples),
    )


def machine() -> Mapping[str, str]:
    """What a reader must know of the machine to compare: nothing that tells which one it was."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return {"cores": str(cores), "python": platform.python_version(), "system": platform.system()}
