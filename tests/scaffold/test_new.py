"""``new`` writes a skeleton that can be read and filled in, and leaves everything else in the file as it was."""

from __future__ import annotations

import pytest

from cetakbiru.cli.main import CLEAN, FOUND, UNUSABLE, main
from cetakbiru.pipeline import open_project
from tests.project import make, spots, told

UNIT = "perangkat_daerah:\n  dishub: {nama: Dinas Perhubungan, ilustrasi: ya}\n"
SKELETON = """\
  a:
    nama:  # wajib. Nama elemen sebagaimana dikenal.
    kelompok:  # wajib. Kelembagaan, infrastruktur TIK, sumber daya aparatur, atau pembiayaan. \
Pilihan: kelembagaan, infrastruktur-tik, sumber-daya-aparatur, pembiayaan.
    # Boleh ditambahkan: penyebab, menghambat, tindakan, status_hambatan, pelapor, tahun, tahun_selesai, pemerintah,
    # uraian, opd, periode, status, mulai, akhir, sumber, ilustrasi, catatan.
"""


def _new(root, *words: str) -> int:
    return main(["new", "--project", str(root), *words])


def _planned(root) -> dict[str, bytes]:
    """All that a planner wrote; what the toolkit keeps beside it does not count."""
    files = (path for path in root.rglob("*.*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {path: raw for path, raw in found.items() if not path.startswith(".cetakbiru/")}


def _blueprint(tmp_path, text: str):
    return make(tmp_path, {"blueprints/dishub.yaml": text}) / "blueprints/dishub.yaml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (UNIT, f"{UNIT}\nhambatan:\n{SKELETON}"),
        (f"{UNIT}hambatan:\n", f"{UNIT}hambatan:\n{SKELETON}"),
        (f"{UNIT}hambatan:", f"{UNIT}hambatan:\n{SKELETON}"),
        (
            f"# judul\nhambatan:\n  x: {{nama: X}}  # dekat\n  # tentang x\n\n# tentang unit\n{UNIT}",
            f"# judul\nhambatan:\n  x: {{nama: X}}  # dekat\n  # tentang x\n{SKELETON}\n# tentang unit\n{UNIT}",
        ),
        (
            f"{UNIT}hambatan:\n  x:\n    nama: |\n      baris\n\n      baris\n\n\n",
            f"{UNIT}hambatan:\n  x:\n    nama: |\n      baris\n\n      baris\n{SKELETON}\n\n",
        ),
        (f"---\n{UNIT}...\n", f"---\n{UNIT}\nhambatan:\n{SKELETON}...\n"),
    ],
    ids=["no section", "empty section", "no last line end", "comments", "block text", "document marks"],
)
def test_the_rest_of_the_file_stays(tmp_path, before, after):
    """The element goes to the end of its section, made where there is none; every other line keeps its place."""
    path = _blueprint(tmp_path, before)
    assert _new(tmp_path, "hambatan", "a", "--unit", "dishub") == CLEAN
    assert path.read_text(encoding="utf-8") == after


def test_the_margin_of_the_section_is_kept(tmp_path):
    """Where a section's entries are indented by four, the new one is too."""
    path = _blueprint(tmp_path, f"hambatan:\n    x:\n        nama: X\n{UNIT}")
    assert _new(tmp_path, "hambatan", "a", "--unit", "dishub") == CLEAN
    assert "\n    a:\n      nama:  # wajib." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_the_line_ends_of_the_file_are_kept(tmp_path, mark):
    """A file from Windows keeps its line ends and its byte order mark, in the new lines too."""
    path = _blueprint(tmp_path, "")
    path.write_bytes(mark + UNIT.replace("\n", "\r\n").encode())
    assert _new(tmp_path, "hambatan", "a", "--unit", "dishub") == CLEAN
    raw = path.read_bytes()
    assert raw.startswith(mark + UNIT.replace("\n", "\r\n").encode())
    assert raw.count(b"\r\n") == raw.count(b"\n") == 9


@pytest.mark.parametrize("section", ["hambatan: {x: {nama: X}}\n", "{hambatan: {x: {nama: X}}}\n", "hambatan: {}\n"])
def test_what_cannot_be_inserted_is_given_to_be_copied(tmp_path, capsys, section):
    """A section in braces is left as it is; the message has the lines to copy."""
    text = section if section.startswith("{") else UNIT + section
    path = _blueprint(tmp_path, text)
    assert _new(tmp_path, "hambatan", "a", "--unit", "dishub") == UNUSABLE
    said = capsys.readouterr().err
    assert "tidak dapat disisipkan ke blueprints/dishub.yaml" in said
    assert "  hambatan:\n    a:\n      nama:  # wajib." in said
    assert path.read_text(encoding="utf-8") == text


def test_the_check_says_what_is_left_to_fill_in(tmp_path):
    """The skeleton can be read; the check points at each attribute that is still empty."""
    _blueprint(tmp_path, UNIT)
    assert _new(tmp_path, "hambatan", "a", "--unit", "dishub") == CLEAN
    assert open_project(tmp_path).findings == ()
    assert spots(told(tmp_path), "attribute-missing") == ["blueprints/dishub.yaml:6:5", "blueprints/dishub.yaml:7:5"]
    assert main(["check", "--project", str(tmp_path)]) == FOUND


