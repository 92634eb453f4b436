"""The course of obstacles over the years, on the page of obstacles and on that of each government."""

from __future__ import annotations

import re

import pytest


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_page_of_obstacles_has_a_row_for_each_government(lampung):
    """A government with several years shows them; one with a single year is marked, and none is drawn a trend."""
    html = (lampung / "obstacles.html").read_text(encoding="utf-8")
    table = html.split('aria-label="Perkembangan hambatan tiap pemerintah"', 1)[1].split("</table>", 1)[0]
    rows = {row.split("</a>")[0].rpartition(">")[2]: _text(row) for row in table.split("<tr>")[2:]}
    assert "4 +4 5 +1" in rows["Pemerintah Kabupaten Tanggamus"]
    assert "satu tahun saja" in rows["Pemerintah Kota Metro"]
    assert "satu tahun saja" not in rows["Pemerintah Kabupaten Tanggamus"]
    assert "Belum ada yang tercatat teratasi." in html


@pytest.mark.parametrize(("page", "words"), [
    ("tanggamus", "2020 4 – 4 2021 – – 4 2022 – – 4 2023 1 – 5"),
    ("kota-metro", "Hanya tahun 2019 yang diketahui, sehingga perkembangannya belum terlihat."),
    ("tulang-bawang-barat", "Tidak ada tahun yang disebut, sehingga perkembangannya tidak diketahui."),
    ("provinsi-lampung", "13 hambatan terbuka tanpa tahun tidak dihitung."),
])  # fmt: skip
def test_a_governments_page_tells_its_own(lampung, page, words):
    """Year by year where there are several, and plainly where there is one or none."""
    html = (lampung / f"government/{page}.html").read_text(encoding="utf-8")
    assert words in _text(html.split('id="_course"', 1)[1].split("<h2", 1)[0])
