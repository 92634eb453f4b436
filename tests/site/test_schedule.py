"""The schedule as a chart: bars by year, the critical ones marked, slack to be seen, the table beside it."""

from __future__ import annotations

import re


def _chart(lampung, folder=""):
    html = (lampung / f"{folder}schedule.html").read_text(encoding="utf-8")
    return html.split('class="cb-gantt"', 1)[1].split("</table>", 1)[0]


def _row(chart, name):
    (row,) = [row for row in chart.split("<tr>") if f">{name}</a>" in row]
    return row


def test_the_critical_path_is_marked(lampung):
    """The three of the path bear the sign, the word and the colour, come first, and nobody else does."""
    chart = _chart(lampung)
    names = ["Peremajaan server klinis", "Rekam medis elektronik menyeluruh", "Konsultasi spesialis jarak jauh"]
    marked = [row for row in chart.split("<tr>") if "◆" in row]
    assert [name for name in names if not any(f">{name}</a>" in row for row in marked)] == []
    assert len(marked) == 3
    assert all("cb-critical" in row and "kritis" in row for row in marked)
    first = chart.split("<tbody>")[1]
    assert all(name in first for name in names)


def test_bars_and_slack_stand_in_their_years(lampung):
    """Three years of work and one of slack, in a table of the plan's five years; the words say it too."""
    row = _row(_chart(lampung), "Citra medis digital")
    cells = re.findall(r"<td>(.*?)</td>", row)
    assert [("cb-work" in cell, "cb-spare" in cell) for cell in cells] == [
        (False, False), (True, False), (True, False), (True, False), (False, True),
    ]  # fmt: skip
    assert "2026–2028, longgar 1 tahun" in row
    assert "menunggu Peremajaan server klinis" in row


def test_it_is_told_in_english(lampung):
    """The same chart in English."""
    row = _row(_chart(lampung, "en/"), "Digital medical imaging")
    assert "slack of 1 y" in row


def test_the_table_stands_beside_it(lampung):
    """What slips with an item, and its slack, in a table."""
    html = (lampung / "schedule.html").read_text(encoding="utf-8")
    table = html.split('aria-label="Yang ikut mundur"', 1)[1].split("</table>", 1)[0]
    (row,) = [row for row in table.split("<tr>") if ">Peremajaan server klinis</a>" in row.split("</th>")[0]]
    assert 'data-label="Kelonggaran">tanpa kelonggaran' in row
    assert "(+" in row
