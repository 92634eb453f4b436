"""What governments agreed, in a review: a changed level and a changed commitment are told in words."""

from __future__ import annotations

from tests.review.small import change, repository, rows, seen

LEVELS = ", ".join(f"{number}: 3" for number in range(1, 21))
AGREED = f"""\
pemerintah: {{kabupaten: {{nama: Kabupaten, jenis: kabupaten}}}}
rapat: {{rapat-satu: {{nama: Rapat Satu, tanggal: 2026-01-05}}}}
keputusan: {{putusan: {{nama: Satu Data, rapat: rapat-satu}}}}
komitmen:
  janji:
    nama: Menyambungkan data
    keputusan: putusan
    penanggung: [kabupaten]
    tenggat: 2026-06-30
    status_komitmen: berjalan
penilaian:
  mandiri:
    nama: Penilaian Kabupaten
    instrumen: pemdi-2026
    pemerintah: kabupaten
    tahun: 2026
    nilai: {{{LEVELS}}}
"""
PATH = "architecture/forum.yaml"


def test_a_changed_level_shows_the_indicator_and_the_index(tmp_path):
    """Only the indicator that changed is told, with its name and the level's; the index goes from 3,00 to 3,15."""
    root = repository(tmp_path, {PATH: AGREED})
    change(root, {PATH: AGREED.replace("20: 3", "20: 4")})
    _, found = seen(root, "HEAD~1")
    name = "20 Pengelolaan Kepuasan Pengguna"
    assert rows(found) == [("~", "mandiri", f"{name}: 3 Berkembang", f"{name}: 4 Melembaga")]
    assert [row for row in found["deltas"] if row["key"] == "index"] == [
        {"key": "index", "label": "Indeks penilaian", "subject": "Penilaian Kabupaten",
         "before": "3,00", "after": "3,15", "difference": 0.15},
    ]  # fmt: skip


def test_a_new_assessment_did_not_rise_from_zero(tmp_path):
    """An assessment that was not there before is a new element, and no figure says that its index went up."""
    root = repository(tmp_path, {PATH: AGREED.partition("penilaian:")[0]})
    change(root, {PATH: AGREED})
    _, found = seen(root, "HEAD~1")
    assert [row["element"] for row in found["rows"]] == ["mandiri"]
    assert [row for row in found["deltas"] if row["key"] == "index"] == []


def test_a_changed_commitment_shows_its_state_and_its_day(tmp_path):
    """State and due date are told in the pack's words, and how many commitments are in each state moves with them."""
    root = repository(tmp_path, {PATH: AGREED})
    after = AGREED.replace("2026-06-30", "2026-12-31").replace("status_komitmen: berjalan", "status_komitmen: selesai")
    change(root, {PATH: after})
    _, found = seen(root, "HEAD~1")
    assert [(row["label"], row["before"], row["after"]) for row in found["rows"]] == [
        ("Status komitmen", "Berjalan", "Selesai"), ("Tenggat", "30 Juni 2026", "31 Desember 2026"),
    ]  # fmt: skip
    moved = {row["subject"]: (row["before"], row["after"]) for row in found["deltas"] if row["key"] == "progress"}
    assert moved == {"Komitmen: Berjalan": ("1", "0"), "Komitmen: Selesai": ("0", "1")}
