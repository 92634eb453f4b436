"""What the tests of checks share: models from text, and one rule type asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from cetakbiru.checks import type_module
from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Metamodel, Rule, find_pack, load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.source import Finding, read_blobs

HORIZON = (2025, 2029)


@pytest.fixture(scope="session")
def metamodel() -> Metamodel:
    """The shipped pack."""
    return load_pack(find_pack("spbe", Path()))


@pytest.fixture(scope="session")
def model_of(metamodel: Metamodel) -> Callable[[Mapping[str, str]], Model]:
    """A model from files given as text; they must be read without a finding."""

    def build(files: Mapping[str, str]) -> Model:
        sources = read_blobs((path, text.encode()) for path, text in files.items())
        model, findings = build_model(sources, metamodel)
        assert findings == []
        return model

    return build


@pytest.fixture(scope="session")
def ask_type() -> Callable[..., list[Finding]]:
    """One rule type put to a model, its parameters written as a rule would write them."""

    def ask(model: Model, type_: str, **parameters: Any) -> list[Finding]:
        words = {"*": "x"}
        rule = Rule("r", type_, "error", "dasar", words, words, words, "", parameters, origin="r.yaml")
        return list(type_module(type_).check(Question(model, rule, HORIZON)))

    return ask
