"""What a change means, on a small model whose answers are known: whom it reaches, which figures move, whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cetakbiru.pipeline import Project
from cetakbiru.pipeline.revisions import review_years
from cetakbiru.pipeline.settings import Settings
from cetakbiru.review import Review, Side, compare, tell_review
from cetakbiru.source import Finding
from tests.model.generated import model

HEALTH, FINANCE, ICT = "blueprints/dinas-a.yaml", "blueprints/badan-b.yaml", "blueprints/dinas-c.yaml"
BEFORE = {
    HEALTH: """\
perangkat_daerah: {dinas-a: {nama: Dinas Kesehatan}}
proses_bisnis: {pelayanan: {nama: Pelayanan, referensi: RAB.01.01.01}}
layanan:
  rujukan: {nama: {id: Rujukan Daring, en: Online referral}, referensi: RAL.01.01, proses_bisnis: [pelayanan]}
  antrean: {nama: Antrean, referensi: RAL.01.02}
aplikasi: {rs: {nama: Sistem RS, layanan: [rujukan, antrean], server: [dinas-c/server-satu]}}
inisiatif: {bangun: {nama: Bangun, anggaran: {2026: 100, 2027: 50}}}
""",
    FINANCE: """\
perangkat_daerah: {badan-b: {nama: Badan Keuangan}}
layanan: {bayar: {nama: Bayar, referensi: RAL.01.01}}
aplikasi: {sipd: {nama: SIPD, layanan: [bayar]}}
""",
    ICT: """\
perangkat_daerah: {dinas-c: {nama: Dinas Kominfo}}
infrastruktur:
  pusat: {nama: Pusat Data, jenis: fasilitas-komputasi}
  server-satu: {nama: Server Satu, jenis: server, fasilitas_komputasi: [pusat]}
  server-dua: {nama: Server Dua, jenis: server, fasilitas_komputasi: [pusat]}
