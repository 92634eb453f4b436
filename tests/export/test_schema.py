"""The schemas for editors say what the pack says, know all ids, and never refuse what a check accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from cetakbiru.checks import policy
from cetakbiru.export.schema import PLAIN, schemas
from cetakbiru.export.shapes import Wording, types
from cetakbiru.metamodel import Rule, rules
from cetakbiru.metamodel.values import TYPES
from cetakbiru.model import is_model_file
from cetakbiru.pipeline import open_project, settings
from tests.export.judge import complaints
from tests.project import make

FILES = {
    "architecture/bersama.yaml": """\
aplikasi:
  srikandi: {nama: SRIKANDI, jenis: umum, referensi: RAA.01.02}
infrastruktur:
  pusat-data: {nama: Pusat data, jenis: fasilitas-komputasi, referensi: RAI.01.01}
  server-bersama: {nama: Server bersama, jenis: server, referensi: RAI.03.01.01}
referensi_lokal:
  izin-trayek: {nama: Izin trayek, kode: RAL.01.19.01.01}
""",
    "blueprints/dishub.yaml": """\
perangkat_daerah:
  dishub: {nama: {id: Dinas Perhubungan, en: Transport Office}}
layanan:
  izin-trayek-daring: {nama: {id: Izin trayek daring, en: Online route permit}}
aplikasi:
  siangkut: {nama: SIANGKUT, jenis: khusus, referensi: RAA.01.02, layanan: [izin-trayek-daring]}
""",
    "blueprints/dinkes.yaml": """\
perangkat_daerah:
  dinkes: {nama: Dinas Kesehatan}
layanan:
  rujukan: {nama: Rujukan}
""",
}
GOOD = {"nama": "Sistem", "jenis": "khusus", "referensi": "RAA.01.02"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Schemas of a small government with two units."""
    return schemas(open_project(make(tmp_path_factory.mktemp("gov"), FILES)).model, "id")


def _said(found, written: str) -> list[tuple[str, str]]:
    """Complaints about one more attribute of a sound application of the unit ``dishub``."""
    sound = "".join(f"    {key}: {value}\n" for key, value in GOOD.items() if not written.startswith(f"{key}:"))
    said = complaints(found, "unit-dishub.json", f"aplikasi:\n  uji:\n{sound}    {written}\n")
    return [(route.removeprefix("aplikasi.uji").lstrip("."), message) for route, message in said]


def test_every_schema_is_sound(found, trem):
    """All files are draft-07 by its own meta-schema, for the shipped pack and for the toy pack."""
    for schema in [*found.values(), *schemas(open_project(trem).model, "en").values()]:
        Draft7Validator.check_schema(schema)


def test_the_shipped_model_is_accepted(shipped):
    """No schema complains of a file of the shipped model: an editor is never stricter than the check."""
    every = schemas(shipped.model, "id")
    said = {}
    for path, document in shipped.model.sources.documents.items():
        first, _, rest = path.partition("/")
        unit = rest.split("/")[0].removesuffix(".yaml")
        if is_model_file(path):
            name = "architecture.json" if first == "architecture" else f"unit-{unit}.json"
            said[path] = complaints(every, name, document.text)
    assert len(said) > 40
    assert {path: faults for path, faults in said.items() if faults} == {}


def test_the_toy_project_is_accepted(trem):
    """The schemas of another pack accept its model, and complain in its words."""
    every = schemas(open_project(trem).model, "en")
    text = (trem / "blueprints/north.yaml").read_text(encoding="utf-8")
    assert complaints(every, "unit-north.json", text) == []
    said = complaints(every, "unit-north.json", text.replace("at: harbour", "at: harbor"))
    assert [route for route, _ in said] == ["line.hill.calls.0.at"]
    assert said[0][1].startswith("There is no Stop with this id.")


@pytest.mark.parametrize(
    "written",
    [
        "layanan: [izin-trayek-daring]",
        "layanan: izin-trayek-daring",
        "layanan: [dinkes/rujukan]",
        "layanan: {ke: izin-trayek-daring}",
        "integrasi: [/srikandi, {ke: siangkut, arah: Dua arah, melalui: pusat-data}]",
        "opd: dinkes",
        "jenis: umum",
        "basis: Web",
        "basis: [Web, Layar sentuh]",
        "basis: [Mobile App]",
        "status: AS-IS",
        "tahun_pembuatan: 2026",
        "tahun_pembuatan: '2026'",
        "periode: 2025-2029",
        "jumlah_pengguna: 12.5",
        "ilustrasi: ya",
        "ilustrasi: true",
        "ilustrasi: No",
        "versi: 1.0",
        "singkatan: yes",
        "uraian: {id: Teks, en: 2026}",
        "referensi: RAA.01",
        "data: []",
    ],
)
def test_what_is_meant_is_accepted(found, written):
    """Every way of writing that the model understands, and values that an open list does not hold."""
    assert _said(found, written) == []


