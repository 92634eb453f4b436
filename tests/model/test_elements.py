"""Which elements are written, under what full id, and of what form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.model.conftest import Read

UNIT = "perangkat_daerah:\n  contoh: {nama: Dinas Contoh}\n"


def test_the_folder_gives_the_namespace(read: Read) -> None:
    """Files of the architecture are the root; a unit's file or folder puts its name before each id but its own."""
    model, findings = read(
        {
            "architecture/layanan.yaml": "layanan:\n  surat: {nama: Surat}\n",
            "blueprints/contoh/unit.yaml": UNIT,
            "blueprints/contoh/dalam/layanan.yaml": "layanan:\n  izin: {nama: Izin}\n",
            "blueprints/lain.yaml": "perangkat_daerah:\n  lain: {nama: Lain}\nlayanan:\n  izin: {nama: Izin}\n",
        }
    )
    assert findings == []
    assert list(model.elements) == ["surat", "contoh/izin", "contoh", "lain", "lain/izin"]
    assert model.units == ("contoh", "lain")
    assert model.owner("contoh/izin") == "contoh"
    assert model.owner("surat") == ""


def test_a_unit_s_record_lives_in_its_own_file(read: Read) -> None:
    """A unit written in another unit's file, or in the architecture, is misplaced, and the right file is named."""
    _, findings = read(
        {
            "architecture/a.yaml": "perangkat_daerah:\n  satu: {nama: Satu}\n",
            "blueprints/contoh.yaml": UNIT + "  dua: {nama: Dua}\nsumber:\n  s: {judul: S}\n",
        }
    )
    assert [(item.rule, item.facts["id"], item.facts["home"]) for item in findings] == [
        ("file-misplaced", "satu", "blueprints/satu.yaml"),
        ("file-misplaced", "dua", "blueprints/dua.yaml"),
        ("file-misplaced", "s", "architecture/"),
    ]


def test_an_id_belongs_to_one_element(read: Read) -> None:
    """Of two elements with one id, of whatever kinds, the first file's counts and the other points to it."""
    model, findings = read(
        {
            "blueprints/contoh/a.yaml": UNIT + "aplikasi:\n  izin: {nama: Satu}\n",
            "blueprints/contoh/b.yaml": "layanan:\n  izin: {nama: Dua}\n",
            "architecture/a.yaml": "layanan:\n  contoh: {nama: Sama dengan unit}\n",
        }
    )
    assert model.name("contoh/izin") == "Satu"
    assert [(item.rule, item.place.path, item.related[0].path) for item in findings] == [
        ("duplicate-id", "blueprints/contoh/a.yaml", "architecture/a.yaml"),
        ("duplicate-id", "blueprints/contoh/b.yaml", "blueprints/contoh/a.yaml"),
    ]


def test_a_variant_brings_its_own_attributes(read: Read) -> None:
    """An attribute of one variant is unknown on another, and the finding says where it belongs."""
    model, findings = read(
        {
            "architecture/a.yaml": "infrastruktur:\n"
            "  a: {jenis: server, kapasitas_memori: 64 GB}\n"
            "  b: {jenis: fasilitas-komputasi, kapasitas_memori: 64 GB, klasifikasi_tierr: x}\n"
        }
    )
    assert model.elements["a"].values["kapasitas_memori"] == "64 GB"
    assert [(item.rule, item.facts["variants"], item.facts["nearest"]) for item in findings] == [
        ("unknown-attribute", "server", ""),
        ("unknown-attribute", "", "klasifikasi_tier"),
    ]


