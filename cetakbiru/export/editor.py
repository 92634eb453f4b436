"""A project's files for editors: the schemas, and the settings that tie each to the files it is for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cetakbiru.export.schema import schemas, units
from cetakbiru.model import Model
from cetakbiru.source import UsageError, to_json, write_if_changed

FOLDER = ".vscode/schemas"
SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"
_NEW: dict[str, Any] = {
    _KEY: {},
    # The store is on a network, and would tie schemas of other programs to files of these names.
    "yaml.schemaStore.enable": False,
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
}


def editor_files(root: Path, model: Model, language: str) -> dict[str, str]:
    """Every file as it should be, by its path in the project.

    Args:
        root: the project's folder, whose other editor settings are kept.
        model: the model.
        language: language of an editor's complaints.

    Raises:
        UsageError: the editor settings are not plain JSON.
    """
    files = {f"{FOLDER}/{name}": to_json(schema) for name, schema in schemas(model, language).items()}
    return files | {SETTINGS: to_json(_settings(root, model))}


def stale(root: Path, files: dict[str, str]) -> list[str]:
    """Paths whose file is missing, differs, or should not be there any more."""
    different = [path for path, text in files.items() if not _holds(root / path, text)]
    # A schema of a unit that went would go on proposing its ids.
    left = [f"{FOLDER}/{path.name}" for path in sorted((root / FOLDER).glob("*.json"))]
    return [*different, *(path for path in left if path not in files)]


def write_files(root: Path, files: dict[str, str]) -> list[str]:
    """Bring the files up to date; returns the paths that were not."""
    old = stale(root, files)
    for path in old:
        if path in files:
            write_if_changed(root / path, files[path])
        else:
            (root / path).unlink()
    return old


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _settings(root: Path, model: Model) -> dict[str, Any]:
    """The editor's settings with our part renewed: what others have set stays."""
    path = root / SETTINGS
    # Only a new file gets all of these: who has settings may have chosen otherwise.
    settings = _read(path) if path.is_file() else dict(_NEW)
    kept = {key: globs for key, globs in settings.get(_KEY, {}).items() if not key.startswith(f"./{FOLDER}/")}
    return settings | {_KEY: kept | {f"./{FOLDER}/{name}.json": globs for name, globs in _associations(model).items()}}


def _associations(model: Model) -> dict[str, list[str]]:
    """Schema to the files it is for."""
    others = ("waivers.yaml", "baseline.yaml", "rules/**", "viewpoints/**", "approvals/**")
    unit_files = {f"unit-{unit}": [f"blueprints/{unit}.yaml", f"blueprints/{unit}/**/*.yaml"] for unit in units(model)}
    return {
        "project": ["cetakbiru.yaml"],
        "architecture": ["architecture/**/*.yaml", *(f"!architecture/{name}" for name in others)],
        "waivers": ["architecture/waivers.yaml"],
        "rule": ["architecture/rules/*.yaml"],
        "viewpoint": ["architecture/viewpoints/*.yaml"],
        **unit_files,
    }


def _read(path: Path) -> dict[str, Any]:
    """The settings as they are.

    Raises:
        UsageError: they are not plain JSON, and writing them would lose something.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        problem = str(error)
    else:
        if isinstance(found, dict) and isinstance(found.get(_KEY, {}), dict):
            return found
        problem = _KEY
    raise UsageError(
        f"{SETTINGS} bukan JSON polos ({problem}), mungkin karena berisi komentar; berkas itu tidak diubah. "
        "Hapus komentarnya, atau pindahkan berkasnya agar ditulis baru, lalu jalankan lagi.",
        f"{SETTINGS} is not plain JSON ({problem}), perhaps because it has comments; it was left as it is. "
        "Remove the comments, or move the file away so that a new one is written, then run this again.",
    )
