"""A commit's files laid out in a folder of their own, as a checkout would have them, without one."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from cetakbiru.review.repository import Entry, Repository

_ROUNDS = 5  # a link to a link to a link …


def lay_out(repository: Repository, commit: str, paths: Iterable[str], folder: Path) -> list[str]:
    """Write some files of a commit into a folder, links and what they lead to inside the project included.

    Args:
        repository: the repository.
        commit: full id of the commit.
        paths: files and folders, from the project's folder.
        folder: where to write; nothing is ever written outside of it.

    Returns:
        Paths of submodules, whose files the commit does not hold.
    """
    entries = _with_targets(repository, commit, paths)
    contents = repository.blobs(item.blob for item in entries if not item.is_module)
    # Links come last, so that no file can be written through one.
    for item in sorted((i for i in entries if not i.is_module), key=lambda i: i.is_link):
        _write(folder, item, contents[item.blob])
    return [item.path for item in entries if item.is_module]


def _with_targets(repository: Repository, commit: str, paths: Iterable[str]) -> list[Entry]:
    """Entries of a commit, and those that links among them lead to."""
    found: dict[str, Entry] = {}
    wanted = set(paths)
    # Links lead to links; more rounds than these would be a circle.
    for _ in range(_ROUNDS):
        new = {item.path: item for item in repository.entries(commit, sorted(wanted)) if item.path not in found}
        found |= new
        links = [item for item in new.values() if item.is_link]
        if not links:
            break
        contents = repository.blobs(item.blob for item in links)
        wanted = {_target(item.path, os.fsdecode(contents[item.blob])) for item in links} - {""}
    return list(found.values())


def _target(path: str, target: str) -> str:
    """Where a link leads, from the project's folder; nothing where that is outside."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return "" if posixpath.isabs(target) or joined.split("/")[0] in ("..", ".") else joined


def _write(folder: Path, entry: Entry, content: bytes) -> None:
    """Write a file or a link; a name that would lead elsewhere, or that this system cannot write, is left out."""
    target = folder / entry.path
    # A commit may name anything: `.git` in it would be settings for the git that is called there.
    if {"..", ".git"} & set(PurePosixPath(entry.path).parts) or entry.path.startswith("/"):
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Asked after the folder was made: a link that is there already may lead out.
        if not target.parent.resolve().is_relative_to(folder.resolve()):
            return
        if entry.is_link:
            target.symlink_to(os.fsdecode(content))
        else:
            target.write_bytes(content)
    except (OSError, ValueError):
        return