def test_a_misspelt_kind_is_told_the_nearest(read: Read) -> None:
    """An unknown kind names the kind that looks most like it, or none."""
    _, findings = read({"architecture/a.yaml": "aplikas: {}\nxyz: {}\n"})
    assert [(item.rule, item.facts["nearest"]) for item in findings] == [
        ("unknown-kind", "aplikasi"),
        ("unknown-kind", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "attribute", "written", "meant"),
    [
        ("layanan", "nama", "Izin", {"*": "Izin"}),
        ("layanan", "nama", "{id: Izin, en: Licence}", {"id": "Izin", "en": "Licence"}),
        ("layanan", "mulai", "2026", 2026),
        ("layanan", "periode", "2025–2029", (2025, 2029)),
        ("layanan", "ilustrasi", "ya", True),
        ("data", "data_pribadi", "Tidak", False),
        ("aplikasi", "jumlah_pengguna", "1250", 1250),
        ("aplikasi", "jumlah_pengguna", "-2.5", -2.5),
        ("aplikasi", "versi", "3.10", "3.10"),
        ("aplikasi", "basis", "Web", ("Web",)),
        ("aplikasi", "basis", "[Web, Mobile]", ("Web", "Mobile")),
        ("layanan", "status", "AS-IS", "as-is"),
        ("aplikasi", "url", "https://contoh.invalid/a?b=c", "https://contoh.invalid/a?b=c"),
        ("inisiatif", "anggaran", "{2026: 1_500_000, 2027: 0}", {2026: 1500000, 2027: 0}),
        ("inisiatif", "tanggal_mulai", "2026-03-31", date(2026, 3, 31)),
    ],
)
def test_a_value_is_read_by_its_attribute_s_type(
    kind: str, attribute: str, written: str, meant: Any, read: Read
) -> None:
    """What is written becomes what its attribute means."""
    model, findings = read({"architecture/a.yaml": f"{kind}:\n  x:\n    {attribute}: {written}\n"})
    assert findings == []
    assert model.elements["x"].values[attribute] == meant


@pytest.mark.parametrize(
    ("kind", "attribute", "written", "expected"),
    [
        ("layanan", "mulai", "tahun depan", "expects-year"),
        ("layanan", "mulai", "26", "expects-year"),
        ("layanan", "mulai", "２０２６", "expects-year"),
        ("layanan", "periode", "2029-2025", "expects-years"),
        ("layanan", "ilustrasi", "mungkin", "expects-bool"),
        ("aplikasi", "jumlah_pengguna", "1.250.000", "expects-number"),
        ("aplikasi", "jumlah_pengguna", "9" * 19, "expects-number"),
        ("aplikasi", "url", "javascript:alert(1)", "expects-url"),
        ("aplikasi", "url", "//contoh.invalid", "expects-url"),
        ("inisiatif", "anggaran", "5", "expects-yearly-money"),
        ("inisiatif", "anggaran", "{2026: Rp5}", "expects-money"),
        ("inisiatif", "anggaran", "{besok: 5}", "expects-year"),
        ("inisiatif", "anggaran", "{2026: }", "expects-money"),
        ("inisiatif", "target_per_tahun", "[2026]", "expects-single"),
        ("inisiatif", "tanggal_mulai", "31-03-2026", "expects-date"),
        ("layanan", "nama", "{}", "expects-text"),
        ("layanan", "nama", "{id: [a]}", "expects-quoted"),
        ("layanan", "fungsi", "[a]", "expects-single"),
        ("layanan", "opd", "[a, b]", "expects-single"),
    ],
)
def test_a_value_of_another_form_is_left_out_and_told(
    kind: str, attribute: str, written: str, expected: str, read: Read
) -> None:
    """A value that is not of its attribute's type is not used, and the finding says what is expected."""
    model, findings = read({"architecture/a.yaml": f"{kind}:\n  x:\n    {attribute}: {written}\n"})
    assert attribute not in model.elements["x"].values
    assert [(item.rule, item.facts["expected"]) for item in findings] == [
        ("value-type", model.metamodel.labels[expected])
    ]


def test_a_pattern_holds_for_attributes_of_relations_too(read: Read) -> None:
    """A value that does not follow its attribute's pattern is told the pattern."""
    model, findings = read(
        {
            "architecture/a.yaml": "data:\n  d: {nama: D}\n"
            "aplikasi:\n  a: {data: [{ke: d, akses: RX}, {ke: d, akses: R}]}\n"
        }
    )
    assert [dict(item.values) for item in model.relations] == [{}, {"akses": "R"}]
    assert [(item.rule, item.facts["value"], item.facts["pattern"]) for item in findings] == [
        ("value-type", "RX", "^C?R?U?D?$")
    ]
