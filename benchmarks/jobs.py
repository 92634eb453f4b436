"""What is timed as a whole process: a command, and the state of the project that it meets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.project import edit, forget

CHECK_COLD = "check, dingin"
CHECK_EDITED = "check, satu berkas disunting"
REVIEW = "review, satu berkas disunting"
BUILD_COLD = "build, dingin"
BUILD_ALONE = "build satu bahasa, dingin"  # as other programs do, which know one
SERVE = "serve, simpan sampai tampil"
BUILD_EDITED = "build, satu berkas disunting"


def _leave(_project: Path, _number: int) -> None:
    """Leave a project as the run before left it."""


def _fresh(project: Path, _number: int) -> None:
    """Nothing of an earlier run is there."""
    forget(project)


@dataclass(frozen=True)
class Job:
    """One command in one state.

    Attributes:
        name: what it is called in tables.
        words: the command line.
        before: what is done to the project before each run; it is given the number of the run.
        long: whether it builds a site: it is run fewer times.
        warm: whether a run that is not counted goes first.
    """

    name: str
    words: tuple[str, ...]
    before: Callable[[Path, int], None] = _leave
    long: bool = False
    warm: bool = False


JOBS = (
    Job(CHECK_COLD, ("check",), _fresh),
    Job("check, tanpa perubahan", ("check",), warm=True),
    Job(CHECK_EDITED, ("check",), edit, warm=True),
    Job(REVIEW, ("review", "HEAD"), edit, warm=True),
    Job("export json", ("export", "json", "--out", ".cetakbiru/model.json"), warm=True),
    Job("query", ("query", "kind:layanan"), warm=True),
    Job(BUILD_ALONE, ("build", "--lang", "id"), _fresh, long=True),
    Job(BUILD_COLD, ("build",), _fresh, long=True),
    Job("build, tanpa perubahan", ("build",), long=True),
    Job(BUILD_EDITED, ("build",), edit, long=True),
)