def test_every_kind_of_the_pack_can_be_begun(tmp_path, shipped):
    """A skeleton of each kind is written where it lives, and what was written is the element."""
    _blueprint(tmp_path, UNIT)
    for kind in shipped.metamodel.kinds.values():
        where = ["--unit", "dishub"] if kind.home == "" else []
        assert _new(tmp_path, kind.name, f"baru-{kind.name.replace('_', '-')}", *where) == CLEAN
    project = open_project(tmp_path)
    assert project.findings == ()
    assert len(project.model.elements) == len(shipped.metamodel.kinds) + 1


def test_a_shared_element_goes_to_the_file_of_its_kind(tmp_path):
    """Without a unit, it is written where most of its kind are, or to a new file named after the kind."""
    make(tmp_path, {"architecture/lain.yaml": "layanan: {}\n", "architecture/utama.yaml": "layanan:\n  x: {nama: X}\n"})
    assert _new(tmp_path, "layanan", "b") == _new(tmp_path, "proses_bisnis", "c") == CLEAN
    model = open_project(tmp_path).model
    assert model.elements["b"].path == "architecture/utama.yaml"
    assert model.elements["c"].path == "architecture/proses-bisnis.yaml"


def test_a_unit_in_a_folder_is_kept_in_parts(tmp_path):
    """A unit whose blueprint is a folder gets a file for the kind, or the one that has the kind already."""
    make(tmp_path, {"blueprints/dishub/unit.yaml": UNIT, "blueprints/dishub/isi.yaml": "layanan:\n  x: {nama: X}\n"})
    for kind, name in (("layanan", "b"), ("hambatan", "c")):
        assert _new(tmp_path, kind, name, "--unit", "dishub") == CLEAN
    model = open_project(tmp_path).model
    assert model.elements["dishub/b"].path == "blueprints/dishub/isi.yaml"
    assert model.elements["dishub/c"].path == "blueprints/dishub/hambatan.yaml"


def test_a_unit_gets_a_blueprint_of_its_own(tmp_path, capsys):
    """A new unit is a new file; it can take elements at once, and the output says where and what comes next."""
    make(tmp_path, {})
    assert _new(tmp_path, "perangkat_daerah", "dinkes") == CLEAN
    text = (tmp_path / "blueprints/dinkes.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Cetak biru dinkes. Tambahkan elemen dengan perintah: new KIND ID --unit dinkes\nperangkat_daerah:\n"
    )
    assert "dinkes was written at blueprints/dinkes.yaml:3." in capsys.readouterr().out
    assert _new(tmp_path, "layanan", "rujukan", "--unit", "dinkes") == CLEAN
    assert set(open_project(tmp_path).model.elements) == {"dinkes", "dinkes/rujukan"}


def test_comments_are_in_the_projects_language(tmp_path):
    """In an English project the comments are English, and examples are ids of the project."""
    make(tmp_path, {"cetakbiru.yaml": "pack: spbe\nid: x\nlanguage: en\n", "blueprints/dishub.yaml": UNIT})
    assert _new(tmp_path, "data", "a", "--unit", "dishub") == CLEAN
    text = (tmp_path / "blueprints/dishub.yaml").read_text(encoding="utf-8")
    assert "    wali_data:  # required. Unit that answers for them. Such as dishub.\n" in text
    assert "    jenis:  # required. Satu Data class. One of: Data Statistik, Data Geospasial" in text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["layanann", "a"], ["Tidak ada jenis elemen 'layanann'. Mungkin maksud", "Did you mean layanan?"]),
        (["layanan", "Izin_Usaha", "--unit", "dishub"], ["'Izin_Usaha' bukan id", "For example: izin-usaha."]),
        (["layanan", "../../x", "--unit", "dishub"], ["'../../x' is not an id"]),
        (["layanan", "a" * 81], ["at most 80 characters"]),
        (["layanan", "izin", "--unit", "dishub"], ["Id dishub/izin sudah dipakai di blueprints/dishub.yaml:4."]),
        (["perangkat_daerah", "dishub"], ["The id dishub is taken, in blueprints/dishub.yaml:2."]),
        (["perangkat_daerah", "kosong"], ["The id kosong is taken, in blueprints/kosong."]),
        (["layanan", "a", "--unit", "dishup"], ["Tidak ada unit 'dishup'. Mungkin maksud Anda: dishub."]),
        (["layanan", "a", "--unit", "../x"], ["There is no unit '../x'."]),
        (["sumber", "a", "--unit", "dishub"], ["Run this again without --unit."]),
        (["perangkat_daerah", "a", "--unit", "dishub"], ["Jalankan lagi tanpa --unit."]),
        (["layanan", "a", "--unit", "rusak"], ["blueprints/rusak.yaml tidak terbaca"]),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told(tmp_path, capsys, words, parts):
    """Unknown words with the nearest, bad ids with a better one, taken ids with their place; no file changes."""
    files = {
        "blueprints/dishub.yaml": f"{UNIT}layanan:\n  izin: {{nama: Izin}}\n",
        "blueprints/kosong/narasi.md": "Teks.\n",
        "blueprints/rusak.yaml": "a: [\n",
        "blueprints/rusak/unit.yaml": "perangkat_daerah:\n  rusak: {nama: Rusak}\n",
    }
    make(tmp_path, files)
    before = _planned(tmp_path)
    assert _new(tmp_path, *words) == UNUSABLE
    said = capsys.readouterr().err
    assert [part for part in parts if part not in said] == []
    assert _planned(tmp_path) == before
