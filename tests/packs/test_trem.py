"""The toy pack of trams and stops goes the whole way: nothing in the toolkit depends on the shipped pack's words."""

from __future__ import annotations

import pytest

from cetakbiru.cli.main import CLEAN, FOUND, main
from cetakbiru.metamodel import Rule, load_pack
from cetakbiru.model import at, select
from cetakbiru.pipeline import check, open_project
from cetakbiru.source import locate
from tests.conftest import PACKS

RULES = load_pack(PACKS / "trem").rules
OWN = [rule for rule in RULES.values() if str(PACKS) in rule.origin]

# Commands that must succeed on the toy project, one a line. A new command is added here.
COMMANDS = [
    ["check"],
    ["check", "--profile", "ketat", "--lang", "id"],
    ["check", "--year", "2027"],
    ["query", "kind:stop"],
    ["schema"],
    ["new", "stop", "quay"],
    ["export", "json"],
    ["assess", "sampletown-2026", "--target", "3.5"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_succeeds(trem, words):
    """Every command works on a project whose pack shares no word with the shipped one."""
    assert main([words[0], "--project", str(trem), *words[1:]]) == CLEAN


def test_the_model_is_understood(trem):
    """Ids, owners, variants, values and relations come out as the toy pack defines them."""
    model = open_project(trem).model
    assert model.units == ("north", "south")
    assert [item.id for item in select(model, "kind:stop")] == [
        "harbour", "market", "market-east", "north/summit", "south/beach",
    ]  # fmt: skip
    hill = model.elements["north/hill"]
    assert (hill.values["number"], hill.values["colour"], model.value(hill, "start")) == ("1", "red", 1911)
    assert [(r.target, r.values.get("minutes")) for r in model.outgoing["north/hill"]] == [
        ("harbour", 0), ("market", 6), ("north/summit", 19),
    ]  # fmt: skip
    assert {r.source for r in model.incoming["south/shore"]} == {"north/n2"}
    assert (model.elements["north/n2"].variant, model.owner("north/n2"), model.owner("old-yard")) == (
        "battery", "north", "",
    )  # fmt: skip


def test_a_year_has_its_own_network(trem):
    """A planned line exists from the year in which the project that builds it ends."""
    model = open_project(trem).model
    assert [year for year in (2026, 2027) if "south/airport" in at(model, year).elements] == [2027]


def test_its_index_is_computed(trem, capsys):
    """The toy instrument gives (3*50 + 2*25 + 4*25) / 100 = 3.0, gold, and silver in time: (3*50 + 2*25) / 75 = 2.7."""
    assert main(["assess", "--project", str(trem), "sampletown-2026", "--lang", "en"]) == CLEAN
    said = capsys.readouterr().out
    assert "Index: 3.00 Gold" in said
    assert "2.70  Time" in said


def test_its_forum_has_a_page(trem):
    """The toy forum's assembly, resolution and pledge are on the forum's page, its towns on theirs."""
    assert main(["build", "--project", str(trem), "--lang", "en"]) == CLEAN
    forum = (trem / "site" / "forum.html").read_text(encoding="utf-8")
    assert "One ticket for both towns" in forum
    assert "Machines for the common ticket" in (trem / "site" / "government" / "otherville.html").read_text(
        encoding="utf-8"
    )


def test_nothing_is_found_in_it(trem):
    """The toy project is clean under its own profile."""
    assert check(open_project(trem)).findings == ()


def test_its_site_is_built(trem):
    """The site of the toy project has a page for each operator, with the toy pack's own words on it."""
    assert main(["build", "--project", str(trem)]) == CLEAN
    assert "Trams of Sampletown" in (trem / "site" / "index.html").read_text(encoding="utf-8")
    page = (trem / "site" / "unit" / "north" / "network.html").read_text(encoding="utf-8")
    assert "Hill Line" in page
    assert "Calls at" in page


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_a_rule_of_the_pack_finds_its_bad_example(trem, rule: Rule):
    """Each rule of the toy pack finds its bad example at the line and column that it says, and not its good one."""
    assert rule.bad and rule.good
    assert _found(trem, rule, rule.bad.files) == [rule.bad.at]
    assert _found(trem, rule, rule.good.files) == []


def _found(trem, rule: Rule, files) -> list[str]:
    """Places that a rule finds in the toy project with some more files."""
    for path, text in files.items():
        (trem / path).write_text(text, encoding="utf-8")
    project = open_project(trem)
    verdict = check(project, "ketat", only=[rule.id])
    places = [locate(project.model.sources.documents, item.place) for item in verdict.findings]
    return [f"{place.path}:{place.line}:{place.column}" for place in places]


def test_a_fault_is_told_in_the_packs_words(trem, capsys):
    """A misspelt kind and a missing stop are reported with the toy pack's labels and its nearest ids."""
    path = trem / "blueprints" / "north.yaml"
    text = path.read_text(encoding="utf-8").replace("vehicle:", "vehicl:").replace("at: harbour", "at: harbor")
    path.write_text(text, encoding="utf-8")
    findings = open_project(trem).findings
    assert {item.rule: item.facts["nearest"] for item in findings} == {
        "relation-target-missing": "harbour", "unknown-kind": "vehicle",
    }  # fmt: skip
    assert main(["check", "--project", str(trem)]) == FOUND
    said = capsys.readouterr().out
    assert "blueprints/north.yaml:15:14" in said
    assert "Calls at" in said
