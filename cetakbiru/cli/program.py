"""How the reader called the toolkit."""

from __future__ import annotations

import sys
from pathlib import Path


def program() -> str:
    """The words before a command's name, to say in a message what to run next."""
    name = Path(sys.argv[0]).name
    known = {"build.py": "python3 build.py", "__main__.py": "python3 -m cetakbiru"}
    return known.get(name, "cetakbiru")
