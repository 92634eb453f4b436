"""Single packages of npm that tests need, fetched once into a cache of their own; nothing of them is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

AXE = ("axe-core", "4.14.1")
MERMAID = ("mermaid", "12.3.0")


def package(name: str, version: str) -> Path:
    """The folder of a package's files as published; the test is skipped where there is no Node."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no Node")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cetakbiru" / f"{name}-{version}"
    folder = cache / "package"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        pack = [npm, "pack", "--silent", "--pack-destination", str(cache), f"{name}@{version}"]
        subprocess.run(pack, check=True, capture_output=True, timeout=300, cwd=cache)
        with tarfile.open(next(cache.glob("*.tgz"))) as archive:
            # The filter came with Python 3.11.4; Debian 12 has 3.11.2, and the archive's sum is npm's concern.
            archive.extractall(cache, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return folder
