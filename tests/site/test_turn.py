"""Two commands that build the same site do it one after the other."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from cetakbiru.site.built import WORK
from cetakbiru.site.turn import turn
from tests.site.reading import prints

HOLD = """
import sys, time
from pathlib import Path
from cetakbiru.site.turn import turn
with turn(Path(sys.argv[1]), lambda: None):
    print("mine", flush=True)
    time.sleep(60)
"""


def _build(project: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "cetakbiru", "build", "--project", str(project)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_builds_begun_at_once_both_give_the_site(toy, tmp_path):
    """Three builds of one project, begun at the same moment, all end well and leave the site that one alone makes."""
    project = tmp_path / "town"
    shutil.copytree(toy, project, ignore=shutil.ignore_patterns(".cetakbiru", "site"))
    running = [_build(project) for _ in range(3)]
    told = [item.communicate(timeout=120)[0] for item in running]
    assert [item.returncode for item in running] == [0, 0, 0], told
    assert prints(project / "site") == prints(toy / "site")
    assert any("waiting for its turn" in text for text in told)


def test_a_build_that_is_killed_gives_its_turn_back(tmp_path):
    """Who waits is told so, and goes on as soon as the process before it is dead."""
    work = tmp_path / WORK
    with subprocess.Popen([sys.executable, "-c", HOLD, str(work)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        waited: list[str] = []

        def waits() -> None:
            waited.append("waits")
            os.kill(other.pid, signal.SIGTERM)

        with turn(work, waits):
            assert waited == ["waits"]
