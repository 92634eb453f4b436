"""What governments agreed, on the site of the shipped model: the questions of a leader, and the pages behind them."""

from __future__ import annotations

import re

import pytest

ANSWERS = {
    "Di mana posisinya": ["SPBE Pesisir Barat 2022: belum dinilai", "1,82"],
    "Apa yang menghambat": ["Sinyal menghambat Smart Village", "Petugas TIK merangkap tugas lain"],
    "Yang dijanjikan": ["15 Juli 2025", "Menyambungkan pengaduan kabupaten ke satu kanal", "lewat tenggat"],
    "Yang dapat diambil alih": ["SP4N-LAPOR!", "Layanan pengaduan masyarakat"],
    "Berapa biayanya": ["Rp575.000.000", "2026: Rp405.000.000", "Rp125.000.000"],
}


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _section(html: str, start: str, end: str) -> str:
    return html.split(start, 1)[1].split(end, 1)[0]


def test_the_home_page_leads_to_every_government(shipped, lampung):
    """From the home page each of the sixteen governments is one click away."""
    home = (lampung / "index.html").read_text(encoding="utf-8")
    names = [item.id for item in shipped.model.by_kind["pemerintah"]]
    assert len(names) == 16
    assert [name for name in names if f'href="government/{name}.html"' not in home] == []


@pytest.mark.parametrize(("question", "answers"), ANSWERS.items())
def test_a_governments_page_answers_at_its_top(lampung, question, answers):
    """Above the sections of Pesisir Barat's page each of the five questions has its answer."""
    html = (lampung / "government/pesisir-barat.html").read_text(encoding="utf-8")
    top = _section(html, 'class="cb-answers"', "<h2 id=")
    card = _text(_section(top, f">{question}</a></h2>", "</section>"))
    assert [words for words in answers if words not in card] == []


def test_the_home_page_has_a_section_for_each_of_the_six(lampung):
    """Assessment, consolidation, obstacles, forum, accountability and money: each with a link to its page."""
    home = (lampung / "index.html").read_text(encoding="utf-8")
    pages = {"assessment": "government/index", "consolidation": "member/index", "obstacles": "obstacles",
             "forum": "forum", "accountability": "accountability", "money": "budget"}  # fmt: skip
    for key, page in pages.items():
        assert f'href="{page}.html"' in _section(home, f'id="_s_{key}"', "</section>")


def test_a_rank_compares_values_of_one_year(lampung):
    """The three with a value for 2024 are ranked among themselves, and the page says how many have none."""
    html = (lampung / "government/index.html").read_text(encoding="utf-8")
    ranks = _text(_section(html, "<h3>2024</h3>", "</section>"))
    order = ["1 Pemerintah Provinsi Lampung", "2 Pemerintah Kota Metro", "3 Pemerintah Kabupaten Pesawaran"]
    assert [ranks.index(words) for words in order] == sorted(ranks.index(words) for words in order)
    assert "13 pemerintah tanpa nilai" in ranks


def test_aspects_of_all_sixteen_are_side_by_side(lampung):
    """The heat map of aspects holds all governments, and says of each that its levels are an illustration."""
    html = (lampung / "government/index.html").read_text(encoding="utf-8")
    table = html.split('id="_m1"', 1)[1].split("</table>", 1)[0]
    assert table.count('<th scope="row">') == 16
    assert table.count("cb-illustration") == 16


def test_obstacles_are_shown_with_their_path(lampung):
    """The obstacle whose removal frees the most comes first, with the way to a service."""
    html = (lampung / "obstacles.html").read_text(encoding="utf-8")
    row = _section(html, "<tbody>", "</tr>")
    assert "Infrastruktur dan keterpaduan sistem lemah" in row
    assert "→" in row


def test_minutes_are_a_document(lampung):
    """A meeting's page has its agenda, its decisions with the elements and blueprints that they change, its sources."""
    html = _text((lampung / "forum/rapat-2025-07-15.html").read_text(encoding="utf-8"))
    wanted = ["Notula", "Agenda", "Pengaduan disatukan dalam satu platform", "Mengubah elemen", "bukan notula resmi",
              "Menyambungkan pengaduan kabupaten ke satu kanal"]  # fmt: skip
    assert [words for words in wanted if words not in html] == []


def test_the_calendar_shows_missed_turns(lampung):
    """A year without a meeting of the whole forum missed all its six turns."""
    html = (lampung / "forum.html").read_text(encoding="utf-8")
    year = _section(html, '<th scope="row">2024', "</tr>")
    assert year.count("cb-missed") == 6


def test_documents_show_gaps_between_them(lampung):
    """Between two master plans three years have none; a government without any document is named as such."""
    html = _text((lampung / "documents.html").read_text(encoding="utf-8"))
    assert "Rencana Induk TIK: tidak ada untuk 2024–2026" in html
    assert "Belum ada dokumen yang tercatat" in html


def test_money_is_summed_and_doubted(lampung):
    """Sums by unit, domain, function and government, and the checks of money with what they found."""
    html = (lampung / "budget.html").read_text(encoding="utf-8")
    for key in ("budget-by-unit", "budget-by-domain", "budget-by-function", "budget-by-government"):
        assert f'id="_{key}"' in html
    assert "Belanja ganda (1)" in html
    assert "Belanja tanpa arsitektur (1)" in html


def test_an_area_is_a_chain_with_evidence(lampung):
    """Procurement is held up by a service, its application and its data; results of public sources are its evidence."""
    html = (lampung / "accountability.html").read_text(encoding="utf-8")
    area = _text(_section(html, '<h2 id="_a3"', '<h2 id="_a4"'))
    words = ("Layanan pengadaan secara elektronik", "SPSE", "Data pengadaan", "MCSP Provinsi Lampung 2025")
    assert [area.index(one) for one in words] == sorted(area.index(one) for one in words)
    assert "MCSP 2025: 35" in html