""",
    "architecture/a.yaml": "inisiatif: {bersama: {nama: Bersama, anggaran: {2026: 7}}}\n",
}


def _review(
    changes: Mapping[str, tuple[str, str]], old: tuple[Finding, ...] = (), new: tuple[Finding, ...] = ()
) -> Review:
    """A review of the model with a few texts replaced."""
    after = dict(BEFORE)
    for path, (before, text) in changes.items():
        assert before in after[path]
        after[path] = after[path].replace(before, text)
    return compare(Side("a", "", model(BEFORE), old), Side("b", "", model(after), new))


def _impacts(review: Review) -> dict[str, Any]:
    return {item.element: item for item in review.impacts}


def test_a_change_reaches_services_by_a_path() -> None:
    """What changes in the building reaches every service in it, each with the way that leads there, and its owners."""
    review = _review({ICT: ("nama: Pusat Data", "nama: Pusat Data Baru")})
    found = _impacts(review)["dinas-c/pusat"]
    assert found.sign == "~"
    assert found.up == {
        "dinas-a/rujukan": ("dinas-c/pusat", "dinas-c/server-satu", "dinas-a/rs", "dinas-a/rujukan"),
        "dinas-a/antrean": ("dinas-c/pusat", "dinas-c/server-satu", "dinas-a/rs", "dinas-a/antrean"),
    }
    assert found.down == {}
    assert found.units == ("dinas-a",)
    assert found.codes == ("RAL.01.01", "RAL.01.02")
    (told,) = tell_review(review, "en").impacts
    assert told["services"][0]["path"] == ["Pusat Data Baru", "Server Satu", "Sistem RS", "Online referral"]
    assert told["units"] == ["Dinas Kesehatan"]


def test_a_change_stands_on_what_is_below_it() -> None:
    """Downstream an application stands on its machine and on the building of that, by the same paths turned round."""
    found = _impacts(_review({HEALTH: ("nama: Sistem RS", "nama: Sistem RS Baru")}))["dinas-a/rs"]
    assert found.down == {
        "dinas-c/server-satu": ("dinas-a/rs", "dinas-c/server-satu"),
        "dinas-c/pusat": ("dinas-a/rs", "dinas-c/server-satu", "dinas-c/pusat"),
    }
    assert set(found.up) == {"dinas-a/rujukan", "dinas-a/antrean"}
    assert found.units == ("dinas-c",)


def test_what_is_removed_reaches_what_it_served_before() -> None:
    """An element that is gone is looked at in the earlier model; one that lost a relation in both."""
    gone = _impacts(_review({HEALTH: ("aplikasi: {rs: {nama: Sistem RS, layanan: [rujukan, antrean], "
                                      "server: [dinas-c/server-satu]}}\n", "")}))["dinas-a/rs"]  # fmt: skip
    assert gone.sign == "-"
    assert set(gone.up) == {"dinas-a/rujukan", "dinas-a/antrean"}
    lost = _impacts(_review({HEALTH: ("[rujukan, antrean]", "[antrean]")}))["dinas-a/rs"]
    assert lost.up == {
        "dinas-a/rujukan": ("dinas-a/rs", "dinas-a/rujukan"),
        "dinas-a/antrean": ("dinas-a/rs", "dinas-a/antrean"),
    }
    moved = _impacts(_review({HEALTH: ("server: [dinas-c/server-satu]", "server: [dinas-c/server-dua]")}))["dinas-a/rs"]
    assert set(moved.down) == {"dinas-c/server-satu", "dinas-c/server-dua", "dinas-c/pusat"}


def test_paths_speak_in_new_ids() -> None:
    """Where an element on the way was renamed, the path names it as it is called now, removed relations or not."""
    changes = {
        HEALTH: (
            "rs: {nama: Sistem RS, layanan: [rujukan, antrean]",
            "rumah-sakit: {nama: Sistem RS, layanan: [antrean]",
        )
    }
    review = _review(changes)
    found = _impacts(review)["dinas-a/rumah-sakit"]
    assert found.up["dinas-a/rujukan"] == ("dinas-a/rumah-sakit", "dinas-a/rujukan")
    assert tell_review(review, "id").impacts[0]["name"] == "Sistem RS"


def _questions(review: Review, language: str = "en") -> list[tuple[str, str]]:
    return [(item["unit"], item["text"]) for item in tell_review(review, language).questions]


def test_a_unit_is_asked_about_what_it_now_relies_on() -> None:
    """The owner of a service that another's application now serves is asked: it made no change itself."""
    asked = _questions(_review({FINANCE: ("layanan: [bayar]", "layanan: [bayar, dinas-a/rujukan]")}))
    assert asked == [
        ("dinas-a", "Dinas Kesehatan: your Online referral now relies on SIPD (Badan Keuangan). "
                    "Do you agree, and does it serve you?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({HEALTH: ("server: [dinas-c/server-satu]", "server: [dinas-c/server-satu], integrasi: [badan-b/sipd]")},
         [("badan-b", "is-relied-on", "badan-b/sipd", "dinas-a/rs")]),
        ({ICT: ("nama: Server Satu", "nama: Server 1")},
         [("dinas-a", "relies-on-changed", "dinas-a/rs", "dinas-c/server-satu")]),
        ({ICT: ("nama: Server Satu, jenis: server, fasilitas_komputasi: [pusat]", "nama: Server Satu, jenis: server")},
         [("dinas-a", "relies-on-changed", "dinas-a/rs", "dinas-c/server-satu")]),
        ({ICT: ("  server-satu: {nama: Server Satu, jenis: server, fasilitas_komputasi: [pusat]}\n", ""),
          HEALTH: (", server: [dinas-c/server-satu]", "")},
         [("dinas-a", "relies-on-removed", "dinas-a/rs", "dinas-c/server-satu")]),
        ({ICT: ("nama: Server Dua", "nama: Server 2")}, []),
        ({HEALTH: ("nama: Antrean", "nama: Nomor Antrean")}, []),
        ({HEALTH: (", server: [dinas-c/server-satu]", "")}, []),
    ],
    ids=["new link to", "changed", "stands on less", "removed", "nobody relies", "own", "user left"],
)  # fmt: skip
def test_owners_are_asked_about_links_that_others_changed(
    changes: Mapping[str, tuple[str, str]], asked: list[tuple[str, ...]]
) -> None:
    """Each owner at the other end of a changed link is asked once, and no owner about its own change."""
    found = _review(changes).questions
    assert [(item.unit, item.key, item.own, item.other) for item in found] == asked
    assert {item.owner for item in found} <= {"dinas-a", "dinas-c"}


