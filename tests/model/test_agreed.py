"""What is computed from what governments agreed: whose an element is, sums of money, obstacles, gaps between plans."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cetakbiru.model import in_words, select
from cetakbiru.model.assessment import Option, described_by, doubts, effects, furthest
from cetakbiru.model.budget import planned, spent, totals
from cetakbiru.model.coverage import between, by_domain, uncovered_years
from cetakbiru.model.governments import Governments
from cetakbiru.model.obstacles import blockages
from tests.members import KABUPATEN, KOTA, PACK, gathered, project, published

PLAN = """\
perangkat_daerah:
  dinas: {nama: Dinas, urusan: ["1.02"]}
layanan: {rujukan: {nama: Rujukan}, antrean: {nama: Antrean}}
aplikasi: {rs: {nama: RS, layanan: [rujukan], server: [mesin]}}
infrastruktur: {mesin: {nama: Mesin, jenis: server}}
inisiatif:
  ganti: {nama: Ganti, menghasilkan: [mesin], anggaran: {2026: 10, 2027: 5}}
  lanjut: {nama: Lanjut, prasyarat: [ganti], objek: [rs, rujukan], anggaran: {2027: 7}}
hambatan:
  listrik: {nama: Listrik padam, kelompok: infrastruktur-tik, menghambat: [mesin]}
  loket: {nama: Loket penuh, kelompok: kelembagaan, menghambat: [antrean, rujukan]}
belanja:
  beli: {nama: Beli, tahun: 2026, jumlah: 9, inisiatif: ganti, sub_kegiatan: 2.16.03.9.99.01}
  rawat: {nama: Rawat, tahun: 2026, jumlah: 2, untuk: [rs]}
dokumen:
  induk: {nama: Induk, jenis: Rencana Induk TIK, mencakup: [rujukan, ganti]}
"""


@pytest.fixture(scope="module")
def plan():
    """A unit whose service runs on one machine, with a plan, two obstacles, two spending lines and a document."""
    model, _ = gathered({"blueprints/dinas.yaml": PLAN})
    return model


def test_budgets_are_summed_by_year_domain_and_function(plan):
    """10 and 5 for infrastructure, 7 across two domains, all under the unit's only function: 22 in two years."""
    amounts = planned(plan)
    assert totals(amounts, lambda one: one.domain) == {"infrastruktur": {2026: 10, 2027: 5}, "": {2027: 7}}
    assert totals(amounts, lambda one: one.function) == {"1.02": {2026: 10, 2027: 12}}
    assert totals(amounts, lambda one: one.owner) == {"dinas": {2026: 10, 2027: 12}}


def test_a_line_counts_under_the_function_of_its_activity_code(plan):
    """A line's activity code names its function, whatever the unit's is; its domain is that of what it pays for."""
    found = {one.element: (one.amount, one.domain, one.function) for one in spent(plan)}
    assert found == {"dinas/beli": (9, "infrastruktur", "2.16"), "dinas/rawat": (2, "aplikasi", "1.02")}


def test_an_obstacle_holds_up_what_depends_on_what_it_blocks(plan):
    """No power stops the machine, the system on it and its service, and two items of the roadmap: each by its path."""
    rows = {row.element: row for row in blockages(plan, select(plan, "kind:hambatan"))}
    power = rows["dinas/listrik"]
    assert power.paths["dinas/rujukan"] == ["dinas/listrik", "dinas/mesin", "dinas/rs", "dinas/rujukan"]
    assert set(power.paths) == {"dinas/rujukan", "dinas/ganti", "dinas/lanjut"}


def test_removal_frees_only_what_nothing_else_holds_up(plan):
    """The service that both obstacles hold up is freed by neither alone; what frees more comes first."""
    rows = blockages(plan, select(plan, "kind:hambatan"))
    assert [(row.element, set(row.frees)) for row in rows] == [
        ("dinas/listrik", {"dinas/ganti"}), ("dinas/loket", {"dinas/antrean"}),
    ]  # fmt: skip


def test_coverage_tells_what_no_document_names(plan):
    """One of two services is covered, the system and the machine are not."""
    found = by_domain(plan, select(plan, "kind:dokumen"))
    assert found["layanan"] == (["dinas/rujukan"], ["dinas/antrean"])
    assert found["aplikasi"] == ([], ["dinas/rs"])


