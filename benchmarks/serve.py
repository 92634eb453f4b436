"""How long it takes from a saved file to the page in a browser that shows it, with ``serve`` running."""

from __future__ import annotations

import html
import http.client
import subprocess
import threading
import time
from pathlib import Path

from benchmarks.measure import BrokenRunError, Sample, environment, program
from benchmarks.project import edit, edited_text

PATIENCE = 120.0


def served(project: Path, times: int) -> list[Sample]:
    """Save a file and fetch the page that shows it until it is new, as often as asked.

    Args:
        project: a project whose site was built.
        times: how many saves are counted; one more goes first.

    Raises:
        BrokenRunError: there is no such command, or the page never changes.
    """
    page = _page(project)
    process = subprocess.Popen(
        program("serve", "--port", "0"), cwd=project, env=environment(), stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout
        port = process.stdout.readline().strip().strip("/").rpartition(":")[2]
        if not port.isdecimal():
            raise BrokenRunError("serve: no address")
        threading.Thread(target=process.stdout.read, daemon=True).start()  # or its pipe fills
        _settled(int(port), page)
        return [_saved(project, int(port), page, number) for number in range(times + 1)][1:]
    finally:
        process.terminate()
        process.wait()


def _page(project: Path) -> str:
    """Address of the page whose card shows what an edit changes."""
    words = html.escape(edited_text(project), quote=False)
    pages = (path for path in sorted((project / "site").rglob("*.html")) if path.parts[len(project.parts) + 1] != "en")
    found = next((path for path in pages if "cb-card" in (text := path.read_text("utf-8")) and words in text), None)
    if found is None:
        raise BrokenRunError(f"serve: no page shows: {words}")
    return f"/{found.relative_to(project / 'site').as_posix()}"


def _get(port: int, path: str) -> str:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    asking.request("GET", path)
    return asking.getresponse().read().decode("utf-8", "replace")


def _settled(port: int, page: str) -> None:
    """Look at the page, as an open browser does, until the first build is done."""
    _get(port, page)
    _get(port, f"/~live?after=-1&lang=id&page={page}&seen=1")
    _get(port, f"/~live?after=0&lang=id&page={page}&seen=1")


def _saved(project: Path, port: int, page: str, number: int) -> Sample:
    started = time.perf_counter()
    edit(project, 100 + number)
    while f"Suntingan {100 + number} dan" not in _get(port, page):
        time.sleep(0.02)
        if time.perf_counter() - started > PATIENCE:
            raise BrokenRunError(f"serve: {page} is never new")
    took = time.perf_counter() - started
    time.sleep(1)  # a planner reads what was written before the next save
    return Sample(took, 0.0, 0.0)
