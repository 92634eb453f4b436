"""Times the toolkit's commands on projects of several sizes: ``python3 benchmarks/run.py [SIZE ...]``.

Without sizes it measures the shipped project (``asli``), S and M, which takes some minutes. The table shows medians,
how many times the first column that is, and the peak memory of the largest process. ``--page FILE`` writes the page
of the manual from this run and from what the other programs of this folder measured before.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, from whatever folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.jobs import BUILD_COLD, JOBS, SERVE, Job
from benchmarks.measure import ROOT, BrokenRunError, Sample, environment, machine, middle, program, run
from benchmarks.page import job_table, page
from benchmarks.project import SHIPPED, prepare
from benchmarks.results import SCRATCH, keep, load
from benchmarks.serve import served
from benchmarks.table import seconds

STAGED = {"check": ("check",), "build": ("build",)}  # commands whose stages are timed too, from nothing


def measure_size(size: str, options: argparse.Namespace) -> dict[str, Any]:
    """All wanted jobs on one project.

    Args:
        size: which project.
        options: what was asked for.
    """
    project = prepare(size, options.folder)
    found: dict[str, Any] = {"model": _facts(project), "jobs": {}, "stages": {}}
    for job in (job for job in JOBS if options.only in job.name and (options.builds or not job.long)):
        print(f"{size}: {job.name}", file=sys.stderr, flush=True)
        try:
            found["jobs"][job.name] = asdict(_measured(job, project, options.builds if job.long else options.repeat))
        except BrokenRunError as error:
            print(error, file=sys.stderr)
    if BUILD_COLD in found["jobs"] or options.only == "serve":
        try:
            found["jobs"][SERVE] = asdict(middle(served(project, options.repeat)))
        except (BrokenRunError, OSError) as error:
            print(error, file=sys.stderr)
        subprocess.run(["git", "checkout", "-q", "."], cwd=project, check=True)
        weigh = [sys.executable, "-m", "benchmarks.weigh", str(project), "--name", size]
        subprocess.run([*weigh, "--folder", str(options.folder)], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    if options.stages:
        chosen = {name: words for name, words in STAGED.items() if f"{name}, dingin" in found["jobs"]}
        found["stages"] = {name: _stages(project, words) for name, words in chosen.items()}
    return found


def _facts(project: Path) -> dict[str, int]:
    """How large a model is; this first run also lets Python compile what is measured."""
    said = subprocess.run(
        program("check"), cwd=project, env=environment(), capture_output=True, text=True, check=False
    ).stdout
    match = re.search(r"(\d+) elemen\w* \w+ (\d+) relasi", said)
    elements, relations = map(int, match.groups()) if match else (0, 0)
    files = [path for folder in ("architecture", "blueprints") for path in (project / folder).rglob("*.yaml")]
    return {"elements": elements, "relations": relations, "bytes": sum(path.stat().st_size for path in files)}


def _measured(job: Job, project: Path, times: int) -> Sample:
    samples = []
    for number in range(-1 if job.warm else 0, times):
        job.before(project, number + 2)
        sample = run(program(*job.words), project)
        samples += [sample] if number >= 0 else []
    subprocess.run(["git", "checkout", "-q", "."], cwd=project, check=True)
    return middle(samples)


def _stages(project: Path, words: tuple[str, ...]) -> dict[str, float]:
    """What each stage of a command takes where nothing is kept from before."""
    out = project / ".git" / "stages.json"
    command = [sys.executable, "-m", "benchmarks.stages", "--out", str(out), *words, "--no-cache"]
    run(command, project)
    return dict(json.loads(out.read_text(encoding="utf-8")))


def main() -> None:
    """Measure, print, and write the page where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=[SHIPPED, "S", "M"], metavar="SIZE", help="asli, S, M, L, number")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each command")
    parser.add_argument("--builds", type=int, default=1, help="runs of each command that builds a site; 0: none")
    parser.add_argument("--only", default="", metavar="WORDS", help="only jobs whose name holds this")
    parser.add_argument("--no-stages", dest="stages", action="store_false")
    parser.add_argument("--folder", type=Path, default=SCRATCH, help="scratch folder")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page of the manual")
    options = parser.parse_args()
    found = {size: measure_size(size, options) for size in options.sizes}
    before = load(options.folder).get("sizes", {})
    for size, item in found.items():
        # What was not asked for this time stays as it was measured before.
        item["jobs"] = {**before.get(size, {}).get("jobs", {}), **item["jobs"]}
        item["stages"] = item["stages"] or before.get(size, {}).get("stages", {})
    keep(options.folder, "machine", dict(machine()))
    every = keep(options.folder, "sizes", found)
    print(job_table(found))
    for size, item in found.items():
        for name, stages in item["stages"].items():
            print(f"{size} {name}: " + ", ".join(f"{key} {seconds(value)}" for key, value in stages.items()))
    if options.page:
        options.page.write_text(page(every), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
