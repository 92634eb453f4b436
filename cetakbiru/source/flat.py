"""A model file as one line for each value, so that a line difference shows what changed and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[\w-]+")


def flat(data: Any) -> list[str]:
    """Lines ``kind/id.attribute = value``, sorted; each item of a list has a line of its own.

    Args:
        data: what a document holds.
    """
    return sorted(_lines(data, "", 0))


def _lines(data: Any, route: str, depth: int) -> Iterator[str]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            sign = "" if depth == 0 else "/" if depth == 1 else "."
            yield from _lines(value, f"{route}{sign}{_key(key)}", depth + 1)
    elif isinstance(data, list) and data:
        yield from (f"{route} = {_inline(item)}" for item in data)
    elif depth:
        yield f"{route} = {_inline(data)}".rstrip()


def _key(key: str) -> str:
    return key if _PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _inline(value: Any) -> str:
    """A value on one line; the keys of a mapping in the order of their letters."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_inline(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if value == "":
        return '""'
    return str(value or "").replace("\\", "\\\\").replace("\n", "\\n")
