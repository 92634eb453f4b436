"""Rule types of use and condition: ``agreed-use``, ``weaker-along-path`` and ``expression``."""

from __future__ import annotations

import pytest

from cetakbiru.metamodel import PackError

USED = {"for": "kind:data", "via": ["@access"]}


READER = """
perangkat_daerah:
  satu: {nama: Pemakai}
aplikasi:
  a: {nama: A, jenis: khusus, data: [dua/warga]}
  b: {nama: B, jenis: khusus, data: [dua/warga]}
"""
OWNER = """
perangkat_daerah:
  dua: {nama: Pemilik}
data:
  warga: {nama: Warga}
antarmuka:
  x: {nama: X, AGREEMENT}
"""


def shared(agreement):
    """One unit's applications that read another's data, with an agreement of the owner."""
    return {"blueprints/satu.yaml": READER, "blueprints/dua.yaml": OWNER.replace("AGREEMENT", agreement)}


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        ("bentuk: API", True),
        ("penyedia: [warga]", False),
        ("penyedia: [warga], pengguna: [satu]", False),
        ("penyedia: [warga], pengguna: [dua]", True),
    ],
)
def test_use_needs_an_agreement(model_of, ask_type, agreement, told):
    """An agreement that provides the element covers the units it names, or all where it names none."""
    assert bool(ask_type(model_of(shared(agreement)), "agreed-use", **USED)) is told


def test_one_finding_for_a_unit_and_what_it_uses(model_of, ask_type):
    """Two applications of one unit that use the same data make one finding, at the first, naming both units."""
    (found,) = ask_type(model_of(shared("bentuk: API")), "agreed-use", **USED)
    assert found.place.route == ("aplikasi", "a", "data", 0)
    assert (found.facts["user"]["*"], found.facts["provider"]["*"]) == ("Pemakai", "Pemilik")
    assert any(place.route == ("aplikasi", "b", "data", 0) for place in found.related)


WEAK = """
data:
  rahasia: {nama: Rahasia, sifat: Tertutup}
  umum: {nama: Umum, sifat: Terbuka}
aplikasi:
  a: {nama: A, jenis: khusus, data: [rahasia, umum], server: [kuat]INTEGRASI}
  b: {nama: B, jenis: khusus, server: [lemah]}
infrastruktur:
  kuat: {nama: Kuat, jenis: server, tingkat_pelindungan: Tertutup}
  lemah: {nama: Lemah, jenis: server, tingkat_pelindungan: Terbatas}
  jalur: {nama: Jalur, jenis: sistem-penghubung, tingkat_pelindungan: Terbuka}
"""
FLOWS = {"for": "kind:data", "via": ["<@access", "@hosting"], "carried": ["@flow"]}


@pytest.mark.parametrize(
    ("exchange", "path", "places"),
    [
        ("", None, None),
        (", integrasi: [{ke: b, data: [umum]}]", None, None),
        (", integrasi: [{ke: b, data: [rahasia]}]", "Rahasia → B → Lemah", ["Lemah"]),
        (", integrasi: [{ke: b, data: [umum, rahasia], melalui: jalur}]", "Rahasia → Jalur", ["Jalur", "Lemah"]),
    ],
)
def test_data_flow_to_a_weaker_place(model_of, ask_type, exchange, path, places):
    """Closed data that are sent on reach the receiver's server and the bus they pass; open data may go anywhere."""
    model = model_of({"architecture/a.yaml": WEAK.replace("INTEGRASI", exchange)})
    found = ask_type(model, "weaker-along-path", **FLOWS)
    assert [item.facts["path"]["id"] for item in found] == ([path] if path else [])
    assert [[place["*"] for place in item.facts["places"]] for item in found] == ([places] if places else [])


ELEMENTS = {
    "blueprints/satu.yaml": """
perangkat_daerah:
  satu: {nama: {id: Satu, en: One}, urusan: ["1.01", "1.02"]}
aplikasi:
  baru: {nama: Baru, jenis: khusus, mulai: 2026, menggantikan: [lama]}
  lama: {nama: Lama, jenis: khusus, akhir: 2027}
inisiatif:
  rencana: {nama: Rencana, anggaran: {2026: 5, 2028: 7}}
"""
}


@pytest.mark.parametrize(
    ("id_", "condition"),
    [
        ("satu", "nama == 'Satu' and urusan | length == 2 and '1.01' in urusan"),
        ("satu", "owned.aplikasi | length == 2 and not owned.data"),
        ("satu/baru", "id == 'satu/baru' and kind == 'aplikasi' and owner == 'satu' and unit == 'satu'"),
        ("satu/baru", "relations.menggantikan == ['satu/lama'] and not inverse.menggantikan"),
        ("satu/baru", "start == 2026 and end is none and horizon == (2025, 2029) and not singkatan"),
        ("satu/lama", "inverse['menggantikan'] == ['satu/baru'] and end == 2027 and end * 1 == 2027"),
        ("satu/rencana", "years == [2026, 2028] and anggaran[2028] == 7"),
    ],
)
def test_what_a_condition_may_name(model_of, ask_type, id_, condition):
    """Each variable that the rule type documents holds what it says: the condition is met, and its opposite is not."""
    model = model_of(ELEMENTS)
    assert ask_type(model, "expression", **{"for": f"id:{id_}", "expect": condition}) == []
    assert len(ask_type(model, "expression", **{"for": f"id:{id_}", "expect": f"not ({condition})"})) == 1


@pytest.mark.parametrize(
    "condition",
    [
        "((",
        "singktan",
        "nama.",
        "9 ** 9 ** 9",
        "'x' * 999999999",
        "nama.__class__.__mro__[1].__subclasses__()",
        "().__class__.__base__.__subclasses__()[0]",
        "range(10000000) | list",
        "mulai < 'x'",
    ],
)
def test_a_condition_that_cannot_be_asked_is_told(model_of, ask_type, condition):
    """What is no condition, fails, asks for too much or looks behind the sandbox stops the check, naming the rule."""
    with pytest.raises(PackError, match=r"r\.yaml: expect"):
        ask_type(model_of(ELEMENTS), "expression", **{"for": "id:satu/baru", "expect": condition})


def test_attributes_are_facts(model_of, ask_type):
    """A message may use the element's attributes and the years that the condition names."""
    (found,) = ask_type(model_of(ELEMENTS), "expression", **{"for": "id:satu/baru", "expect": "start > 2026"})
    assert (found.facts["jenis"], found.facts["start"]) == ("khusus", 2026)
