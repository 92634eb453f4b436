"""Files of a project that hold no elements: which of them changed between two folders, by what they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from cetakbiru.model import is_model_file, plain
from cetakbiru.pipeline.settings import FILE, SettingsError, load_settings
from cetakbiru.report import printable
from cetakbiru.review import FileChange
from cetakbiru.source import FOLDERS, MANIFEST, decode, parse

_UNORDERED = ("architecture/waivers.", "architecture/baseline.", "architecture/approvals/")
_YAML = (".yaml", ".yml")


def changed_files(before: Path, after: Path) -> list[FileChange]:
    """Changed settings, rules, viewpoints, waivers, approvals, narratives, manifests, and files of an own pack.

    Another form of the same content is no change.

    Args:
        before: the earlier project's folder.
        after: the later one.
    """
    places = named(before) | named(after)
    old, new = ({path: root / path for path in _paths(root, places)} for root in (before, after))
    signs = {path: "+" if path not in old else "-" for path in old.keys() ^ new.keys()}
    signs |= {path: "~" for path in old.keys() & new.keys() if _says(old[path], path) != _says(new[path], path)}
    return [FileChange(printable(path), sign) for path, sign in sorted(signs.items())]


def named(root: Path) -> set[str]:
    """Paths in the project that its settings name: its own pack, and manifests of members."""
    try:
        settings = load_settings(root)
    except SettingsError:
        return set()
    return {path for path in (settings.pack, *settings.members) if _is_inside(path)}


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "://" not in path


def _paths(root: Path, places: set[str]) -> Iterator[str]:
    """Paths of the files below a project's folder that may say something beside elements."""
    for folder in FOLDERS:
        yield from (path for path in _below(root, folder) if _is_other(path))
    for path in sorted(places):
        yield from (item for item in _below(root, path) if item.endswith((*_YAML, MANIFEST)))
    yield from (path for path in (FILE, *places) if (root / path).is_file())


def _below(root: Path, folder: str) -> Iterator[str]:
    """Paths of the files in a folder; links are not followed, and hidden files are left alone."""
    for place, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(place) / name for name in names if not name.startswith("."))
        yield from (file.relative_to(root).as_posix() for file in files if not file.is_symlink())


def _is_other(path: str) -> bool:
    return path.endswith(".md") or (path.endswith(_YAML) and not is_model_file(path))


def _says(file: Path, path: str) -> Any:
    """What a file says, whatever its line ends, comments and the order of its keys; else its bytes."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    text, _ = decode(path, raw)
    document = parse(path, text)[0] if text is not None and path.endswith(_YAML) else None
    if document:
        return plain(document.data) if path.startswith(_UNORDERED) else document.data
    return raw if text is None else text.strip()