def test_a_service_that_lost_its_support_is_asked_about() -> None:
    """An application of another owner that no longer serves a service leaves a question with the service's owner."""
    serving = {**BEFORE, FINANCE: BEFORE[FINANCE].replace("[bayar]", "[bayar, dinas-a/rujukan]")}
    review = compare(Side("a", "", model(serving), ()), Side("b", "", model(BEFORE), ()))
    assert _questions(review) == [
        ("dinas-a", "Dinas Kesehatan: your Online referral is no longer supported by SIPD (Badan Keuangan). "
                    "What takes its place?"),
    ]  # fmt: skip


def test_an_owner_is_asked_though_it_changes_something_else_too() -> None:
    """A pull request that touches both units is no sign that each agreed to the other's change."""
    changes = {ICT: ("nama: Server Satu", "nama: Server 1"), HEALTH: ("nama: Antrean", "nama: Nomor Antrean")}
    assert [item.unit for item in _review(changes).questions] == ["dinas-a"]


def _deltas(review: Review) -> dict[tuple[str, str], tuple[str, str, float]]:
    return {
        (d["key"], d["subject"]): (d["before"], d["after"], d["difference"]) for d in tell_review(review, "id").deltas
    }


def test_figures_of_coverage_and_doubles() -> None:
    """A code that is newly used counts as covered; one that a second owner takes up counts as double."""
    found = _deltas(_review({FINANCE: ("Bayar, referensi: RAL.01.01", "Bayar, referensi: RAL.01.03")}))
    assert found == {("coverage", "RAL"): ("2", "3", 1), ("doubles", "RAL"): ("1", "0", -1)}


def test_figures_of_budget() -> None:
    """Budgets are told by year and by unit, in the currency, the shared ones under the shared architecture."""
    found = _deltas(_review({
        HEALTH: ("{2026: 100, 2027: 50}", "{2026: 150, 2028: 5}"), "architecture/a.yaml": ("{2026: 7}", "{2026: 9}"),
    }))  # fmt: skip
    assert {key: value[2] for key, value in found.items()} == {
        ("budget-year", "2026"): 52, ("budget-year", "2027"): -50, ("budget-year", "2028"): 5,
        ("budget-unit", "Dinas Kesehatan"): 5, ("budget-unit", "Arsitektur bersama"): 2,
    }  # fmt: skip
    assert found["budget-year", "2026"][:2] == ("Rp107", "Rp159")


def test_figures_of_elements_and_findings() -> None:
    """Elements are counted by kind, findings by rule under its title; what did not move is not told."""
    old = (_finding("relation-to-itself", 1), _finding("bad-id", 1))
    new = (_finding("relation-to-itself", 1), _finding("relation-to-itself", 2))
    review = _review({ICT: ("infrastruktur:", "data: {d: {nama: D}}\ninfrastruktur:")}, old, new)
    titles = {key: review.after.model.metamodel.rules[key].title["id"] for key in ("relation-to-itself", "bad-id")}
    assert _deltas(review) == {
        ("elements", "Data dan Informasi"): ("0", "1", 1),
        ("findings", titles["relation-to-itself"]): ("1", "2", 1),
        ("findings", titles["bad-id"]): ("1", "0", -1),
    }
    assert [item.rule for item in review.introduced] == ["relation-to-itself"]
    assert [item.rule for item in review.resolved] == ["bad-id"]


def _finding(rule: str, number: int) -> Finding:
    element = list(model(BEFORE).elements.values())[number]
    return Finding(rule, element.place(), {}, element.id, (), "warning")


def test_two_years_are_compared_by_the_same_code(tmp_path: Path) -> None:
    """From present to target: what ends and what begins between two years, and whom that reaches."""
    files = {**BEFORE, HEALTH: BEFORE[HEALTH].replace("nama: Sistem RS", "nama: Sistem RS, akhir: 2026").replace(
        "inisiatif:", "data: {baru: {nama: Data baru, mulai: 2028}}\ninisiatif:")}  # fmt: skip
    review = review_years(Project(tmp_path, Settings(pack="spbe"), model(files), ()), 2025, 2029)
    told = tell_review(review, "id")
    assert [(row.sign, row.element) for row in told.rows] == [("+", "dinas-a/baru"), ("-", "dinas-a/rs")]
    assert set(_impacts(review)["dinas-a/rs"].up) == {"dinas-a/rujukan", "dinas-a/antrean"}
    assert (told.before, told.after) == ("2025", "2029")
