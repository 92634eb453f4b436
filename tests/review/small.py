"""A small project in a repository of its own, for what needs no shipped model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.review import Review, tell_review, to_json
from tests.project import make
from tests.review.planted import commit, git

UNIT = """\
perangkat_daerah:
  contoh: {nama: Dinas Contoh}
layanan:
  izin: {nama: Izin}
aplikasi:
  si: {nama: SI Izin, layanan: [izin]}
"""
PATH = "blueprints/contoh.yaml"


def repository(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A project of a few files, committed on the branch ``utama``."""
    make(root, {"architecture/a.yaml": "layanan:\n  surat: {nama: Surat}\n", PATH: UNIT, **(files or {})})
    git(root, "init", "-q")
    commit(root, "Awal")
    return root


def change(root: Path, files: Mapping[str, str | bytes], words: str = "Ubah") -> str:
    """Write files and commit them, the settings as they are; returns the commit."""
    settings = root / "cetakbiru.yaml"
    kept = {settings.name: settings.read_bytes()} if settings.is_file() else {}
    make(root, {**kept, **files})
    return commit(root, words)


def seen(root: Path, base: str = "utama", head: str = "") -> tuple[Review, dict[str, Any]]:
    """A review, and the same as JSON."""
    review = review_revisions(root, base, head)
    found: dict[str, Any] = json.loads(to_json(tell_review(review, "id")))
    return review, found


def rows(found: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Sign, element, before and after of each row."""
    return [(row["sign"], row["element"], row["before"], row["after"]) for row in found["rows"]]
