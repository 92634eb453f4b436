"""What changed inside of a member's manifest: a new pin is told with what it brings, not with its hash alone."""

from __future__ import annotations

import pytest

from cetakbiru.cli.main import main
from tests.members import KOTA, project, published
from tests.project import make
from tests.review.planted import commit, git
from tests.review.small import seen

LEVELS = ", ".join(f"{number}: 3" for number in range(1, 21))
AGREED = f"""\
pemerintah: {{kota: {{nama: Pemerintah Kota, singkatan: Kota, jenis: kota}}}}
rapat: {{rapat-satu: {{nama: Rapat Satu, tanggal: 2026-01-05}}}}
keputusan: {{putusan: {{nama: Satu Data, rapat: rapat-satu}}}}
komitmen:
  janji:
    nama: Menyambungkan data
    keputusan: putusan
    penanggung: [kota]
    tenggat: 2026-06-30
    status_komitmen: berjalan
penilaian:
  mandiri: {{nama: Penilaian Kota, instrumen: pemdi-2026, pemerintah: kota, tahun: 2026, nilai: {{{LEVELS}}}}}
"""
BEFORE = {**KOTA, "architecture/pemerintah.yaml": AGREED}
MANY = "".join(f"  tambahan-{number:02}: {{nama: Tambahan {number:02}}}\n" for number in range(12))
AFTER = {
    "blueprints/kominfo.yaml": "perangkat_daerah:\n  kominfo: {nama: Dinas Kominfo Kota, singkatan: Kominfo}\n"
    "aplikasi:\n  peta: {nama: Peta Kota Baru, akhir: 2020}\n" + MANY,
    "architecture/pemerintah.yaml": AGREED.replace("20: 3", "20: 4").replace("berjalan", "selesai"),
}
FIRST = project({"kota": published(BEFORE, "kota", revision="2026.1")})
SECOND = project({"kota": published(AFTER, "kota", revision="2026.2")})


def repository(root, first, second):
    """A project's files as ``utama`` has them, and what a proposal makes of them."""
    make(root, first)
    git(root, "init", "-q")
    commit(root, "Awal")
    for path in first.keys() - second.keys():
        (root / path).unlink()
    make(root, second)
    return root


def told(root):
    """Sign, element, label, before and after of each row about the member."""
    _, found = seen(root)
    rows = [row for row in found["rows"] if row["what"] == "member"]
    assert {row["unit_name"] for row in rows} == {"Pemerintah Kota"}
    # What a reviewer can accept or refuse is the pin, so every row leads to it.
    assert {row["path"] for row in rows} == {"cetakbiru.yaml"}
    return [tuple(row[key] for key in ("sign", "element", "label", "before", "after")) for row in rows]


def test_a_new_pin_tells_what_changed_inside(tmp_path):
    """Counts and names by kind, then the own element that referred to what is gone, the level and the commitment."""
    (pin, *rows) = told(repository(tmp_path, FIRST, SECOND))
    assert pin[:3] == ("~", "kota:", "Model yang diterbitkan")
    assert (pin[3][:14], pin[4][:14]) == ("2026.1 sha256:", "2026.2 sha256:")
    names = ", ".join(f"Tambahan {number:02}" for number in range(8))
    level = "20 Pengelolaan Kepuasan Pengguna: "
    assert rows == [
        ("+", "kota:", "Aplikasi: ditambahkan", "", f"12: {names}, dan 4 lagi"),
        ("-", "kota:", "Aplikasi: dihapus", "1: Lapor Kota", ""),
        ("~", "kota:", "Aplikasi: diubah", "", "1: Peta Kota Baru"),
        ("~", "kota:", "Penilaian: diubah", "", "1: Penilaian Kota"),
        ("~", "kota:", "Komitmen: diubah", "", "1: Menyambungkan data"),
        ("~", "kota:janji", "Status komitmen", "Berjalan", "Selesai"),
        ("-", "kota:kominfo/lapor", "Dirujuk dari model ini", "Lapor Provinsi (kominfo/lapor)", ""),
        ("~", "kota:mandiri", "Tingkat indikator", f"{level}3 Berkembang", f"{level}4 Melembaga"),
    ]


def test_another_id_inside_is_told_to_who_refers_to_it(tmp_path):
    """An application that only has another id there is one, and the own reference to its old id is named."""
    renamed = {
        key: text.replace("lapor:", "lapor-warga:").replace("[lapor]", "[lapor-warga]") for key, text in KOTA.items()
    }
    rows = told(
        repository(tmp_path, project({"kota": published(KOTA, "kota")}), project({"kota": published(renamed, "kota")}))
    )
    assert ("→", "kota:", "Aplikasi: berganti id atau tempat", "", "1: Lapor Kota") in rows
    assert ("→", "kota:kominfo/lapor", "Dirujuk dari model ini", "Lapor Provinsi (kominfo/lapor)",
            "kota:kominfo/lapor-warga") in rows  # fmt: skip
    assert not [row for row in rows if row[0] in "+-"]


def test_another_file_of_the_same_content_changes_nothing_inside(tmp_path):
    """A manifest that lies elsewhere and says the same has one row, its pin's."""
    text = published(KOTA, "kota", revision="2")
    second = {key.replace("members/", "anggota/"): value.replace("members/kota", "anggota/kota")
              for key, value in project({"kota": text}).items()}  # fmt: skip
    rows = told(repository(tmp_path, project({"kota": published(KOTA, "kota", revision="1")}), second))
    assert [row[2] for row in rows] == ["Model yang diterbitkan"]


def test_a_member_that_comes_brings_its_elements(tmp_path):
    """All that a new member published is counted as added."""
    first = project({}) | {"blueprints/kominfo.yaml": "perangkat_daerah: {}\n"}
    rows = told(repository(tmp_path, first, project({"kota": published(KOTA, "kota")})))
    assert {row[0] for row in rows} == {"+"}
    assert ("+", "kota:", "Aplikasi: ditambahkan", "", "2: Lapor Kota, Peta Kota") in rows


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_missing_manifest_is_said_plainly(tmp_path, lost):
    """Where a side's manifest is not there, nothing is said to have come or gone: a note and the row say why."""
    bare = [{key: text for key, text in files.items() if key != "members/kota.json"} for files in (FIRST, SECOND)]
    first, second = (bare[0], SECOND) if lost == "before" else (FIRST, bare[1])
    root = repository(tmp_path, first, second)
    (row,) = told(root)
    assert row[0] == "~"
    assert row[3 if lost == "before" else 4] == "manifes tidak dapat dipakai"
    _, found = seen(root)
    side = "utama" if lost == "before" else "salinan kerja"
    (note,) = found["notes"]
    assert note.startswith("Manifes Pemerintah Kota pada ")
    assert side in note


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_tells_it(tmp_path, capsys, form):
    """Terminal, comment and page name what went inside the member, and who referred to it."""
    root = repository(tmp_path, FIRST, SECOND)
    main(["review", "utama", "--project", str(root), "--format", form])
    shown = capsys.readouterr().out
    for words in ("dihapus", "Dirujuk dari model ini", "Lapor Provinsi", "dan 4 lagi", "Melembaga"):
        assert words in shown


def test_words_in_english(tmp_path, capsys):
    """The same in English."""
    root = repository(tmp_path, FIRST, SECOND)
    main(["review", "utama", "--project", str(root), "--lang", "en"])
    shown = capsys.readouterr().out
    assert "Applications: added: – → 12: Tambahan 00" in shown
    assert "Referred to by this model: Lapor Provinsi (kominfo/lapor) → –" in shown
