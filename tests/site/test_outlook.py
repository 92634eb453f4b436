"""What lies ahead of an assessment, on a government's page: the same as ``assess`` says, in fewer words."""

from __future__ import annotations

import re

from cetakbiru.cli.main import main
from tests.conftest import ROOT


def _ahead(site, page):
    """Words of the part about what lies ahead, of the page of a government."""
    html = (site / f"government/{page}.html").read_text(encoding="utf-8")
    part = html.split('id="_outlook"', 1)[1].split('<h2 id="_obstacles"', 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def test_the_page_says_what_the_command_says(lampung, capsys):
    """Every indicator that ``assess`` doubts stands on the page, with the levels, a reason and the rule that asks."""
    main(["assess", "pemdi-provinsi-lampung-2026", "--project", str(ROOT)])
    said = capsys.readouterr().out
    # Both look for the next predicate where nobody names an index.
    assert "Sasaran 3,50 belum terjangkau" in said
    doubted = re.findall(r"\? Indikator (.+?): diklaim tingkat (\d), padahal model menopang sampai tingkat (\d)", said)
    words = _ahead(lampung, "provinsi-lampung")
    assert len(doubted) == 3
    assert [row for row in doubted if f"{row[0]} {row[1]} {row[2]}" not in words] == []
    assert "3 tingkat lebih rendah daripada isi model" in words
    html = (lampung / "government/provinsi-lampung.html").read_text(encoding="utf-8")
    assert html.count('href="../rules/assessment-exceeded.html"') == 3


def test_a_target_out_of_reach_is_said(lampung):
    """All of the province's items together do not reach the next predicate, and the page says how far they go."""
    words = _ahead(lampung, "provinsi-lampung")
    assert "Sangat Baik (3,50) belum terjangkau: seluruh inisiatif yang direncanakan membawa indeks ke 3,32" in words


def test_the_cheapest_way_of_a_member_is_shown(lampung):
    """From 1,82: complaints raise 0,60 (levels 4, 19, 20), charges 0,09 (13, 17); the third item alone would not do."""
    words = _ahead(lampung, "pesisir-barat")
    assert "Jalan termurah ke Baik (2,50): 2 inisiatif, Rp425.000.000; indeks menjadi 2,51." in words
    assert "Memakai Lampung-In untuk pengaduan" in words.partition("Bila hanya")[0]
    assert "SAIBATIN versi baru" not in words.partition("Bila hanya")[0]
    assert "20 Pengelolaan Kepuasan Pengguna 1 → 3" in words


def test_without_items_nothing_is_promised(lampung):
    """A government whose items raise nothing has no way shown, and the page says why."""
    words = _ahead(lampung, "mesuji")
    assert "jalan ke predikat berikutnya belum dapat dihitung" in words
    assert "Jalan termurah" not in words


def test_it_is_told_in_english(lampung):
    """The same in English."""
    html = (lampung / "en/government/pesisir-barat.html").read_text(encoding="utf-8")
    assert "Cheapest way to Good (2.50): 2 roadmap items" in html
