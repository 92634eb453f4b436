"""The real yaml-language-server, the one in VS Code, completes ids, explains attributes and complains in Indonesian."""

from __future__ import annotations

import shutil

import pytest

from cetakbiru.cli.main import CLEAN, main
from tests.editor.lsp import Editor
from tests.project import make

FILES = {
    "architecture/bersama.yaml": """\
layanan:
  naskah-dinas: {nama: {id: Naskah dinas, en: Correspondence}}
data:
  pasien: {nama: Data pasien}
""",
    "blueprints/dinkes.yaml": """\
perangkat_daerah:
  dinkes: {nama: Dinas Kesehatan}
layanan:
  rujukan-daring: {nama: {id: Rujukan Daring, en: Online referral}}
""",
    "blueprints/dishub.yaml": """\
perangkat_daerah:
  dishub: {nama: Dinas Perhubungan}
layanan:
  izin-trayek: {nama: Izin trayek}
""",
}
UNIT = "blueprints/dinkes"
APPLICATION = "aplikasi:\n  simrs:\n    nama: SIMRS\n    jenis: khusus\n    referensi: RAA.01.02\n    "


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """An editor session in a project whose schemas were written by the command."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no Node")
    root = make(tmp_path_factory.mktemp("editor"), FILES)
    assert main(["schema", "--project", str(root)]) == CLEAN
    with Editor(root) as session:
        yield session


@pytest.mark.parametrize(
    "written",
    [
        "layanan: [|]",
        "layanan: [|",
        "layanan: [ru|]",
        "layanan: [naskah-dinas, r|]",
        "layanan: |",
        "layanan:\n      - r|",
    ],
)
def test_existing_ids_are_proposed_with_their_names(editor, written):
    """Wherever a service is named, own ones come bare, shared ones too, others with their unit, each with its name."""
    proposed = editor.complete(UNIT, APPLICATION + written + "\n")
    assert proposed["rujukan-daring"] == "Rujukan Daring / Online referral (Dinas Kesehatan)"
    assert proposed["naskah-dinas"] == "Naskah dinas / Correspondence"
    assert proposed["dishub/izin-trayek"] == "Izin trayek (Dinas Perhubungan)"
    assert "izin-trayek" not in proposed


@pytest.mark.parametrize(
    ("written", "label", "meaning"),
    [
        ("basis: [|]", "Web", "Web"),
        ("status: |", "as-is", "Saat ini (as-is) / Present (as-is)"),
        ("ilustrasi: |", "ya", ""),
        ("data: [{ke: |}]", "pasien", "Data pasien"),
        ("|", "layanan", "Layanan yang didukung\nServices supported"),
    ],
)
def test_values_and_attributes_are_proposed(editor, written, label, meaning):
    """Words of value lists, targets inside a relation with attributes, and the attributes themselves."""
    proposed = editor.complete(UNIT, APPLICATION + written + "\n")
    assert proposed[label] == meaning


def test_codes_are_proposed_with_their_names(editor):
    """A classification code is offered beside what it stands for, from the level that is asked for."""
    proposed = editor.complete(UNIT, "layanan:\n  a:\n    nama: A\n    referensi: |\n")
    assert proposed["RAL.01.19.01"].startswith("Pelayanan Transportasi")
    assert "RAL.01.19" not in proposed


def test_an_attribute_is_explained(editor):
    """Hovering over an attribute shows its label and meaning in Indonesian, then in English."""
    said = editor.hover(UNIT, "aplikasi:\n  simrs:\n    lay|anan: [rujukan-daring]\n")
    assert said.startswith("#### Layanan / Services")
    assert said.index("Layanan yang didukung") < said.index("Services supported")


def test_an_id_is_explained(editor):
    """Hovering over an id shows the element's name first."""
    said = editor.hover(UNIT, APPLICATION + "layanan: [rujukan-d|aring]\n")
    assert "* `rujukan-daring`: Rujukan Daring / Online referral (Dinas Kesehatan)" in said


@pytest.mark.parametrize(
    ("written", "underlined", "message"),
    [
        ("layanan: [rujukan-darling]", "rujukan-darling", "Tidak ada Layanan dengan id ini. Pilih dari daftar"),
        ("layanan: izin-trayek", "izin-trayek", "Tidak ada Layanan dengan id ini. Pilih dari daftar"),
        ("data: [{ke: pasiem, akses: R}]", "pasiem", "Tidak ada Data dengan id ini. Pilih dari daftar"),
        ("opd: dinas", "dinas", "Tidak ada Perangkat Daerah dengan id ini. Pilih dari daftar"),
        ("tahun_pembuatan: dulu", "dulu", "Isi tidak sesuai: diharapkan tahun empat angka"),
        ("ilustrasi: mungkin", "mungkin", "Isi tidak sesuai: diharapkan ya atau tidak"),
        ("warna: merah", "warna", "Aplikasi tidak memiliki atribut ini."),
    ],
)
def test_a_fault_is_told_in_indonesian(editor, written, underlined, message):
    """The words at fault are underlined, and one Indonesian sentence says what is wrong."""
    said = editor.complaints(UNIT, APPLICATION + written + "\n")
    assert [words for words, _ in said] == [underlined]
    assert said[0][1].startswith(message)


def test_sound_text_has_no_complaint(editor):
    """A sound element, with a value that an open list does not hold, is not underlined anywhere."""
    sound = APPLICATION + "layanan: [rujukan-daring, dishub/izin-trayek]\n    basis: [Web, Kios]\n    versi: 1.0\n"
    assert editor.complaints(UNIT, sound) == []


def test_a_missing_attribute_is_told_at_the_element(editor):
    """What must still be given is told by name, at the element's id."""
    said = editor.complaints(UNIT, "aplikasi:\n  simrs:\n    nama: SIMRS\n    jenis: khusus\n")
    assert said == [("simrs", "Atribut wajib referensi (Referensi RAA) belum diisi.")]
