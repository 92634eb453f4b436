"""Rule types that judge the writing: required attributes, value lists, reference codes, translations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cetakbiru.metamodel import PackError
from cetakbiru.model import Model
from cetakbiru.source import Finding, locate

ModelOf = Callable[[Mapping[str, str]], Model]
AskType = Callable[..., list[Finding]]


def spots(model: Model, findings: list[Finding]) -> list[tuple[int, int]]:
    """Line and column of each finding."""
    places = [locate(model.sources.documents, item.place) for item in findings]
    return [(place.line, place.column) for place in places]


def test_a_required_attribute_is_missed_where_it_should_stand(model_of: ModelOf, ask_type: AskType) -> None:
    """Missing altogether it is told at the id, written without a value at its name; each only once."""
    model = model_of(
        {"a/a.yaml": "aplikasi:\n  x: {nama: X, jenis: khusus}\n  y: {nama: Y, referensi: , jenis: umum}\n"}
    )
    found = ask_type(model, "required")
    assert [item.facts["key"] for item in found] == ["referensi", "referensi"]
    assert spots(model, found) == [(2, 3), (3, 16)]


def test_an_attribute_may_be_required_by_another(model_of: ModelOf, ask_type: AskType) -> None:
    """An attribute that another makes necessary is asked for only where that one is given."""
    model = model_of(
        {
            "a/a.yaml": "layanan:\n"
            "  x: {nama: X, tujuan: t, target_layanan: [Pemerintah], metode_layanan: Hybrid, referensi: RAL.01.07.02}\n"
            "  y: {nama: Y, tujuan: t, target_layanan: [Pemerintah], metode_layanan: Hybrid, referensi: RAL.01.07.02,"
            " potensi_risiko: r}\n"
        }
    )
    assert [(item.element, item.facts["key"]) for item in ask_type(model, "required")] == [("y", "mitigasi_risiko")]


def test_values_are_looked_up_in_their_list(model_of: ModelOf, ask_type: AskType) -> None:
    """Open and closed lists are asked apart; other spellings that the pack knows are right, others get a hint."""
    model = model_of(
        {
            "a/a.yaml": "aplikasi:\n  x:\n    jenis: Aplikasi umum\n    status: AS-IS\n    basis: [Web, Mobil]\n"
            "    integrasi: [{ke: y, arah: Mengirimm}]\n  y: {jenis: khusus}\n"
        }
    )
    opened = ask_type(model, "vocabulary", open="true")
    assert [(item.facts["value"], item.facts["nearest"]) for item in opened] == [
        ("Mobil", "Mobile"),
        ("Mengirimm", "Mengirim"),
    ]
    assert spots(model, opened) == [(5, 18), (6, 31)]
    closed = ask_type(model, "vocabulary", open="false")
    assert [(item.facts["value"], item.facts["nearest"]) for item in closed] == [("Aplikasi umum", "umum")]


LOCAL = (
    "referensi_lokal:\n"
    "  a: {nama: A, kode: RAL.01.07.02.01}\n"
    "  b: {nama: B, kode: RAL.01.07.02.01.01}\n"
    "  c: {nama: C, kode: RAL.01.99.01}\n"
    "  d: {nama: D, kode: RAL.01.07.77}\n"
    "  e: {nama: E, kode: tanpa kode}\n"
    "  f: {nama: F, kode: RAL.01.07.02.09.01}\n"
)


@pytest.mark.parametrize(
    ("kind", "code", "fault"),
    [
        ("layanan", "RAL.01.07.02", ""),
        ("layanan", "RAL.01.07.02.01", ""),
        ("layanan", "RAL.01.07.02.01.01", ""),
        ("layanan", "RAL.01.07.02.02", "undeclared"),
        ("layanan", "RAL.01.07.02.01.02", "undeclared"),
        ("layanan", "RAL.01.07.99", "unknown"),
        ("layanan", "RAL.01.07.02.09.01", "unknown"),
        ("layanan", "RAL.01.99.01", "unknown"),
        ("layanan", "ral.01.07.02", "unknown"),
        ("layanan", "Kesehatan", "unknown"),
        ("layanan", "RAB.04.01", "scheme"),
        ("layanan", "RAB.99.99", "scheme"),
        ("layanan", "1.02", "scheme"),
        ("layanan", "RAL.01.07", "shallow"),
        ("aplikasi", "RAA.02.02", ""),
        ("aplikasi", "RAA.02", "shallow"),
        ("infrastruktur", "RAI.03.01", ""),
    ],
)
def test_a_code_has_one_fault_at_most(kind: str, code: str, fault: str, model_of: ModelOf, ask_type: AskType) -> None:
    """A code is right, unknown, of another reference, too general, or local and undeclared: never two of these."""
    model = model_of({"architecture/a.yaml": f"{LOCAL}{kind}:\n  x: {{referensi: {code}}}\n"})
    asked = ("unknown", "scheme", "shallow", "undeclared")
    found = [name for name in asked for item in ask_type(model, "reference", question=name) if item.element == "x"]
    assert found == ([fault] if fault else [])


def test_a_local_code_stands_below_a_code_that_exists(model_of: ModelOf, ask_type: AskType) -> None:
    """A local code without a parent, on a national level or of no reference at all is told where it is declared."""
    model = model_of({"architecture/a.yaml": LOCAL})
    found = ask_type(model, "reference", question="unfounded")
    assert [item.element for item in found] == ["c", "d", "e", "f"]
    assert found[1].facts["parent"] == "RAL.01.07"


def test_a_whole_may_be_classed_as_broadly_as_it_is(model_of: ModelOf, ask_type: AskType) -> None:
    """A general code is right for an element that consists of others, and wrong for one that does not."""
    text = (
        "proses_bisnis:\n  induk: {referensi: RAB.04.01}\n  lain: {referensi: RAB.04.01}\n"
        "  bagian: {referensi: RAB.04.01.01, bagian_dari: [induk]}\n"
    )
    found = ask_type(model_of({"architecture/a.yaml": text}), "reference", question="shallow")
    assert [item.element for item in found] == ["lain"]
    assert found[0].facts["below"] == ("RAB.04.01.01", "RAB.04.01.02", "RAB.04.01.03", "…")


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("RAL.01.07.200", "RAL.01.07.20"), ("Ketersediaan Pangn", "RAL.01.07.19"), ("zzzzzz", "")],
)
def test_the_nearest_code_is_offered(code: str, nearest: str, model_of: ModelOf, ask_type: AskType) -> None:
    """A misspelt code is told its neighbour on the same branch, and a name the code of that name."""
    model = model_of({"architecture/a.yaml": f"layanan:\n  x: {{referensi: {code}}}\n"})
    found = ask_type(model, "reference", question="unknown")
    assert found[0].facts["nearest"] == nearest


def test_a_question_that_the_type_does_not_know_is_the_pack_s_fault(model_of: ModelOf, ask_type: AskType) -> None:
    """A rule with an unknown question is an error of the pack, which names those there are."""
    with pytest.raises(PackError, match="unknown, scheme, shallow"):
        ask_type(model_of({}), "reference", question="salah")


@pytest.mark.parametrize(
    ("written", "half", "plain"),
    [
        ("{nama: Izin}", (), ("en",)),
        ("{nama: {id: Izin, en: Licence}}", (), ()),
        ("{nama: {id: Izin}}", ("en",), ()),
        ("{nama: {en: Licence}}", ("id",), ()),
        ('{nama: {id: Izin, en: ""}}', ("en",), ()),
        ("{nama: {id: Izin, en: Licence}, uraian: Satu kali}", (), ()),
        ("{nama: {id: Izin, en: Licence}, uraian: {id: Setengah}}", ("en",), ()),
    ],
)
def test_a_text_has_every_language_or_none(
    written: str, half: tuple[Any, ...], plain: tuple[Any, ...], model_of: ModelOf, ask_type: AskType
) -> None:
    """A text written by language has all of them; that a name is written once is another, stricter rule's matter."""
    model = model_of({"architecture/a.yaml": f"layanan:\n  x: {written}\n"})
    assert [key for item in ask_type(model, "untranslated") for key in item.facts["keys"]] == list(half)  # type: ignore[attr-defined]
    found = ask_type(model, "untranslated", plain="true")
    assert [key for item in found for key in item.facts["keys"]] == list(plain)  # type: ignore[attr-defined]
