"""The toy town of trams for tests of views, with a few more lines, and viewpoints written as a pack writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cetakbiru.metamodel import load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.source import read_blobs
from cetakbiru.views import ComputedView, compute
from cetakbiru.views.types import viewpoint
from tests.conftest import PACKS

TOY = load_pack(PACKS / "trem")
PROJECT = PACKS / "trem-project"
FILES = {
    path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PROJECT.rglob("*.yaml"))
    if path.parent != PROJECT
}


def model_of(files: Mapping[str, str]) -> Model:
    """A model of the toy pack from files given as text; they must be read without a finding."""
    model, findings = build_model(read_blobs((path, text.encode()) for path, text in files.items()), TOY)
    assert findings == []
    return model


TOWN = model_of(FILES)


def view(model: Model, form: str, unit: str = "", **options: Any) -> Any:
    """What a viewpoint shows of a model, its options as they stand in YAML."""
    return computed(model, form, unit, **options).body


def computed(model: Model, form: str, unit: str = "", **options: Any) -> ComputedView:
    """A viewpoint applied to a model."""
    return compute(model, viewpoint("test", {"form": form, "title": "A view of {unit}", **options}), unit)
