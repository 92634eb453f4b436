"""What the tests of the model share: a model read from text with the shipped pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cetakbiru.metamodel import Metamodel, find_pack, load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.source import Finding, read_blobs

Read = Callable[[Mapping[str, str]], tuple[Model, list[Finding]]]


@pytest.fixture(scope="session")
def metamodel() -> Metamodel:
    """The shipped pack."""
    return load_pack(find_pack("spbe", Path()))


@pytest.fixture(scope="session")
def read(metamodel: Metamodel) -> Read:
    """Reads files given as text to a model and findings."""

    def read_files(files: Mapping[str, str]) -> tuple[Model, list[Finding]]:
        return build_model(read_blobs((path, text.encode()) for path, text in files.items()), metamodel)

    return read_files
