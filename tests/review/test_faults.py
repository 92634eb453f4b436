"""Which findings count as new: not those that only stand elsewhere, and every one that was not there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.small import PATH, repository, seen

UNIT = """\
perangkat_daerah:
  contoh: {nama: Dinas Contoh}
layanan:
  izin: {nama: Izin Usaha, referensi: RAL.01.01.01}
aplikasi:
  si: {nama: SI Izin, jenis: khusus, layanan: [izin, tiada], basis: [Web, Kertas], data: [{ke: d}, {ke: entah}]}
data:
  d: {nama: D}
"""
OTHER = "perangkat_daerah:\n  lain: {nama: Dinas Lain}\nlayanan:\n  usaha: {nama: Kesempatan Lain}\n"


def _rules(root: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Rule and element of each finding introduced, and of each resolved; only of the rules asked about here."""
    _, found = seen(root)
    wanted = (
        "relation-target-missing",
        "vocabulary-unknown",
        "vocabulary-closed",
        "reference-duplicated",
        "application-similar",
    )
    introduced, resolved = (
        [(item["rule"], item["element"]) for item in found[key] if item["rule"] in wanted]
        for key in ("introduced", "resolved")
    )
    return introduced, resolved


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A unit with a relation that leads nowhere and a value that is in no list, and another unit."""
    return repository(tmp_path / "p", {PATH: UNIT, "blueprints/lain.yaml": OTHER})


def _write(root: Path, before: str, after: str, path: str = PATH) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[izin, tiada]", "[tiada, izin]"),
        ("[Web, Kertas]", "[Kertas, Web]"),
        ("[{ke: d}, {ke: entah}]", "[{ke: entah, akses: R}, {ke: d}]"),
        ("  si: {", "  sistem-izin: {"),
        ("perangkat_daerah:", "# Satu baris lagi.\n\nperangkat_daerah:"),
    ],
    ids=[
        "relations in another order",
        "values in another order",
        "mappings in another order",
        "another id",
        "other lines",
    ],
)
def test_what_only_stands_elsewhere_is_not_new(before: str, after: str, root: Path) -> None:
    """A fault in a list that was reordered, at an element that was renamed, or on another line is the same fault."""
    _write(root, before, after)
    assert _rules(root) == ([], [])


def test_an_element_that_moved_takes_its_faults_along(root: Path) -> None:
    """In another file of the unit the faults of an element are the old ones."""
    _write(root, UNIT[UNIT.index("aplikasi:") :], "")
    (root / "blueprints/contoh").mkdir()
    (root / "blueprints/contoh/aplikasi.yaml").write_text(UNIT[UNIT.index("aplikasi:") :], encoding="utf-8")
    assert _rules(root) == ([], [])


def test_one_fault_more_of_the_same_kind_is_new(root: Path) -> None:
    """A second relation that leads nowhere, on the same element, is new, whichever stands first in the list."""
    _write(root, "[izin, tiada]", "[izin, hilang, tiada]")
    assert _rules(root) == ([("relation-target-missing", "contoh/si")], [])


def test_one_fault_in_place_of_another_is_new(root: Path) -> None:
    """A fault that was mended and one that came in its place are two."""
    _write(root, "[izin, tiada]", "[izin, hilang]")
    fault = ("relation-target-missing", "contoh/si")
    assert _rules(root) == ([fault], [fault])


def test_a_group_with_one_more_is_new(root: Path) -> None:
    """Where another element joins those that hold the same, that is told, and not taken for the old group."""
    same = "layanan:\n  usaha: {nama: Kesempatan Lain, referensi: RAL.01.01.01}\n"
    _write(root, OTHER[OTHER.index("layanan:") :], same, "blueprints/lain.yaml")
    introduced, resolved = _rules(root)
    assert introduced == [("reference-duplicated", "contoh/izin")]
    assert resolved == []