TARGET = "dengan id ini. Pilih dari daftar (Ctrl+Spasi); bila elemennya baru ditulis, jalankan: cetakbiru schema."


@pytest.mark.parametrize(
    ("written", "route", "message"),
    [
        ("warna: merah", "", "Aplikasi tidak memiliki atribut ini."),
        ("nama: [a]", "nama", "Isi tidak sesuai: diharapkan satu teks"),
        ("jenis: biasa", "jenis", "Isi tidak ada dalam daftar pilihan: umum, khusus."),
        ("tahun_pembuatan: 26", "tahun_pembuatan", "Isi tidak sesuai: diharapkan tahun empat angka"),
        ("ilustrasi: mungkin", "ilustrasi", "Isi tidak sesuai: diharapkan ya atau tidak"),
        ("url: contoh.go.id", "url", "Isi tidak sesuai: diharapkan alamat"),
        ("referensi: RAA.77", "referensi", "Kode ini tidak ada pada Referensi Arsitektur Aplikasi."),
        ("layanan: [izin-trayek]", "layanan.0", f"Tidak ada Layanan {TARGET}"),
        ("layanan: [rujukan]", "layanan.0", f"Tidak ada Layanan {TARGET}"),
        ("layanan: [siangkut]", "layanan.0", f"Tidak ada Layanan {TARGET}"),
        ("opd: dinas-lain", "opd", f"Tidak ada Perangkat Daerah {TARGET}"),
        ("server: [pusat-data]", "server.0", f"Tidak ada Infrastruktur {TARGET}"),
        ("integrasi: [{ke: siangkut, melalui: awan}]", "integrasi.0.melalui", f"Tidak ada Infrastruktur {TARGET}"),
    ],
)
def test_what_is_wrong_is_told_in_indonesian(found, written, route, message):
    """A fault is at the value itself, in one sentence of the project's language."""
    said = _said(found, written)
    assert [item[0] for item in said] == [route]
    assert said[0][1].startswith(message)


@pytest.mark.parametrize(
    ("text", "route", "message"),
    [
        ("aplikasii: {}\n", "", "Jenis elemen ini tidak dikenal"),
        ("sumber: {}\n", "", "Jenis elemen ini tidak dikenal"),
        ("aplikasi:\n  SIM_RS: {}\n", "aplikasi", "Id terdiri atas huruf kecil"),
        ("aplikasi:\n  a: {nama: A, jenis: umum}\n", "aplikasi.a", "Atribut wajib referensi (Referensi RAA)"),
        ("layanan:\n  a: {potensi_risiko: Ada}\n", "layanan.a", "Atribut wajib mitigasi_risiko (Mitigasi risiko)"),
    ],
)
def test_a_misplaced_or_missing_word_is_told(found, text, route, message):
    """Unknown kinds, kinds of another folder, bad ids and missing attributes, each with its own sentence."""
    assert (route, message) in [
        (place, said[: len(message)]) for place, said in complaints(found, "unit-dishub.json", text)
    ]


def test_a_bare_id_belongs_to_its_unit(found):
    """Each unit is offered its own ids bare, everyone's with the unit before them, and shared ones as they are."""
    own = found["unit-dishub.json"]["definitions"]
    assert own["own-layanan"]["enum"] == ["izin-trayek-daring"]
    assert found["ids.json"]["definitions"]["layanan"]["enum"] == ["dinkes/rujukan", "dishub/izin-trayek-daring"]
    assert found["ids.json"]["definitions"]["aplikasi"]["enum"] == ["srikandi", "dishub/siangkut"]
    assert found["ids.json"]["definitions"]["infrastruktur-server"]["enum"] == ["server-bersama"]


def test_an_id_is_explained_by_its_name(found):
    """Beside each id stand its name in both languages and its owner's."""
    listed = found["ids.json"]["definitions"]["layanan"]
    assert listed["enumDescriptions"] == ["Rujukan (Dinas Kesehatan)",
                                          "Izin trayek daring / Online route permit (Dinas Perhubungan)"]  # fmt: skip


