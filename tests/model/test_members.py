"""Members: other governments' published models stand beside the project's own, and never in its way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetakbiru.export import write
from cetakbiru.model import apply, at, diff, members, mirror, select
from cetakbiru.model.manifest import content_hash
from cetakbiru.source import Finding, locate, read_project, to_json
from tests.members import KABUPATEN, KOTA, OWN, PACK, altered, gathered, project, published, row

CITY = published(KOTA, "kota")
REGENCY = published(KABUPATEN, "kabupaten")
BOTH = {"kota": CITY, "kabupaten": REGENCY}


def rules(findings: list[Finding]) -> list[str]:
    """Ids of the rules that found something."""
    return [item.rule for item in findings]


def test_a_members_element_can_be_referred_to():
    """A relation to ``member:unit/id`` is kept apart from those among own elements, and stands in the whole."""
    model, findings = gathered(project(BOTH))
    assert findings == []
    (crossing,) = model.outward
    assert (crossing.source, crossing.target) == ("kominfo/lapor", "kota:kominfo/lapor")
    assert crossing in model.whole.outgoing["kominfo/lapor"]
    assert model.whole.name("kota:kominfo/lapor") == "Lapor Kota"
    assert model.whole.owner("kota:kominfo/lapor") == "kota:kominfo"


def test_a_model_is_closed_with_and_without_members():
    """Both ends of every relation are among the elements, in the own model and in the whole."""
    model, _ = gathered(project(BOTH))
    for part in (model, model.whole):
        assert {end for item in part.relations for end in (item.source, item.target)} <= part.elements.keys()
    assert model.whole.whole is model.whole


def test_the_same_ids_in_two_members_do_not_clash():
    """``kominfo/lapor`` of two members and of the government itself are three elements."""
    model, findings = gathered(project(BOTH))
    assert findings == []
    names = {key: model.whole.name(key) for key in model.whole.elements if key.endswith("kominfo/lapor")}
    assert names == {
        "kominfo/lapor": "Lapor Provinsi",
        "kota:kominfo/lapor": "Lapor Kota",
        "kabupaten:kominfo/lapor": "Lapor Kabupaten",
    }


def test_what_iterates_the_model_sees_only_its_own():
    """Elements, kinds, units and relations of the government itself leave members out."""
    model, _ = gathered(project(BOTH))
    assert list(model.elements) == ["kominfo", "kominfo/lapor"]
    assert [item.id for item in model.by_kind["aplikasi"]] == ["kominfo/lapor"]
    assert model.units == ("kominfo",)
    assert model.outgoing["kominfo/lapor"] == []


@pytest.mark.parametrize(("selector", "ids"), [
    ("kind:aplikasi", ["kominfo/lapor"]),
    ("kind:aplikasi,member:kabupaten", ["kabupaten:kominfo/lapor"]),
    ("kind:aplikasi,member:*", ["kota:kominfo/lapor", "kota:kominfo/peta", "kabupaten:kominfo/lapor"]),
    ("kind:aplikasi,member:-", ["kominfo/lapor"]),
    ("kind:aplikasi,!member:kota", ["kominfo/lapor", "kabupaten:kominfo/lapor"]),
    ("kota:kominfo/peta", ["kota:kominfo/peta"]),
    ("+kota:kominfo/lapor", ["kominfo/lapor", "kota:kominfo/lapor", "kota:kominfo/peta"]),
])  # fmt: skip
def test_a_selector_asks_for_members_by_name(selector, ids):
    """Members are left out unless a group asks for them, or names one of their elements."""
    model, _ = gathered(project(BOTH))
    assert [item.id for item in select(model, selector)] == ids


def test_the_own_id_as_a_prefix_means_the_own_element():
    """``provinsi:kominfo/lapor`` within the province is just its own element."""
    blueprint = OWN.replace('["kota:kominfo/lapor"]}', '["provinsi:kominfo/peta"]}\n  peta: {nama: Peta}')
    model, findings = gathered(project({}, blueprint))
    assert findings == []
    assert [item.target for item in model.relations] == ["kominfo/peta"]


def test_what_a_member_says_of_the_government_reaches_it():
    """A member's relation to an element of the project stands in the whole, and the own model stays as it is."""
    upstream = published({"blueprints/kominfo.yaml": OWN}, "provinsi")
    files = project(
        {"provinsi": upstream}, KOTA["blueprints/kominfo.yaml"].replace("[lapor]", '["provinsi:kominfo/lapor"]')
    )
    files["cetakbiru.yaml"] = files["cetakbiru.yaml"].replace("id: provinsi\n", "id: kota\n", 1)
    city, findings = gathered(files)
    assert findings == []
    model, findings = gathered(project({"kota": write("json", city, "kota")}))
    assert findings == []
    assert [item.source for item in model.whole.incoming["kominfo/lapor"]] == ["kota:kominfo/peta"]
    assert model.incoming["kominfo/lapor"] == []


