"""The rule type ``same-key`` and the likeness of texts beneath it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.model.alike import alike, plain

WORDS = st.text("abcdefghij ", min_size=8, max_size=30).map(str.strip).filter(lambda word: len(word) >= 8)
NAMED = {"for": "kind:aplikasi", "by": ["@name", "@alias"], "similar": "0.86", "ignore": ["sistem", "informasi"]}


def units(**applications):
    """One unit with one application for each argument: its attributes."""
    return {
        f"blueprints/{unit}.yaml": f"perangkat_daerah:\n  {unit}: {{nama: {unit}}}\n"
        f"aplikasi:\n  app: {{jenis: khusus, {attributes}}}\n"
        for unit, attributes in applications.items()
    }


@given(texts=st.lists(WORDS, unique=True, max_size=12), ratio=st.floats(0.5, 1))
def test_clusters_are_a_partition_in_order(texts, ratio):
    """Every text is in exactly one cluster, and clusters keep the order of their texts."""
    clusters = alike(texts, ratio)
    assert sorted(text for cluster in clusters for text in cluster) == sorted(texts)
    assert all(cluster == sorted(cluster, key=texts.index) for cluster in clusters)


@given(text=WORDS, spot=st.integers(0, 29), sign=st.sampled_from(["", "x"]))
def test_a_slip_of_the_pen_is_alike(text, spot, sign):
    """One letter lost or mistaken in a text of eight or more leaves it in the same cluster."""
    spot %= len(text)
    slip = text[:spot] + sign + text[spot + 1 :]
    assert alike([text, slip], 0.8) == [[text, slip]]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Sistem Informasi Perizinan", "PERIZINAN", True),
        ("SIMRS", "SIM-RS", True),
        ("e-Perizinan", "E Perizinan", True),
        ("Perizinan", "Perizinann", True),
        ("Perizinan", "Perpajakan", False),
        ("Data Siswa", "Data Guru", False),
    ],
)
def test_names_that_are_alike(model_of, ask_type, first, second, same):
    """Known pairs of names of two units are told, or not."""
    model = model_of(units(satu=f"nama: {first}", dua=f"nama: {second}"))
    assert bool(ask_type(model, "same-key", **NAMED)) is same


def test_one_finding_for_a_group_says_why(model_of, ask_type):
    """Three applications of three units make one finding: at the first name, the others related, the reason shown."""
    files = units(satu="nama: Perizinan", dua="nama: Perizinan Usaha, alias: [Perizinann]", tiga="nama: PERIZINAN")
    (found,) = ask_type(model_of(files), "same-key", **NAMED)
    assert found.element == "dua/app"
    assert found.place.route[-2:] == ("alias", 0)
    assert [place.path for place in found.related] == ["blueprints/satu.yaml", "blueprints/tiga.yaml"]
    assert [item["*"] for item in found.facts["reason"]] == ["Perizinann", "Perizinan", "PERIZINAN"]


def test_one_owner_may_repeat_itself(model_of, ask_type):
    """The same key twice in one unit is no double, unless the rule asks for that too."""
    text = "aplikasi:\n  a: {jenis: khusus, nama: Arsip}\n  b: {jenis: khusus, nama: Arsip}\n"
    model = model_of({"blueprints/satu.yaml": "perangkat_daerah:\n  satu: {nama: Satu}\n" + text})
    assert ask_type(model, "same-key", **NAMED) == []
    assert len(ask_type(model, "same-key", **NAMED, apart="tidak")) == 1


@pytest.mark.parametrize(
    ("first", "second", "level", "same"),
    [
        ("RAA.02.02", "RAA.02.02", "2", True),
        ("RAA.02.02", "RAA.02.02", "3", False),
        ("RAA.02.02.01", "RAA.02.02.03", "2", True),
        ("RAA.02.02.01", "RAA.02.01.01", "2", False),
    ],
)
def test_codes_are_compared_to_a_level(model_of, ask_type, first, second, level, same):
    """Codes are cut to the level asked; a code that does not go so deep is not compared."""
    files = units(satu=f"nama: A, referensi: {first}", dua=f"nama: B, referensi: {second}")
    rule = {"for": "kind:aplikasi", "by": ["@classification"], "level": level}
    found = ask_type(model_of(files), "same-key", **rule)
    assert bool(found) is same
    if same:
        assert found[0].facts["reason"][0]["id"].startswith("RAA.02.02 (")


def test_relations_are_keys_too(model_of, ask_type):
    """Units whose applications serve the same shared process share that process as a key."""
    files = units(satu="nama: A, proses_bisnis: [surat]", dua="nama: B, proses_bisnis: [surat]")
    files["architecture/a.yaml"] = "proses_bisnis:\n  surat: {nama: Persuratan}\n"
    (found,) = ask_type(model_of(files), "same-key", **{"for": "kind:aplikasi", "by": ["proses_bisnis"]})
    assert found.facts["reason"][0]["*"] == "Persuratan"


def test_words_that_do_not_tell_are_left_out():
    """Case, signs and the words to ignore do not count."""
    assert plain("Sistem Informasi e-Perizinan (Terpadu)", ["sistem", "informasi"]) == "e perizinan terpadu"
