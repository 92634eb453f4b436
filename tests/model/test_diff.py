"""Laws of the difference between two models, and a few differences known by heart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cetakbiru.model import Changes, Model, apply, diff, mirror
from tests.model.generated import Item, files, items, model, pairs

OFTEN = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@OFTEN
@given(items(), st.integers(1, 10**6))
def test_another_order_and_another_form_is_no_change(project: list[Item], shuffle: int) -> None:
    """The order of files, elements and lists, YAML's form, comments and line ends change nothing, either way."""
    one, other = model(files(project)), model(files(project, shuffle))
    assert diff(one, one) == Changes()
    assert diff(one, other) == Changes()
    assert diff(other, one) == Changes()


@OFTEN
@given(pairs())
def test_applying_the_difference_gives_the_other_model(versions: tuple[list[Item], list[Item]]) -> None:
    """A model to which the difference is applied is the other model: nothing differs between the two any more."""
    before, after = (model(files(version)) for version in versions)
    applied = apply(before, diff(before, after))
    assert diff(applied, after) == Changes()
    assert set(applied.elements) == set(after.elements)
    for key, element in applied.elements.items():
        assert (element.path, element.local, element.namespace) == (
            after.elements[key].path, after.elements[key].local, after.elements[key].namespace,
        )  # fmt: skip
        assert element.variant == after.elements[key].variant


@OFTEN
@given(pairs(), st.integers(1, 10**6))
def test_the_way_back_is_the_mirror(versions: tuple[list[Item], list[Item]], shuffle: int) -> None:
    """The difference one way is the mirror of that the other way, in whatever order the files are written."""
    before, after = (model(files(version)) for version in versions)
    assert diff(before, after) == mirror(diff(after, before))
    assert mirror(mirror(diff(before, after))) == diff(before, after)
    shuffled = diff(model(files(versions[0], shuffle)), model(files(versions[1], shuffle + 1)))
    assert _ids(shuffled) == _ids(diff(before, after))


def _ids(changes: Changes) -> tuple[Any, ...]:
    """What changed, without the places in files that another order moves."""
    ends = [tuple(r and (r.source, r.name, r.target, repr(sorted(r.values))) for r in (c.before, c.after))
            for c in changes.relations]  # fmt: skip
    return (
        [item.id for item in changes.added], [item.id for item in changes.removed], changes.new_ids,
        [(item.element, item.name) for item in changes.attributes], ends,
    )  # fmt: skip


UNIT = "perangkat_daerah:\n  satu: {nama: Satu}\n"
SERVICE = "layanan:\n  izin: {nama: Izin, mulai: 2025}\n"
APPLICATION = "aplikasi:\n  si: {nama: SI Izin, layanan: [izin], data: [{ke: warga, akses: R}]}\n"
DATA = "data:\n  warga: {nama: Warga}\n"
WHOLE = {"blueprints/satu/a.yaml": UNIT + SERVICE + APPLICATION + DATA}


