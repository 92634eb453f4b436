"""Plain data and text to files: atomic, and only where something changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml


def dump(data: Any) -> str:
    """Plain data as YAML text, in the order given."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file in one step; untouched where its content is the same already.

    Returns:
        Whether the file was written.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == raw:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".cetakbiru-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True