def test_a_missing_manifest_is_one_finding_and_the_rest_is_read():
    """Without its file a member is reported at its source; references into it are not doubted, other members stay."""
    files = project(BOTH)
    del files["members/kota.json"]
    model, findings = gathered(files)
    assert rules(findings) == ["member-missing"]
    assert locate(model.sources.documents, findings[0].place).line == 5
    assert list(model.members) == ["kabupaten"]
    assert "kominfo/lapor" in model.elements


@pytest.mark.parametrize(("manifest", "pinned", "rule"), [
    (CITY, {"hash": "sha256:" + "0" * 64}, "member-hash-differs"),
    (CITY.replace("Lapor Kota", "Lapor Desa"), {"hash": json.loads(CITY)["hash"]}, "member-hash-differs"),
    (published(KOTA, "kota", revision="2026.2"), {"version": "2026.1"}, "member-version-differs"),
    (altered(CITY, version=2), {}, "member-unreadable"),
    ("{", {"hash": "sha256:0"}, "member-unreadable"),
    ("[" * 100_000, {"hash": "sha256:0"}, "member-unreadable"),
    ("[]", {"hash": "sha256:0"}, "member-unreadable"),
    (altered(CITY, elements=5), {}, "member-unreadable"),
    (altered(CITY, government="desa"), {}, "member-of-another"),
    (altered(CITY, pack={"id": "lain", "version": "1"}), {}, "member-pack-differs"),
    (CITY, {"version": ""}, "member-incomplete"),
    (CITY, {"source": "../kota.json"}, "member-outside"),
    (CITY, {"source": "/etc/kota.json"}, "member-outside"),
    (CITY, {"source": "https://kota.example/model.json"}, "member-missing"),
])  # fmt: skip
@pytest.mark.parametrize("enough", [0, 10**9])
def test_a_member_that_is_not_as_listed_is_told_and_the_rest_is_read(manifest, pinned, rule, enough, monkeypatch):
    """Each fault of a member is one finding in the settings, its hash worked out here or beside; others are read."""
    monkeypatch.setattr(members, "BESIDE", enough)
    listed = row(CITY, "kota") | ({"hash": json.loads(manifest)["hash"]} if manifest.startswith("{\n") else {})
    files = project({"kabupaten": REGENCY, "kota": manifest}, kota={k: v for k, v in (listed | pinned).items() if v})
    model, findings = gathered(files)
    assert rules(findings) == [rule]
    assert findings[0].place.path == "cetakbiru.yaml"
    assert "kabupaten" in model.members
    assert "kominfo/lapor" in model.elements


@pytest.mark.parametrize("cores", [1, 2])
def test_many_manifests_are_read_as_few_are(cores, monkeypatch):
    """Where their hashes are worked out beside the reading, on one core or two, the members come out the same."""
    few, _ = gathered(project(BOTH))
    monkeypatch.setattr(members, "BESIDE", 0)
    monkeypatch.setattr("cetakbiru.source.cores._cores", lambda: cores)
    many, findings = gathered(project(BOTH))
    assert findings == []
    assert (many.foreign, many.abroad, many.members) == (few.foreign, few.abroad, few.members)
    assert len(many.foreign) == 6


def test_a_manifest_is_opened_when_it_is_read(tmp_path):
    """A project keeps where its manifests lie, not their bytes, and reads each when it is asked for."""
    for path, text in project(BOTH).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    sources = read_project(tmp_path)
    assert sources.manifests == {f"members/{key}.json": tmp_path / "members" / f"{key}.json" for key in BOTH}
    assert sources.manifest("members/kota.json") == CITY.encode()
    assert sources.manifest_bytes == len(CITY.encode()) + len(REGENCY.encode())
    assert sources.manifest("members/none.json") is None


def test_values_of_a_member_are_a_mapping_like_any_other():
    """What a member's element says is compared, counted, copied and asked for like the values of one's own."""
    model, _ = gathered(project(BOTH))
    values = model.foreign["kota:kominfo/peta"].values
    assert values == {"nama": {"*": "Peta Kota"}, "akhir": 2020} == dict(values)
    assert (len(values), "akhir" in values, "mulai" in values) == (2, True, False)
    assert (values.get("akhir"), values.get("mulai"), values.get("mulai", 5)) == (2020, None, 5)
    assert repr(values) == repr({"nama": {"*": "Peta Kota"}, "akhir": 2020})


def test_a_value_too_deep_to_be_meant_is_left_out():
    """A value nested a hundredfold is not of any type: it is left out when it is asked for, and breaks nothing."""
    deep: Any = "a"
    for _ in range(400):
        deep = {"a": deep}
    data = json.loads(CITY)
    lapor = next(item for item in data["elements"] if item["id"] == "kominfo/lapor")
    lapor["values"]["uraian"] = deep
    model, findings = gathered(project({"kota": altered(CITY, elements=data["elements"])}))
    assert findings == []
    assert dict(model.foreign["kota:kominfo/lapor"].values).keys() == {"nama", "jenis"}


