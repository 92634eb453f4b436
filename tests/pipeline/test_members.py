"""The province and its 15 districts and cities: gathered offline, each pinned, none able to stop the rest."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from cetakbiru.cli.main import CLEAN, main
from cetakbiru.export import model_json
from cetakbiru.model import select
from cetakbiru.pipeline import check, open_project
from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.review import tell_review
from tests.conftest import PACKS, ROOT

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/cetakbiru.yaml"))
RICH = ("kota-metro", "lampung-selatan", "pesisir-barat")
GIT = ["git", "-c", "user.name=Uji", "-c", "user.email=uji@example.org", "-c", "commit.gpgsign=false"]


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A copy of the shipped project with its members."""
    project = tmp_path / "provinsi"
    for name in ("architecture", "blueprints", "members"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "cetakbiru.yaml", project)
    return project


def faults(project: Path) -> dict[str, list[str]]:
    """Findings about members by rule, with the member each is about."""
    found: dict[str, list[str]] = {}
    for item in check(open_project(project)).findings:
        if item.rule.startswith("member-"):
            found.setdefault(item.rule, []).append(str(item.facts.get("member")))
    return found


def test_the_province_has_its_fifteen_members(shipped):
    """Every district and city is a member, pinned to a version and a hash, and there is nothing to say against it."""
    assert sorted(shipped.model.members) == [path.name for path in EXAMPLES]
    assert len(shipped.model.members) == 15
    assert all(member.revision and member.hash for member in shipped.model.members.values())
    assert [item for item in check(shipped).findings if item.rule.startswith("member-")] == []


def test_each_member_has_its_profile(shipped):
    """Every member publishes its own record; an assessment or result has its source or is marked as an illustration."""
    whole = shipped.model.whole
    for member in shipped.model.members:
        (record,) = select(whole, f"kind:pemerintah,member:{member}")
        assert record.local == member
        assert whole.targets(record.id, "source")
    rated = select(whole, "kind:penilaian,member:* kind:capaian,member:*")
    assert len({item.member for item in rated}) >= 13
    unfounded = [i.id for i in rated if not whole.targets(i.id, "source") and not whole.value(i, "illustration")]
    assert unfounded == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_member_is_what_its_repository_publishes(example, tmp_path):
    """The manifest in ``members/`` is byte for byte what the example's repository exports today."""
    out = tmp_path / "model.json"
    assert main(["export", "json", "--project", str(example), "--out", str(out)]) == CLEAN
    assert out.read_bytes() == (ROOT / "members" / f"{example.name}.json").read_bytes()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_a_sound_repository(example):
    """Every example checks without an error, and each element names a source or says that it is an illustration."""
    project = open_project(example)
    model = project.model
    assert [item for item in check(project).findings if item.severity == "error"] == []
    own = [item for item in model.elements.values() if item.kind != "sumber"]
    assert [e.id for e in own if not (model.targets(e.id, "source") or model.value(e, "illustration"))] == []


@pytest.mark.parametrize("name", RICH)
def test_the_rich_examples_are_small_but_whole(name):
    """Three governments have a few blueprints and some dozens of elements in every domain of an architecture."""
    model = open_project(ROOT / "examples" / name).model
    assert 3 <= len(model.units) <= 6
    assert 30 <= len(model.elements) <= 70
    assert {model.kind(item).domain for item in model.elements.values()} >= {
        "proses-bisnis", "layanan", "data", "aplikasi", "infrastruktur", "keamanan", "rencana",
    }  # fmt: skip


def test_districts_name_offices_only():
    """No example gives a person: no academic title, form of address, mail address, telephone or personnel number."""
    person = re.compile(
        r"\w@\w|\b08\d{8,}|\bNIP\b|\b(S\.Kom|S\.T|M\.Si|M\.M|Drs|Ir|Dr|H|Hj)\.? [A-Z]|\b(Bapak|Ibu) [A-Z]"
    )
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob("*.yaml")}
    assert len(texts) > 60
    assert {str(path): person.findall(text) for path, text in texts.items() if person.search(text)} == {}


