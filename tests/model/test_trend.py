"""Obstacles year by year: what is dated is counted, and what is not is said to be so."""

from __future__ import annotations

from pathlib import Path

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model import build_model
from cetakbiru.model.trend import trend
from cetakbiru.source import read_blobs

PACK = load_pack(find_pack("spbe", Path()))


def _trend(*rows: str):
    """The trend of obstacles that say something."""
    text = "hambatan:\n" + "".join(
        f"  h{number}: {{nama: H{number}, kelompok: pembiayaan{', ' + row if row else ''}}}\n"
        for number, row in enumerate(rows)
    )
    model, findings = build_model(read_blobs([("architecture/h.yaml", text.encode())]), PACK)
    assert findings == []
    return trend(model, model.elements.values())


def _rows(found) -> list[tuple[int, int, int, int]]:
    return [(row.year, row.reported, row.removed, row.open) for row in found.years]


def test_each_year_has_what_came_what_went_and_what_stood():
    """By hand: two in 2020, one of them removed in 2022 when a third is reported; in 2021 nothing moves."""
    found = _trend("tahun: 2020", "tahun: 2020, tahun_selesai: 2022, status_hambatan: selesai", "tahun: 2022")
    assert _rows(found) == [(2020, 2, 0, 2), (2021, 0, 0, 2), (2022, 1, 1, 2)]
    assert (found.undated, found.removed_undated, found.known) == (0, 0, 2)


def test_what_has_no_year_is_guessed_into_none():
    """An open one without a year, and removed ones of which a year is missing, stand apart."""
    found = _trend("", "status_hambatan: selesai", "tahun: 2021, status_hambatan: selesai", "tahun: 2023")
    assert _rows(found) == [(2023, 1, 0, 1)]
    assert (found.undated, found.removed_undated) == (1, 2)


def test_one_year_is_no_trend():
    """However many obstacles one year has, only one year is known; without any there is none."""
    assert _trend("tahun: 2023", "tahun: 2023").known == 1
    assert _trend("").known == 0
    assert _trend("").years == ()


def test_a_year_of_removal_without_the_state_removes_nothing():
    """What is still open stands open, whatever year somebody wrote; a rule tells them."""
    assert _rows(_trend("tahun: 2020, tahun_selesai: 2021")) == [(2020, 1, 0, 1)]
