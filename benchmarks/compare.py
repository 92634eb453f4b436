"""Is a commit slower than another? ``python3 benchmarks/compare.py BASE [HEAD]`` answers in one call.

Both commits are checked out in a temporary folder and run by turns (A B A B) on the same generated project, so that
whatever else the machine does meets both. Shown are both medians, their ratio, and the least and greatest ratio of two
neighbouring runs: a ratio that the spread includes 1 in says nothing. With ``--limit 1.1`` a job whose ratio of
medians is above that fails the call.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.jobs import JOBS, Job
from benchmarks.measure import ROOT, BrokenRunError, Sample, middle, program, run
from benchmarks.project import prepare
from benchmarks.table import decimal, rows, seconds

_HEAD = ("Perintah", "A", "B", "B/A", "terkecil–terbesar", "kerja B/A")


@contextmanager
def checkouts(revisions: Sequence[str], folder: Path) -> Iterator[list[Path]]:
    """Worktrees of some commits, gone when they were used.

    Args:
        revisions: branches, tags or commits.
        folder: where they go.
    """
    places = [folder / f"{number}" for number in range(len(revisions))]
    made = []
    try:
        for place, revision in zip(places, revisions, strict=True):
            subprocess.run(["git", "worktree", "add", "-q", "--detach", str(place), revision], cwd=ROOT, check=True)
            made.append(place)
        yield places
    finally:
        for place in made:
            subprocess.run(["git", "worktree", "remove", "--force", str(place)], cwd=ROOT, check=True)


def interleaved(job: Job, projects: Sequence[Path], sources: Sequence[Path], times: int) -> list[list[Sample]]:
    """Samples of each side, taken by turns.

    Args:
        job: what is run.
        projects: the project of each side; each keeps its own caches.
        sources: the checkout of each side.
        times: how many turns.
    """
    samples: list[list[Sample]] = [[] for _ in sources]
    for number in range(-1, times):
        for side, (project, source) in enumerate(zip(projects, sources, strict=True)):
            job.before(project, number + 2)
            found = run(program(*job.words), project, source)
            samples[side] += [found] if number >= 0 else []
    for project in projects:
        subprocess.run(["git", "checkout", "-q", "."], cwd=project, check=True)
    return samples


def verdict(name: str, before: Sequence[Sample], after: Sequence[Sample]) -> tuple[float, tuple[str, ...]]:
    """Ratio of the medians, and the line that tells it.

    Args:
        name: the job.
        before: runs of the first commit.
        after: those of the second, in the same turns.
    """
    old, new = middle(before), middle(after)
    ratio = new.seconds / old.seconds
    pairs = sorted(b.seconds / a.seconds for a, b in zip(before, after, strict=True))
    spread = f"{decimal(pairs[0])}–{decimal(pairs[-1])}"
    times = (seconds(old.seconds), seconds(new.seconds), decimal(ratio), spread, decimal(new.work / old.work))
    return ratio, (name, *times)


def compare(options: argparse.Namespace) -> list[tuple[float, tuple[str, ...]]]:
    """Every wanted job on both commits.

    Args:
        options: what was asked for.
    """
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="cetakbiru-compare-") as place,
        checkouts([options.base, options.head], Path(place)) as sources,
    ):
        projects = [prepare(options.size, Path(place) / side) for side in ("a", "b")]
        for job in (job for job in JOBS if options.only in job.name):
            try:
                found.append(verdict(job.name, *interleaved(job, projects, sources, options.repeat)))
            except BrokenRunError as error:
                print(f"{job.name}: {error}", file=sys.stderr)
    return found


def main() -> int:
    """Compare, print, and fail where the limit asks for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", metavar="BASE", help="commit to compare with")
    parser.add_argument("head", metavar="HEAD", nargs="?", default="HEAD", help="commit that is judged")
    parser.add_argument("--size", default="M", help="asli, S, M, L or a number")
    parser.add_argument("--only", default="check", metavar="WORDS", help="only jobs whose name holds this")
    parser.add_argument("--repeat", type=int, default=7, help="turns")
    parser.add_argument("--limit", type=float, default=0.0, help="fail where a ratio of medians is above this")
    options = parser.parse_args()
    found = compare(options)
    print(rows(_HEAD, (line for _, line in found)))
    return int(not found or any(options.limit and ratio > options.limit for ratio, _ in found))


if __name__ == "__main__":
    sys.exit(main())
