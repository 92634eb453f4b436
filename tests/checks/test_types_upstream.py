"""The rule type ``upstream``, and rules that follow relations across the border of a government."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from cetakbiru.checks import type_module
from cetakbiru.checks.question import Question
from cetakbiru.metamodel import PackError, Rule
from cetakbiru.source import Finding
from tests.members import KOTA, OWN, gathered, project, published

WORDS = {"*": "x"}


def asked(files: Mapping[str, str], type_: str, today: date = date(2026, 6, 1), **parameters: object) -> list[Finding]:
    """What one rule type finds in a project with members."""
    model, findings = gathered(files)
    assert findings == []
    rule = Rule("r", type_, "error", "dasar", WORDS, WORDS, WORDS, "", parameters, origin="r.yaml")
    return list(type_module(type_).check(Question(model, rule, (2025, 2029), today)))


def uses(target: str) -> dict[str, str]:
    """A project whose application exchanges data with an element of the city."""
    return project({"kota": published(KOTA, "kota")}, OWN.replace("kota:kominfo/lapor", target))


def test_reliance_on_what_has_ended_upstream_is_found():
    """A relation to a member's element is told once its last year is past, and not before."""
    files = uses("kota:kominfo/peta")
    (finding,) = asked(files, "upstream", question="ended")
    assert (finding.element, finding.facts["end"], finding.facts["target"]) == (
        "kominfo/lapor", "2020", "kota:kominfo/peta",
    )  # fmt: skip
    assert asked(files, "upstream", date(2020, 12, 31), question="ended") == []
    assert asked(uses("kota:kominfo/lapor"), "upstream", question="ended") == []


def test_the_end_may_come_from_a_members_own_roadmap():
    """An element that a member's roadmap item retires has ended after that item's last year; its successor is named."""
    plan = """\
  lapor-baru: {nama: Lapor Baru, menggantikan: [lapor]}
inisiatif:
  henti: {nama: Henti, menghentikan: [lapor], anggaran: {2024: 1}}
"""
    city = {**KOTA, "blueprints/kominfo.yaml": KOTA["blueprints/kominfo.yaml"] + plan}
    (finding,) = asked(project({"kota": published(city, "kota")}), "upstream", question="ended")
    assert (finding.facts["end"], finding.facts["successor"]) == ("2024", "kota:kominfo/lapor-baru")


def coded(name: str, extra: str = "") -> dict[str, str]:
    """A local code, declared."""
    return {"architecture/kode.yaml": f"referensi_lokal:\n  a: {{nama: {name}, kode: RAL.01.06.01.77{extra}}}\n"}


SERVICE = "layanan:\n  surat: {nama: Surat, referensi: RAL.01.06.01.77}\n"


@pytest.mark.parametrize(("extra", "own", "found"), [
    (", akhir: 2020", {}, ["kominfo/surat"]),
    ("", {}, []),
    (", akhir: 2020", coded("Surat"), []),
])  # fmt: skip
def test_a_code_that_a_member_ended_is_found_where_it_is_used(extra, own, found):
    """A service under a member's local code is told once that code has ended, unless it is declared here too."""
    files = {**project({"kota": published(coded("Surat", extra), "kota")}, SERVICE), **own}
    assert [item.element for item in asked(files, "upstream", question="code-ended")] == found


def test_a_members_code_is_declared_for_all():
    """A local code that a member declares may be used without declaring it again."""
    files = project({"kota": published(coded("Surat"), "kota")}, SERVICE)
    assert asked(files, "reference", question="undeclared") == []
    del files["members/kota.json"]
    files["cetakbiru.yaml"] = "pack: spbe\n"
    assert len(asked(files, "reference", question="undeclared")) == 1


@pytest.mark.parametrize(("name", "found"), [("Surat", 0), ("SURAT!", 0), ("Izin", 1)])
def test_a_code_under_another_name_is_found(name, found):
    """The same code is told where a member calls it otherwise; letters' size and signs make no difference."""
    files = {**project({"kota": published(coded("Surat"), "kota")}, "layanan: {}\n"), **coded(name)}
    assert len(asked(files, "upstream", question="code-differs")) == found


def test_a_question_that_there_is_not_is_refused():
    """A misspelt question of a rule is refused with those that there are."""
    with pytest.raises(PackError, match="ended, code-ended, code-differs"):
        asked(uses("kota:kominfo/lapor"), "upstream", question="end")


def test_a_path_across_the_border_counts():
    """An application that runs only on another government's server has infrastructure; without it, it has none."""
    city = {
        "architecture/server.yaml": "infrastruktur:\n  server: {nama: Server, jenis: server, referensi: RAI.03.01.01}\n"
    }
    rule = {"for": "kind:aplikasi", "via": ["@hosting"], "to": "kind:infrastruktur"}
    blueprint = 'aplikasi:\n  a: {nama: A, server: ["kota:server"]}\n'
    assert asked(project({"kota": published(city, "kota")}, blueprint), "requires-path", **rule) == []
    alone = project({"kota": published(city, "kota")}, "aplikasi:\n  a: {nama: A}\n")
    assert [item.element for item in asked(alone, "requires-path", **rule)] == ["kominfo/a"]


def test_what_is_used_longer_than_it_lasts_upstream_is_found():
    """``precedence`` compares years across the border: here a use goes on after the member's element ends."""
    (finding,) = asked(uses("kota:kominfo/peta"), "precedence", order="ends", via=["@flow"])
    assert finding.facts["there"] == "2020"


def test_an_element_used_abroad_is_no_orphan():
    """What is connected with another government only is not cut off; what is connected with nobody is."""
    blueprint = OWN + "  sendiri: {nama: Sendiri}\n  a: {nama: A}\n  b: {nama: B, integrasi: [a]}\n"
    files = project({"kota": published(KOTA, "kota")}, blueprint)
    assert [item.element for item in asked(files, "connected", **{"for": "kind:aplikasi"})] == ["kominfo/sendiri"]
