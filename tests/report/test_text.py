"""The report for people: every part of it, in both languages, on a terminal and in a log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cetakbiru.report import Outcome, fill, write
from tests.project import make, outcome_of

FILES = {
    "blueprints/contoh.yaml": (
        "perangkat_daerah:\n"
        "  contoh: {nama: {id: Dinas Contoh, en: Example agency}, ilustrasi: ya}\n"
        "layanan:\n"
        "  izin:\n"
        "    nama: {id: Izin, en: Licence}\n"
        "    mulai: tahun depan\n"
        "    metode_layanan: Tatap mukaa\n"
    )
}
INDONESIAN = """\
peringatan: Nilai “Tatap mukaa” tidak ada dalam daftar nilai Metode layanan; barangkali maksudnya
  “Tatap muka”. Pakai nilai yang ada (Elektronik, Hybrid, Tatap muka), atau tambahkan nilai ini ke
  daftarnya.
  --> blueprints/contoh.yaml:7:21  [vocabulary-unknown]
    7 |     metode_layanan: Tatap mukaa
      |                     ^^^^^^^^^^^

galat: Nilai “tahun depan” tidak sesuai. Atribut Mulai diisi dengan tahun empat angka, misalnya
  2026. Perbaiki nilainya, atau hapus bila belum diketahui.
  --> blueprints/contoh.yaml:6:12  [value-type]
    6 |     mulai: tahun depan
      |            ^^^^^^^^^^^

2 elemen dan 0 relasi diperiksa dengan 2 aturan: 1 galat, 1 peringatan, 0 catatan.
Pemeriksaan tidak lulus karena ada galat. Perbaiki, lalu periksa lagi.
Penjelasan dan contoh sebuah aturan: cetakbiru explain value-type
"""
ENGLISH = """\
warning: “Tatap mukaa” is not in the list of values of Channel; “Tatap muka” may be meant. Use a
  value that is there (Elektronik, Hybrid, Tatap muka), or add this one to the list.
  --> blueprints/contoh.yaml:7:21  [vocabulary-unknown]
    7 |     metode_layanan: Tatap mukaa
      |                     ^^^^^^^^^^^

error: “tahun depan” does not fit. The attribute From takes a year of four digits, such as 2026.
  Correct the value, or remove it while it is not known.
  --> blueprints/contoh.yaml:6:12  [value-type]
    6 |     mulai: tahun depan
      |            ^^^^^^^^^^^

2 elements and 0 relations checked with 2 rules: 1 error, 1 warning, 0 notes.
The check has failed because of findings marked error. Mend them, then check again.
Why a rule is there, with examples: cetakbiru explain value-type
"""


def outcome(tmp_path: Path, language: str) -> Outcome:
    """Two findings of the project above, and the two rules that have them."""
    found = outcome_of(make(tmp_path, FILES), language)
    rules = {name: found.rules[name] for name in ("value-type", "vocabulary-unknown")}
    return replace(found, rules=rules, told=tuple(item for item in found.told if item.rule in rules))


@pytest.mark.parametrize(("language", "expected"), [("id", INDONESIAN), ("en", ENGLISH)])
def test_a_report_reads_like_this(language: str, expected: str, tmp_path: Path) -> None:
    """Message, place, source line, carets, summary and the next step, word for word; the gravest stands last."""
    assert write("text", outcome(tmp_path, language)) == expected


def test_a_clean_report_is_two_lines(tmp_path: Path) -> None:
    """Without findings there is what was checked and that it passed."""
    assert write("text", replace(outcome(tmp_path, "id"), told=())) == (
        "2 elemen dan 0 relasi diperiksa dengan 2 aturan: 0 galat, 0 peringatan, 0 catatan.\nPemeriksaan lulus.\n"
    )


def test_colours_are_for_terminals_only(tmp_path: Path) -> None:
    """Colours are added where asked for, and change nothing else."""
    import re

    plain = outcome(tmp_path, "id")
    painted = write("text", replace(plain, color=True))
    assert "\n\x1b[1;31mgalat:\x1b[0m Nilai" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == INDONESIAN
    assert "\x1b" not in write("text", plain)


def test_waived_and_known_findings_are_counted(tmp_path: Path) -> None:
    """The summary says how many findings a waiver covers and the baseline holds."""
    text = write("text", replace(outcome(tmp_path, "en"), waived=2, known=3))
    assert "0 notes; 2 waived; 3 known from the baseline." in text


def test_warnings_alone_pass(tmp_path: Path) -> None:
    """A check with warnings only has passed, and says that they are worth reading."""
    found = outcome(tmp_path, "en")
    calm = replace(found, told=tuple(item for item in found.told if item.severity == "warning"))
    assert "The check has passed. The findings above" in write("text", calm)
    assert "The check has failed" in write("text", replace(calm, fail_on="warning"))


def test_a_long_line_is_cut_around_its_value(tmp_path: Path) -> None:
    """Of a very long source line the part around the value is shown, with carets under it."""
    text = f"layanan:\n  izin: {{uraian: {'a' * 400}, mulai: besok, tujuan: {'b' * 400}}}\n"
    found = outcome_of(make(tmp_path, {"blueprints/contoh.yaml": text}))
    lines = write("text", replace(found, told=tuple(i for i in found.told if i.rule == "value-type"))).split("\n")
    spot = next(number for number, line in enumerate(lines) if "^" in line)
    start = lines[spot].index("^")
    assert lines[spot - 1][start : start + lines[spot].count("^")] == "besok"
    assert max(map(len, lines[: spot + 1])) <= 100


@pytest.mark.parametrize(
    ("template", "facts", "words"),
    [
        ("{a} dan {b}", {"a": "x", "b": {"id": "y", "en": "z"}}, "x dan y"),
        ("x[[ {a}]].", {}, "x."),
        ("x[[ {a} {b}]].", {"a": "1", "b": ""}, "x."),
        ("x[[ {a}]].", {"a": ("p", {"id": "q"})}, "x p, q."),
        ("{a}", {"a": "[[{b}]] {b}", "b": "rahasia"}, "[[{b}]] {b}"),
        ("{a}", {"a": "dua\n  baris"}, "dua baris"),
        ("{a}", {"a": "x" * 500}, "x" * 159 + "…"),
    ],
)
def test_a_message_is_filled_with_facts(template: str, facts: dict[str, object], words: str) -> None:
    """Facts fill a template once; an optional part goes with its facts; what is in a fact is never a template."""
    assert fill(template, facts, "id") == words
