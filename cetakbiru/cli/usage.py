"""A command that was called in a way it does not understand."""

from __future__ import annotations

import sys
from pathlib import Path

from cetakbiru.source import UsageError

__all__ = ["UsageError", "program"]


def program() -> str:
    """How the reader called the toolkit, to say in a message what to run next."""
    name = Path(sys.argv[0]).name
    known = {"build.py": "python3 build.py", "__main__.py": "python3 -m cetakbiru"}
    return known.get(name, "cetakbiru")
