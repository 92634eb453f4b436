"""Rule types of time and money: ``precedence`` and ``within``."""

from __future__ import annotations

import pytest

from cetakbiru.metamodel import PackError


def hosted(application, *servers):
    """An application on servers, each given by its attributes."""
    names = ", ".join(f"m{number}" for number in range(len(servers)))
    lines = "".join(f"  m{number}: {{nama: M, jenis: server, {server}}}\n" for number, server in enumerate(servers))
    text = f"aplikasi:\n  app: {{nama: A, jenis: khusus, server: [{names}], {application}}}\ninfrastruktur:\n{lines}"
    return {"architecture/a.yaml": text}


@pytest.mark.parametrize(
    ("order", "application", "servers", "told"),
    [
        ("starts", "mulai: 2026", ["mulai: 2028"], ("2026", "2028")),
        ("starts", "mulai: 2028", ["mulai: 2028"], None),
        ("starts", "status: as-is", ["mulai: 2028"], ("", "2028")),
        ("starts", "status: baru", ["mulai: 2028"], None),
        ("starts", "mulai: 2026", ["status: as-is"], None),
        ("starts", "mulai: 2026", ["mulai: 2028", "mulai: 2025"], None),
        ("starts", "mulai: 2026", ["mulai: 2028", "mulai: 2027"], ("2026", "2028")),
        ("ends", "akhir: 2028", ["akhir: 2026"], ("2028", "2026")),
        ("ends", "akhir: 2026", ["akhir: 2026"], None),
        ("ends", "status: as-is", ["akhir: 2026"], ("", "2026")),
        ("ends", "akhir: 2026", ["status: as-is"], None),
        ("ends", "status: as-is", ["akhir: 2026", "mulai: 2026"], None),
    ],
)
def test_a_need_and_its_years(model_of, ask_type, order, application, servers, told):
    """Known years of an application and the servers of which one is enough, and the years told, if any."""
    found = ask_type(model_of(hosted(application, *servers)), "precedence", order=order, either=["@hosting"])
    assert [(item.facts["here"], item.facts["there"]) for item in found] == ([told] if told else [])


def test_each_need_of_its_own_must_hold(model_of, ask_type):
    """With ``via``, unlike ``either``, one server in time does not make up for another that is late."""
    model = model_of(hosted("mulai: 2026", "mulai: 2028", "mulai: 2025"))
    (found,) = ask_type(model, "precedence", order="starts", via=["@hosting"])
    assert found.place.route == ("aplikasi", "app", "server", 0)


def test_years_come_from_the_roadmap_too(model_of, ask_type):
    """A new server begins in the last year of the item that produces it, and an old one ends with its retirement."""
    files = hosted("mulai: 2026, akhir: 2029", "status: baru", "status: as-is")
    files["architecture/b.yaml"] = (
        "inisiatif:\n  bangun: {nama: B, menghasilkan: [m0], menghentikan: [m1], anggaran: {2026: 1, 2027: 1}}\n"
    )
    model = model_of(files)
    (late,) = ask_type(model, "precedence", order="starts", via=["@hosting"])
    (early,) = ask_type(model, "precedence", order="ends", via=["@hosting"])
    assert (late.facts["there"], late.place.route[-1]) == ("2027", 0)
    assert (early.facts["there"], early.place.route[-1]) == ("2027", 1)


@pytest.mark.parametrize(
    ("own", "first", "told"),
    [
        ("2026: 1", "2027: 1", True),
        ("2027: 1", "2027: 1", False),
        ("2026: 1, 2027: 1", "2025: 1, 2028: 1", True),
        ("2025: 1, 2028: 1", "2026: 1, 2027: 1", False),
    ],
)
def test_a_prerequisite_is_finished_first(model_of, ask_type, own, first, told):
    """An item may begin before its prerequisite and end in the same year, but not end before it."""
    text = f"inisiatif:\n  a: {{nama: A, prasyarat: [b], anggaran: {{{own}}}}}\n"
    text += f"  b: {{nama: B, anggaran: {{{first}}}}}\n"
    found = ask_type(model_of({"architecture/a.yaml": text}), "precedence", order="finishes", via=["@precedence"])
    assert bool(found) is told


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ("status: baru, mulai: 2025", True),
        ("status: baru, mulai: 2026", False),
        ("status: baru, mulai: 2027", False),
        ("status: baru, mulai: 2028", True),
        ("status: baru", False),
        ("status: upgrade, mulai: 2019", False),
    ],
)
def test_a_result_begins_within_the_years_of_its_item(model_of, ask_type, attributes, told):
    """A new element begins in one of the item's years; one that is upgraded may be older."""
    text = "inisiatif:\n  a: {nama: A, menghasilkan: [s], target_per_tahun: {2026: x, 2027: y}}\n"
    text += f"aplikasi:\n  s: {{nama: S, jenis: khusus, {attributes}}}\n"
    found = ask_type(model_of({"architecture/a.yaml": text}), "precedence", order="brings", via=["@produces"])
    assert bool(found) is told


def test_an_order_that_there_is_not_is_told(model_of, ask_type):
    """A misspelt order stops the check with the orders that there are."""
    with pytest.raises(PackError, match="starts, ends"):
        ask_type(model_of({}), "precedence", order="begin", via=["x"])


BUDGETS = {
    "blueprints/satu.yaml": """
perangkat_daerah:
  satu: {nama: Satu, pagu: {2026: 100, 2027: 100}}
inisiatif:
  a: {nama: A, anggaran: {2026: 60, 2027: 100, 2028: 500}}
  b: {nama: B, anggaran: {2026: 41}}
""",
    "architecture/a.yaml": "inisiatif:\n  c: {nama: C, opd: satu, anggaran: {2026: 1000, 2031: 5}}\n",
}


def test_sums_are_held_against_the_ceiling(model_of, ask_type):
    """Budgets of one owner are added up by year, shared items that it owns included, and held against its ceiling."""
    (found,) = ask_type(model_of(BUDGETS), "within", amount="budget", ceiling="ceiling")
    facts = {key: found.facts[key] for key in ("year", "sum", "limit", "excess")}
    assert facts["year"] == "2026"
    assert facts["sum"] == {"id": "1.101", "en": "1,101"}
    assert facts["excess"] == {"id": "1.001", "en": "1,001"}
    assert found.place.route == ("perangkat_daerah", "satu", "pagu", "2026")
    assert len(found.related) == 3


def test_a_year_outside_the_plan_is_told(model_of, ask_type):
    """Only the year outside 2025 to 2029 is told, at its amount."""
    (found,) = ask_type(model_of(BUDGETS), "within", amount="budget")
    assert (found.element, found.facts["year"], found.place.route[-1]) == ("c", "2031", "2031")
