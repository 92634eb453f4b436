"""What was measured, kept as one file in a scratch folder, so that a page can be written from several runs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

SCRATCH = Path(tempfile.gettempdir()) / "cetakbiru-bench"
_FILE = "results.json"


def load(folder: Path) -> dict[str, Any]:
    """All that was measured so far.

    Args:
        folder: scratch folder.
    """
    path = folder / _FILE
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def keep(folder: Path, section: str, found: dict[str, Any]) -> dict[str, Any]:
    """Add what was measured to a section; what is measured again takes the place of what was there.

    Returns:
        All that was measured so far.
    """
    every = load(folder)
    every[section] = {**every.get(section, {}), **found}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FILE).write_text(json.dumps(every, indent=1, ensure_ascii=False), encoding="utf-8")
    return every