def _model(text: str) -> Model:
    return model({"blueprints/satu/a.yaml": text})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (UNIT + SERVICE.replace("2025", "2026") + APPLICATION + DATA,
         {"attributes": [("satu/izin", "mulai", 2025, 2026)]}),
        (UNIT + SERVICE.replace(", mulai: 2025", "") + APPLICATION + DATA,
         {"attributes": [("satu/izin", "mulai", 2025, None)]}),
        (UNIT + SERVICE + APPLICATION.replace("layanan: [izin], ", "") + DATA,
         {"relations": [("satu/izin", None)]}),
        (UNIT + SERVICE + APPLICATION.replace("akses: R", "akses: CRUD") + DATA,
         {"relations": [("satu/warga", "satu/warga")]}),
        (UNIT + (SERVICE + APPLICATION).replace("izin", "perizinan") + DATA,
         {"identities": [("satu/izin", "satu/perizinan")]}),
        (UNIT + SERVICE + APPLICATION + DATA + "  lahan: {nama: Lahan}\n", {"added": ["satu/lahan"]}),
    ],
    ids=["attribute", "attribute removed", "relation removed", "relation's own value", "renamed", "added"],
)  # fmt: skip
def test_a_change_is_told_once(text: str, told: Mapping[str, Any]) -> None:
    """Each change of the text is one change of the model, and of the kind that it is."""
    changes = diff(model(WHOLE), _model(text))
    found = {
        "added": [item.id for item in changes.added],
        "removed": [item.id for item in changes.removed],
        "identities": [(item.before.id, item.after.id) for item in changes.identities],
        "attributes": [(c.element, c.name, c.before, c.after) for c in changes.attributes],
        "relations": [tuple(r and r.target for r in (c.before, c.after)) for c in changes.relations],
    }
    assert {key: value for key, value in found.items() if value} == told
    assert len(changes) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Several relations to one target under one name, all of which change.
        ("  si: {data: [{ke: warga, akses: R}, {ke: warga, akses: U}]}\n",
         "  si: {data: [{ke: warga, akses: D}, {ke: warga, akses: C}, {ke: warga, akses: CR}]}\n"),
        # One of two elements with changed relations has another id, after which the order of the two is another one.
        ("  arsip: {nama: Arsip Kota, data: [{ke: warga, akses: R}]}\n  peta: {data: [{ke: warga, akses: R}]}\n",
         "  zona: {nama: Arsip Kota, data: [{ke: warga, akses: U}]}\n  peta: {data: [{ke: warga, akses: U}]}\n"),
    ],
    ids=["several at once", "another order"],
)  # fmt: skip
def test_the_mirror_holds_where_order_is_hard(before: str, after: str) -> None:
    """The way back is the mirror too where relations cannot be told apart by their ends, or ids sort otherwise."""
    one, other = (_model(f"{UNIT}{DATA}aplikasi:\n{text}") for text in (before, after))
    assert diff(one, other) == mirror(diff(other, one))
    assert all(change.before or change.after for change in diff(one, other).relations)
    swapped = _model(f"{UNIT}{DATA}aplikasi:\n{_swapped(before)}")
    assert _ids(diff(swapped, other)) == _ids(diff(one, other))
    assert [[r and dict(r.values) for r in (c.before, c.after)] for c in diff(swapped, other).relations] == [
        [r and dict(r.values) for r in (c.before, c.after)] for c in diff(one, other).relations
    ]


def _swapped(text: str) -> str:
    """The two relations of a list in the other order."""
    return re.sub(r"\[(\{[^}]*\}), (\{[^}]*\})\]", r"[\2, \1]", text)


def test_another_variant_is_one_change() -> None:
    """A kind's variant is chosen by an attribute; another one is told as that attribute's change, and once."""
    text = "infrastruktur:\n  x: {nama: X, jenis: server}\n"
    before = model({"architecture/a.yaml": text})
    after = model({"architecture/a.yaml": text.replace("server", "media-penyimpanan")})
    changes = diff(before, after)
    assert [(c.name, c.before, c.after) for c in changes.attributes] == [("jenis", "server", "media-penyimpanan")]
    assert apply(before, changes).elements["x"].variant == "media-penyimpanan"


def test_another_file_or_unit_is_a_move() -> None:
    """An element in another file is the same one; so is one in another unit, whose full id is new."""
    split = {"blueprints/satu/a.yaml": UNIT + SERVICE + APPLICATION, "blueprints/satu/b.yaml": DATA}
    (moved,) = diff(model(WHOLE), model(split)).identities
    assert (moved.before.id, moved.after.path, moved.renamed, moved.moved) == (
        "satu/warga", "blueprints/satu/b.yaml", False, True,
    )  # fmt: skip
    other = {
        "blueprints/satu/a.yaml": UNIT + SERVICE + APPLICATION.replace("ke: warga", "ke: dua/warga"),
        "blueprints/dua.yaml": "perangkat_daerah:\n  dua: {nama: Dua}\n" + DATA,
    }
    changes = diff(model(WHOLE), model(other))
    assert changes.new_ids == {"satu/warga": "dua/warga"}
    assert [item.id for item in changes.added] == ["dua"]
    assert changes.relations == ()


def test_the_same_id_for_another_kind_is_another_element() -> None:
    """Where an id now names something of another kind, the one is gone and the other has come."""
    changes = diff(
        model(WHOLE), _model(UNIT + SERVICE + DATA + "aplikasi:\n  si-izin: {nama: SI}\nproses_bisnis:\n  si: {}\n")
    )
    assert "satu/si" in [item.id for item in changes.added]
    assert {(item.before.id, item.after.kind) for item in changes.identities} <= {("satu/si", "aplikasi")}