def test_without_a_manifest_the_rest_is_as_it_was(province):
    """One member's file removed: one clear finding, fourteen members, and every other finding as before."""
    before = check(open_project(province)).findings
    (province / "members" / "mesuji.json").unlink()
    assert faults(province) == {"member-missing": ["mesuji"]}
    project = open_project(province)
    assert len(project.model.members) == 14
    after = check(project).findings
    assert [item for item in after if item.rule != "member-missing"] == list(before)


@pytest.mark.parametrize(("key", "rule"), [("hash", "member-hash-differs"), ("version", "member-version-differs")])
def test_another_pin_is_told(province, key, rule):
    """A member pinned to another version or hash than its manifest has is one finding, at that pin."""
    path = province / "cetakbiru.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.partition("- id: way-kanan")
    value = yaml.safe_load(text)["members"][7][key]
    path.write_text(f"{head}- id: way-kanan{tail.replace(str(value), f'{value}0', 1)}", encoding="utf-8")
    assert faults(province) == {rule: [rule and "way-kanan"]}


def test_a_changed_manifest_is_told(province):
    """A manifest that was edited after it was published is not taken for what was approved."""
    path = province / "members" / "tanggamus.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Satu Data Tanggamus", "Data"), encoding="utf-8")
    assert faults(province) == {"member-hash-differs": ["tanggamus"]}


def test_a_review_tells_a_changed_member(tmp_path):
    """A member pinned to another content stands among the changes with both versions, then what is gone from it."""
    project = tmp_path / "kota"
    shutil.copytree(PACKS / "trem-project", project)
    shutil.copytree(PACKS / "trem", project / "pack")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "awal"]):
        subprocess.run([*GIT, *words], cwd=project, check=True, capture_output=True)
    path = project / "members" / "hill.json"
    data = json.loads(path.read_text(encoding="utf-8")) | {"revision": "2026-07"}
    data["elements"] = data["elements"][:-1]
    data["relations"] = []
    data["hash"] = model_json.content_hash(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    settings = project / "cetakbiru.yaml"
    old = yaml.safe_load(settings.read_text(encoding="utf-8"))["members"][1]
    text = settings.read_text(encoding="utf-8").replace(old["hash"], data["hash"])
    settings.write_text(
        text.replace("members/hill.json\n    version: 2026-06", "members/hill.json\n    version: 2026-07")
    )
    told = tell_review(review_revisions(project, "HEAD"), "en")
    rows = [row for row in told.rows if row.what == "member"]
    assert [(row.sign, row.name, row.path) for row in rows] == [(sign, "Hilltown", "cetakbiru.yaml") for sign in "~-"]
    assert "Cable Car" in rows[1].before
    assert (rows[0].before, rows[0].after) == (f"2026-06 {old['hash'][:19]}", f"2026-07 {data['hash'][:19]}")
    assert rows[0].line == text.split("\n").index(f"    hash: {data['hash']}") + 1
    assert told.introduced == ()


@pytest.mark.parametrize("member", ["port", "hill"])
def test_the_toy_members_are_current(member, tmp_path):
    """What the toy town gathers is what its two neighbours publish."""
    project = tmp_path / member
    shutil.copytree(PACKS / "trem-members" / member, project)
    shutil.copytree(PACKS / "trem", project / "pack")
    out = tmp_path / "model.json"
    assert main(["export", "json", "--project", str(project), "--out", str(out)]) == CLEAN
    assert out.read_bytes() == (PACKS / "trem-project" / "members" / f"{member}.json").read_bytes()


def test_a_part_of_a_model_can_be_published(tmp_path, trem):
    """``export --select`` writes some elements and the relations among them, under the version that is given."""
    out = tmp_path / "part.json"
    words = ["--select", "id:market id:market-east", "--revision", "2026-06", "--out", str(out)]
    assert main(["export", "json", "--project", str(trem), *words]) == CLEAN
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [item["id"] for item in data["elements"]] == ["market", "market-east"]
    assert [(item["source"], item["target"]) for item in data["relations"]] == [("market-east", "market")]
    assert data["revision"] == "2026-06"
