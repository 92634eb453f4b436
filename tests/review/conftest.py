"""A repository with planted changes, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.planted import plant, shipped_repository


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model with its branch ``utama``, and ``usul`` with planted changes, which is checked out."""
    return plant(shipped_repository(tmp_path_factory.mktemp("planted") / "repo"))
