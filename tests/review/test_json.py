"""The JSON form of a review: what its schema says is what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from cetakbiru.cli.main import main
from cetakbiru.pipeline import Project
from cetakbiru.pipeline.revisions import review_revisions, review_years
from cetakbiru.review import Review, review_schema, tell_review, to_json
from tests.project import make
from tests.review.small import PATH, UNIT, repository

SCHEMA = review_schema()


def _strict(schema: Any) -> Any:
    """The schema, with no member allowed that it does not describe."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {key: _strict(value) for key, value in schema.items()} | closed
    return [_strict(item) for item in schema] if isinstance(schema, list) else schema


def _described(schema: Any, path: str = "") -> Iterator[str]:
    """Names of all members that a schema describes."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}{name}"
        yield from _described(_inner(inner), f"{path}{name}.")


def _inner(schema: Any) -> Any:
    """What an item of a list is, or what a reference stands for."""
    if "$ref" in schema:
        return _inner(SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]])
    return _inner(schema["items"]) if "items" in schema else schema


def _held(data: Any, path: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield f"{path}{name}"
            yield from _held(value, f"{path}{name}.")
    elif isinstance(data, list):
        for item in data:
            yield from _held(item, path)


@pytest.fixture
def changed(tmp_path: Path) -> Review:
    """A change that has something of everything: rows, findings new and mended, impacts, questions, files, notes."""
    root = repository(tmp_path / "p", {"blueprints/rusak.yaml": b"\xff", "blueprints/contoh/narasi.md": "x\n"})
    other = (
        "perangkat_daerah:\n  lain: {nama: Lain}\naplikasi:\n  x: {nama: X, jenis: khusus, layanan: [contoh/izin]}\n"
    )
    unit = UNIT.replace("{nama: Izin}", "{nama: Izin Usaha, bergantung_pada: [/surat]}") + "data:\n  d: {nama: D}\n"
    make(root, {PATH: unit, "blueprints/lain.yaml": other, "blueprints/contoh/narasi.md": "y\n"})
    return review_revisions(root, "utama")


def test_the_schema_is_one() -> None:
    """The schema itself is valid, and says of which version it is."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:cetakbiru:review:1"
    assert SCHEMA["properties"]["version"] == {"const": 1}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_review_is_as_the_schema_says(language: str, changed: Review) -> None:
    """A review with something of everything is valid, and holds all that is described and nothing else."""
    found = json.loads(to_json(tell_review(changed, language)))
    Draft7Validator(_strict(SCHEMA)).validate(found)
    assert set(_held(found)) == set(_described(SCHEMA))
    assert found["language"] == language


def test_two_years_are_as_the_schema_says(shipped: Project) -> None:
    """A review of two years of the shipped model is valid, and has no commits."""
    found = json.loads(to_json(tell_review(review_years(shipped, 2025, 2029), "id")))
    Draft7Validator(_strict(SCHEMA)).validate(found)
    assert (found["before"], found["after"], found["before_commit"], found["after_commit"]) == ("2025", "2029", "", "")
    assert {row["sign"] for row in found["rows"]} >= {"+", "-"}


def test_the_written_file_is_the_printed_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--out`` writes the same JSON and the same comment that ``--format`` prints."""
    root = repository(tmp_path / "p")
    (root / PATH).write_text(UNIT.replace("SI Izin", "SI Izin Baru"), encoding="utf-8")
    for form, name in (("json", "review.json"), ("markdown", "comment.md")):
        out = tmp_path / "hasil"
        assert main(["review", "utama", "--project", str(root), "--format", form, "--out", str(out)]) == 0
        assert (out / name).read_text(encoding="utf-8") == capsys.readouterr().out
