"""Plain data and text to files: atomic, and only where something changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO

import yaml


def dump(data: Any) -> str:
    """Plain data as YAML text, in the order given."""
    # In the order given and on long lines, so that a change is one line of a difference.
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file in one step; untouched where its content is the same already.

    Returns:
        Whether the file was written.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == raw:
        return False
    # In the same folder, since only within one file system is a file exchanged in one step.
    beside = path.with_name(f".cetakbiru-{os.urandom(8).hex()}")
    try:
        with _new(beside) as stream:
            stream.write(raw)
        beside.replace(path)
    # Whatever cuts the writing short, an interrupt too, leaves no half file behind.
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


def _new(path: Path) -> BinaryIO:
    """A file that nobody else has, for whoever may read its folder, which is made only where it is missing."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def to_json(data: Any, width: int = 120) -> str:
    """Plain data as JSON for people: what fits a line stands on one, so that a change is a line of the diff."""
    return _json(data, "", width) + "\n"


def _json(data: Any, indent: str, width: int) -> str:
    flat = json.dumps(data, ensure_ascii=False)
    if len(indent) + len(flat) <= width or not isinstance(data, dict | list):
        return flat
    deeper = indent + " "
    if isinstance(data, list):
        parts = [_json(item, deeper, width) for item in data]
    else:
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_json(item, deeper, width)}" for key, item in data.items()]
    opening, closing = "[]" if isinstance(data, list) else "{}"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(parts) + f"\n{indent}{closing}"
