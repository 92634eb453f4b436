"""References as written to the elements that they mean."""

from __future__ import annotations

import pytest

from tests.model.conftest import Read

SHARED = "layanan:\n  surat: {nama: Surat}\n  izin: {nama: Izin bersama}\ndata:\n  penduduk: {nama: Penduduk}\n"
UNIT = "perangkat_daerah:\n  contoh: {nama: Dinas Contoh}\n"
OTHER = "perangkat_daerah:\n  lain: {nama: Dinas Lain}\nlayanan:\n  cek: {nama: Cek}\n"


def files(unit: str) -> dict[str, str]:
    """A shared architecture, another unit, and a unit with the text to try."""
    return {
        "architecture/bersama.yaml": SHARED,
        "blueprints/contoh.yaml": UNIT + unit,
        "blueprints/lain.yaml": OTHER,
    }


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("daftar", "contoh/daftar"),
        ("contoh/daftar", "contoh/daftar"),
        ("surat", "surat"),
        ("/surat", "surat"),
        ("lain/cek", "lain/cek"),
        ("{ke: lain/cek}", "lain/cek"),
    ],
)
def test_a_reference_looks_in_its_unit_and_then_in_the_architecture(written: str, target: str, read: Read) -> None:
    """A bare id is the unit's own or the shared one; with a unit before it, that unit's."""
    unit = f"layanan:\n  daftar: {{nama: Daftar}}\n  utama: {{nama: Utama, bergantung_pada: [{written}]}}\n"
    model, findings = read(files(unit))
    assert findings == []
    assert [(item.source, item.target) for item in model.relations] == [("contoh/utama", target)]


def test_a_bare_id_that_both_have_is_the_unit_s_own_and_is_told(read: Read) -> None:
    """An id of the unit and of the architecture means the unit's own; the finding shows how to write either."""
    unit = "layanan:\n  izin: {nama: Izin}\n  utama: {nama: Utama, bergantung_pada: [izin]}\n"
    model, findings = read(files(unit))
    assert model.relations[0].target == "contoh/izin"
    assert [(item.rule, item.facts["own"], item.facts["shared"]) for item in findings] == [
        ("relation-target-ambiguous", "contoh/izin", "/izin")
    ]


def test_the_kind_decides_where_only_one_fits(read: Read) -> None:
    """Of two elements with one bare id, the one of a kind that the relation reaches is meant, without a finding."""
    unit = "layanan:\n  utama: {nama: Utama}\naplikasi:\n  penduduk: {nama: App}\n  a: {nama: A, data: [penduduk]}\n"
    model, findings = read(files(unit))
    assert findings == []
    assert [item.target for item in model.relations] == ["penduduk"]


@pytest.mark.parametrize(
    ("unit", "rule", "facts"),
    [
        ("layanan:\n  a: {bergantung_pada: [surrat]}\n", "relation-target-missing", {"nearest": "surat"}),
        ("layanan:\n  a: {bergantung_pada: [cek]}\n", "relation-target-missing", {"nearest": "lain/cek"}),
        ("layanan:\n  a: {bergantung_pada: [qqq]}\n", "relation-target-missing", {"nearest": ""}),
        ("layanan:\n  a: {bergantung_pada: [penduduk]}\n", "relation-target-kind", {"target": "penduduk"}),
        ("layanan:\n  a: {bergantung_pada: [a]}\n", "relation-to-itself", {"target": "a"}),
        ("aplikasi:\n  a: {splp: [/surat]}\n", "relation-target-kind", {"target": "/surat"}),
        ("aplikasi:\n  a: {data: [{ke: penduduk, aksess: R}]}\n", "unknown-attribute", {"nearest": "akses"}),
        ("aplikasi:\n  a: {data: [{kee: penduduk}]}\n", "value-type", {"value": ""}),
    ],
)
def test_a_reference_that_fails_says_why(unit: str, rule: str, facts: dict[str, str], read: Read) -> None:
    """A target that is missing, of another kind or the element itself is a finding with what may have been meant."""
    model, findings = read(files(unit))
    found = next(item for item in findings if item.rule == rule)
    assert {key: found.facts[key] for key in facts} == facts
    assert not [item for item in model.relations if item.source == "contoh/a" and rule.startswith("relation")]


def test_a_relation_may_ask_for_a_variant(read: Read) -> None:
    """A relation that reaches one variant of a kind refuses the others."""
    text = (
        "infrastruktur:\n  s: {nama: S, jenis: server}\n  p: {nama: P, jenis: sistem-penghubung}\n"
        "aplikasi:\n  a: {nama: A, splp: [p]}\n  b: {nama: B, splp: [s]}\n"
    )
    model, findings = read({"architecture/a.yaml": text})
    assert [(item.source, item.target) for item in model.relations] == [("a", "p")]
    assert [item.rule for item in findings] == ["relation-target-kind"]


def test_relations_of_relations_are_resolved(read: Read) -> None:
    """An element named within a relation's own attributes becomes its full id, and a missing one is found there."""
    text = (
        "aplikasi:\n  b: {nama: B}\n"
        "  a: {nama: A, integrasi: [{ke: b, arah: Mengirim, data: [penduduk, tiada], melalui: x}]}\n"
        "infrastruktur:\n  x: {nama: X, jenis: sistem-penghubung}\n"
    )
    model, findings = read(files(text))
    assert dict(model.relations[0].values) == {"arah": "Mengirim", "data": ("penduduk",), "melalui": ("contoh/x",)}
    assert [(item.rule, item.place.route[-4:]) for item in findings] == [
        ("relation-target-missing", ("integrasi", 0, "data", 1))
    ]


def test_what_an_unreadable_file_may_hold_is_not_missing(read: Read) -> None:
    """A unit whose own blueprint cannot be read, and what stands in it, is unknown and not reported as missing."""
    unit = "aplikasi:\n  catat: {nama: Catat, jenis: khusus, pengguna: [lain], layanan: [lain/cek, tiada]}\n"
    broken = files(unit) | {"blueprints/lain.yaml": OTHER + "  x: [a\n"}
    _, findings = read(broken)
    assert [item.facts["target"] for item in findings if item.rule == "relation-target-missing"] == ["tiada"]
