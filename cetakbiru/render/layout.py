"""DOT to SVG by Graphviz: the binary that comes as a package, else ``dot`` on the path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

# A call takes 11 ms before it draws anything; smaller batches would pay that too often, larger ones idle a core.
BATCH = 25
TIMEOUT = 60
# Seconds for a graph by itself, once its batch took too long: thirty times what the largest view takes.
ALONE = 15


class LayoutError(Exception):
    """Graphviz failed, or is not there."""


@cache
def _program() -> str:
    """The layout program: beside this interpreter, else on the path.

    Raises:
        LayoutError: there is none.
    """
    # The packaged one first, since it gives the same bytes everywhere; its folder need not be on the path.
    beside = shutil.which("graphviz-pure", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("graphviz-pure") or shutil.which("dot")
    if not found:
        raise LayoutError(
            "Graphviz tidak ditemukan; pasang graphviz-pure. / Graphviz not found; install graphviz-pure."
        )
    return found


def layout(sources: Sequence[str]) -> list[str]:
    """Lay out graphs, in batches on all cores.

    Args:
        sources: DOT texts.

    Returns:
        One SVG text for each, in the same order; empty where the time limit did not suffice.

    Raises:
        LayoutError: Graphviz failed, or is not there.
    """
    batches = [sources[start : start + BATCH] for start in range(0, len(sources), BATCH)]
    # Threads are enough: the work is done in other processes.
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return [svg for batch in pool.map(_in_time, batches) for svg in batch]


def _in_time(batch: Sequence[str]) -> list[str]:
    """Pictures of a batch; where it takes too long each is tried by itself, so that one costs no other."""
    try:
        return _run(batch, TIMEOUT)
    except subprocess.TimeoutExpired:
        return [_alone(source) for source in batch]


def _alone(source: str) -> str:
    try:
        return _run([source], ALONE)[0]
    except subprocess.TimeoutExpired:
        return ""


def _run(batch: Sequence[str], seconds: float) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="cetakbiru-") as folder:
        # One file each, because several graphs in one stream come out as one text.
        names = [f"{number}.dot" for number in range(len(batch))]
        for name, source in zip(names, batch, strict=True):
            (Path(folder) / name).write_text(source, encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own program and files
            [_program(), "-Tsvg", "-O", *names], cwd=folder, capture_output=True, timeout=seconds, check=False
        )
        pictures = [Path(folder) / f"{name}.svg" for name in names]
        # For a text that holds no graph the program writes nothing and says that all is well.
        if done.returncode or not all(picture.is_file() for picture in pictures):
            said = done.stderr.decode("utf-8", "replace").strip()[:500] or "-"
            raise LayoutError(f"Graphviz gagal menggambar / failed to draw: {said}")
        return [picture.read_text(encoding="utf-8") for picture in pictures]