def test_a_version_that_differs_does_not_hide_the_content():
    """The hash decides what is read; a wrong version name is told, but the member is there."""
    manifest = published(KOTA, "kota", revision="2026.2")
    model, _ = gathered(project({"kota": manifest}, kota=row(manifest, "kota", version="2026.1")))
    assert list(model.members) == ["kota"]


def test_site_and_revision_are_no_content():
    """A manifest published at another address or under another version name keeps its hash; another name does not."""
    data = json.loads(CITY)
    assert content_hash(data) == content_hash(data | {"site": "https://kota.example", "revision": "abc"})
    assert content_hash(data) != content_hash(data | {"government": "desa"})


def test_two_rows_of_one_id_clash_and_the_first_is_read():
    """A repeated id, or the government's own, is told at the later row; nothing of it is mixed in."""
    files = project(BOTH)
    files["cetakbiru.yaml"] += "  - {id: kota, source: members/kabupaten.json, version: '1', hash: x}\n"
    files["cetakbiru.yaml"] += "  - {id: provinsi, source: members/kabupaten.json, version: '1', hash: x}\n"
    model, findings = gathered(files)
    assert [(item.rule, item.place.route) for item in findings] == [
        ("member-clash", ("members", 2, "id")), ("member-clash", ("members", 3, "id")),
    ]  # fmt: skip
    assert model.whole.name("kota:kominfo/lapor") == "Lapor Kota"


@pytest.mark.parametrize(("written", "rule", "nearest"), [
    ("kota:kominfo/lapr", "member-target-missing", "kota:kominfo/lapor"),
    ("kotaa:kominfo/lapor", "member-unknown", "kota"),
    ("kota:kominfo", "relation-target-kind", None),
])  # fmt: skip
def test_a_wrong_reference_into_a_member_is_told_with_the_nearest(written, rule, nearest):
    """A misspelt element or member is named with what may be meant; a target of the wrong kind is told as such."""
    _, findings = gathered(project(BOTH, OWN.replace("kota:kominfo/lapor", written)))
    assert rules(findings) == [rule]
    assert findings[0].facts.get("nearest") == nearest


def test_what_another_pack_version_adds_is_left_out():
    """Kinds, attributes and values that this pack does not know are not read; the rest of the member is."""
    data = json.loads(CITY)
    lapor = next(item for item in data["elements"] if item["id"] == "kominfo/lapor")
    lapor["values"] |= {"warna": "biru", "akhir": "dua ribu", "url": "javascript:alert(1)"}
    extra = {**lapor, "id": "kominfo/bus", "local": "bus", "kind": "kendaraan"}
    manifest = altered(CITY, elements=[*data["elements"], extra])
    model, findings = gathered(project({"kota": manifest}))
    assert findings == []
    assert "kota:kominfo/bus" not in model.foreign
    assert model.foreign["kota:kominfo/lapor"].values.keys() == {"nama", "jenis"}


def test_a_year_has_its_members_too():
    """In a year in which a member's element has ended, it and the relations to it are gone."""
    model, _ = gathered(project(BOTH, OWN.replace("kota:kominfo/lapor", "kota:kominfo/peta")))
    assert ["kota:kominfo/peta" in at(model, year).foreign for year in (2020, 2021)] == [True, False]
    assert [len(at(model, year).outward) for year in (2020, 2021)] == [1, 0]


def test_another_content_of_a_member_is_a_change():
    """Between two models a member that is pinned to another hash is a change, and so is a new reference into one."""
    before, _ = gathered(project(BOTH, OWN.replace(', integrasi: ["kota:kominfo/lapor"]', "")))
    later = published({**KOTA, "architecture/data.yaml": "strategi: {a: {nama: A}}\n"}, "kota")
    after, _ = gathered(project({"kota": later}))
    changes = diff(before, after)
    assert [(c.either.id, bool(c.before), bool(c.after)) for c in changes.members] == [
        ("kabupaten", True, False), ("kota", True, True),
    ]  # fmt: skip
    assert [c.either.target for c in changes.relations] == ["kota:kominfo/lapor"]
    assert mirror(mirror(changes)) == changes
    assert len(diff(apply(before, changes), after)) == 0
    assert len(diff(after, after)) == 0


JUNK = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=2), st.just({"a": {}}))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_manifest_holds_reading_never_fails(data):
    """A manifest with anything anywhere in it is read as far as it goes or told as unreadable; it never breaks."""
    content = json.loads(CITY)
    spot: Any = content
    while isinstance(spot, dict | list) and spot:
        keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(spot[key], dict | list) or data.draw(st.booleans()):
            spot[key] = data.draw(JUNK)
            break
        spot = spot[key]
    manifest = to_json(content | {"hash": content_hash(content)})
    model, findings = gathered(project({"kota": manifest}))
    assert set(rules(findings)) <= PACK.rules.keys()
    assert "kominfo/lapor" in model.elements
    assert [item.id for item in select(model, "member:*")] == list(model.foreign)
    held = [*model.foreign.values(), *model.abroad]
    assert all(isinstance(name, str) and value is not None for item in held for name, value in item.values.items())
