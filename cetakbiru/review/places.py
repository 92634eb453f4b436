"""Addresses of lines at the forge."""

from __future__ import annotations

from urllib.parse import quote


def address(forge: str, commit: str, path: str, line: int) -> str:
    """Permalink to a line; empty where the forge is not known, or the line is in no commit yet.

    Args:
        forge: address with ``{commit}``, ``{path}`` and ``{line}``, from the project's settings.
        commit: full id of the commit that has the line.
        path: path from the project's folder.
        line: from 1.
    """
    if not forge.startswith("https://") or not commit:
        return ""
    facts = {"{commit}": commit, "{path}": quote(path), "{line}": str(line)}
    for word, value in facts.items():
        forge = forge.replace(word, value)
    return forge