def test_a_shared_id_that_a_unit_hides_is_offered_from_the_root(tmp_path):
    """Where a unit has an id of a shared element, ``/id`` reaches the shared one."""
    files = {**FILES, "blueprints/dinkes.yaml": "aplikasi:\n  srikandi: {nama: SRIKANDI dinas, jenis: khusus}\n"}
    found = schemas(open_project(make(tmp_path, files)).model, "id")
    assert found["unit-dinkes.json"]["definitions"]["own-aplikasi"]["enum"] == ["srikandi", "/srikandi"]


def test_local_codes_are_offered(found):
    """A code that the government has added is in the list; one below a national code at its level is accepted."""
    listed = found["codes.json"]["definitions"]["RAL-3"]["anyOf"][0]["allOf"][0]
    described = dict(zip(listed["enum"], listed["enumDescriptions"], strict=True))
    assert described["RAL.01.19.01.01"] == "Izin trayek"
    text = "layanan:\n  a: {{nama: A, tujuan: A, target_layanan: Pemerintah, metode_layanan: Hybrid, referensi: {}}}\n"
    assert complaints(found, "unit-dishub.json", text.format("RAL.01.19.02.07")) == []
    assert complaints(found, "unit-dishub.json", text.format("RAL.01.19.77")) != []


def test_an_attribute_is_explained_in_both_languages(found):
    """Label and meaning, Indonesian first; the variants that alone have an attribute are named."""
    kinds = found["kinds.json"]["definitions"]
    assert kinds["aplikasi"]["properties"]["url"]["title"] == "Alamat / Address"
    assert kinds["aplikasi"]["properties"]["url"]["description"] == "Alamat aplikasi\nAddress of the application"
    memory = kinds["infrastruktur"]["properties"]["kapasitas_memori"]["description"]
    assert memory.endswith("Hanya bagi / Only for: Perangkat Keras Server / Server hardware")


def test_every_value_type_has_a_shape(shipped):
    """A type that the model can read can be written in an editor."""
    assert set(types(Wording(shipped.metamodel, "id"))) == set(TYPES)


def _plain(found, name: str) -> dict:
    return found[f"{name}.json"]


def test_the_plain_schemas_know_the_same_words_as_the_code(found):
    """The hand-written schemas name exactly the words that settings, rules and waivers may have."""
    assert set(_plain(found, "project")["properties"]) == settings._WORDS
    assert set(_plain(found, "rule")["properties"]) == set(rules._WORDS)
    waiver = _plain(found, "waivers")["properties"]["waivers"]["items"]
    assert set(waiver["properties"]) == set(waiver["required"]) == set(policy._FIELDS)


def test_the_shipped_rules_and_settings_are_accepted(shipped):
    """Every rule of the pack and the shipped project's own files pass their schemas."""
    every = schemas(shipped.model, "id")
    documents = shipped.model.sources.documents
    texts = [("project.json", (shipped.root / "cetakbiru.yaml").read_text(encoding="utf-8"))]
    texts += [("rule.json", item.text) for path, item in documents.items() if path.startswith("architecture/rules/")]
    texts += [("waivers.json", item.text) for path, item in documents.items() if path == policy.WAIVERS]
    texts += [("rule.json", _text(rule)) for rule in shipped.metamodel.rules.values() if rule.origin.startswith("/")]
    assert [complaints(every, name, text) for name, text in texts] == [[]] * len(texts)


def _text(rule: Rule) -> str:
    return Path(rule.origin).read_text(encoding="utf-8")


WAIVER = "waivers:\n  - {rule: attribute-missing, element: srikandi, reason: A, approver: B, until: nanti}\n"


@pytest.mark.parametrize(
    ("name", "text", "route"),
    [
        ("project", "pack: spbe\nrules: {tidak-ada: error}\n", "rules"),
        ("project", "pack: spbe\nprofile: longgar\n", "profile"),
        ("rule", "type: tebak\nseverity: error\ntitle: A\nmessage: A\n", "type"),
        ("waivers", WAIVER, "waivers.0.until"),
        ("viewpoint", "form: lukisan\ntitle: A\n", "form"),
    ],
)  # fmt: skip
def test_the_plain_schemas_refuse_what_there_is_not(found, name, text, route):
    """Rules, profiles, rule types and forms are offered as they are; a name that is not there is refused."""
    assert name in PLAIN
    assert [place for place, _ in complaints(found, f"{name}.json", text)] == [route]


def test_the_same_model_gives_the_same_schemas(shipped):
    """Written twice, byte for byte the same, so that a diff shows only what changed."""
    assert json.dumps(schemas(shipped.model, "id")) == json.dumps(schemas(open_project(shipped.root).model, "id"))