PERIODS = [
    ([(2019, 2023), (2027, 2031)], [(2024, 2026)]),
    ([(2020, 2024), (2025, 2029)], []),
    ([(2020, 2029), (2021, 2022)], []),
    ([(2030, 2031), (2020, 2021), (2024, 2025)], [(2022, 2023), (2026, 2029)]),
    ([], []),
]


@pytest.mark.parametrize(("periods", "gaps"), PERIODS)
def test_gaps_lie_between_periods(periods, gaps):
    """Years that lie between two documents and in none are a gap, in whatever order the documents are written."""
    assert between(periods) == gaps


def test_years_of_the_plan_without_a_document():
    """Of 2025 to 2029 a document of 2020 to 2026 leaves three years."""
    assert uncovered_years([(2020, 2026)], (2025, 2029)) == [2027, 2028, 2029]


OWN = """\
pemerintah:
  provinsi: {nama: Provinsi, jenis: provinsi}
  kota: {nama: Kota, jenis: kota}
hambatan:
  sinyal: {nama: Sinyal lemah, kelompok: infrastruktur-tik, pemerintah: [provinsi, kota]}
  dana: {nama: Dana kurang, kelompok: pembiayaan}
penilaian:
  nilai-kota: {nama: Nilai Kota, instrumen: pemdi-2026, pemerintah: kota, tahun: 2026, nilai: {13: 2, 16: 4}}
  nilai-provinsi: {nama: Nilai Provinsi, instrumen: pemdi-2026, pemerintah: provinsi, tahun: 2026, nilai: {13: 2}}
"""
KOTA_TOO = {**KOTA, "architecture/hambatan.yaml": """\
hambatan:
  sinyal-di-sini: {nama: Sinyal lemah, kelompok: infrastruktur-tik}
  petugas: {nama: Petugas kurang, kelompok: sumber-daya-aparatur}
"""}  # fmt: skip


@pytest.fixture(scope="module")
def province():
    """A province that writes of itself and of a city, which published a model of its own."""
    manifests = {"kota": published(KOTA_TOO, "kota"), "kabupaten": published(KABUPATEN, "kabupaten")}
    model, _ = gathered({**project(manifests, "{}\n"), "architecture/a.yaml": OWN})
    return model


def test_what_is_known_of_a_government_is_gathered_once(province):
    """What both models say of the city counts once; what names nobody is about the government that wrote it."""
    governments = Governments(province)
    found = {record.local: [one.id for one in governments.about(record, "obstacle")] for record in governments.records}
    assert found == {
        "provinsi": ["sinyal", "dana"], "kota": ["sinyal", "kota:petugas"],
    }  # fmt: skip


def test_a_claim_is_held_against_the_model_of_whom_it_is_about(province):
    """The city's levels are judged by what the city published, the province's own by its own model."""
    assessment = province.elements["nilai-kota"]
    assert described_by(province, assessment) == "kota"
    found = doubts(province, PACK.instruments["pemdi-2026"], {"16": 4}, "kota")
    assert [(item.borne, in_words(PACK, item.lacking)["id"]) for item in found] == [
        (2, "Infrastruktur, jenis: Sistem Penghubung Layanan Pemerintah (SPLP)"),
    ]  # fmt: skip
    assert described_by(province, province.elements["nilai-provinsi"]) == ""


def test_what_one_item_would_do_and_how_far_all_lead():
    """From all threes, indicator 20 to 5 adds 2 × 15 hundredths; one that raises nothing is left out."""
    instrument = PACK.instruments["pemdi-2026"]
    levels = dict.fromkeys(instrument.indicators, 3)
    choices = [Option("sedikit", 1, {"1": 4}), Option("banyak", 9, {"20": 5}), Option("nihil", 0, {"2": 3})]
    found = effects(instrument, levels, choices)
    assert [(item.element, index) for item, index in found] == [
        ("banyak", Fraction("3.30")), ("sedikit", Fraction("3.05")),
    ]  # fmt: skip
    assert furthest(instrument, levels, choices) == Fraction("3.35")
