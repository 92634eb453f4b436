"""Reports for machines: each follows its form, whatever the names in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator, Draft7Validator

from cetakbiru.report import FORMATS, Outcome, write
from cetakbiru.report.json import schema
from tests.report.conftest import HOSTILE

SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def unescaped(words: str) -> str:
    """What GitHub's runner makes of the words of a command."""
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        words = words.replace(code, sign)
    return words


def test_the_project_has_something_to_report(hostile: Outcome) -> None:
    """The project that these tests report on has findings of all severities, in readable and unreadable files."""
    assert all(hostile.counts.values())
    assert {"yaml-tab", "file-name", "duplicate-id", "relation-target-missing", "vocabulary-unknown"} <= {
        item.rule for item in hostile.told
    }


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_holds_a_control_character(name: str, hostile: Outcome) -> None:
    """No name can steer a terminal or reverse the text of a log: such signs are shown by their codes."""
    assert not CONTROL.search(write(name, hostile))


def test_json_follows_its_own_schema(hostile: Outcome, clean: Outcome) -> None:
    """The JSON report is valid by the schema that comes with the package, with and without findings."""
    Draft7Validator.check_schema(schema())
    for outcome in (hostile, clean):
        data = json.loads(write("json", outcome))
        assert list(Draft7Validator(schema()).iter_errors(data)) == []
        assert data["version"] == 1
        assert len(data["findings"]) == len(outcome.told)
    assert data["passed"] is True
    assert data["findings"] == []


def test_the_schema_refuses_what_is_not_a_report(hostile: Outcome) -> None:
    """The schema is one that can fail: a report without a fingerprint, or of another version, is refused."""
    data = json.loads(write("json", hostile))
    del data["findings"][0]["fingerprint"]
    assert list(Draft7Validator(schema()).iter_errors(data))
    assert list(Draft7Validator(schema()).iter_errors({**json.loads(write("json", hostile)), "version": 2}))


def test_json_keeps_names_as_they_were_written(hostile: Outcome) -> None:
    """A machine gets the name itself, control characters included, not a shown form of it."""
    messages = [item["message"] for item in json.loads(write("json", hostile))["findings"]]
    assert any(HOSTILE in message for message in messages)


def test_github_commands_cannot_be_forged(hostile: Outcome) -> None:
    """Each finding is one command on one line, its parts read back as they went in, and no name makes another."""
    lines = write("github", hostile).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(hostile.told)
    assert len(lines) == len(commands) + 3
    for line, item in zip(commands, hostile.told, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match
        facts = dict(part.split("=", 1) for part in match[2].split(","))
        assert unescaped(facts["file"]) == item.at.path
        assert (facts["line"], facts["col"], facts["endColumn"]) == (
            str(item.at.line),
            str(item.at.column),
            str(item.at.end_column),
        )
        assert unescaped(facts["title"]) == f"{item.title} ({item.rule})"
        assert unescaped(match[3]) == item.message.replace("\x1b", "\\u001b")


def test_gitlab_entries_are_told_apart(hostile: Outcome) -> None:
    """Each entry has what GitLab needs, and no two share a fingerprint."""
    rows = json.loads(write("gitlab", hostile))
    assert len(rows) == len(hostile.told)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert row["location"]["lines"]["begin"] >= 1


def sarif(outcome: Outcome) -> dict[str, Any]:
    """A SARIF report, valid by the schema of SARIF."""
    data: dict[str, Any] = json.loads(write("sarif", outcome))
    assert [error.message for error in Draft4Validator(SARIF).iter_errors(data)] == []
    run: dict[str, Any] = data["runs"][0]
    return run


def test_sarif_is_valid(hostile: Outcome, clean: Outcome) -> None:
    """The SARIF report is valid by the official schema, with and without findings."""
    assert sarif(clean)["results"] == []
    assert len(sarif(hostile)["results"]) == len(hostile.told)


def test_sarif_describes_each_rule_once(hostile: Outcome) -> None:
    """Every rule that was asked is described, and each result points to its own."""
    run = sarif(hostile)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(hostile.rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_places_are_addresses_and_regions(hostile: Outcome) -> None:
    """A result has its region, its related places, a fingerprint, and a path that is a valid address."""
    results = sarif(hostile)["results"]
    twice = next(item for item in results if item["ruleId"] == "duplicate-id")
    assert twice["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 5
    assert twice["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 3, "endColumn": 9}
    assert twice["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "contoh/daftar"
    named = next(item for item in results if item["ruleId"] == "file-name")
    uri = named["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "blueprints/ruang%20kosong%2Ckoma%3Adua.yaml"
    assert all(re.fullmatch("[0-9a-f]{20}", item["partialFingerprints"]["cetakbiru/v1"]) for item in results)


def test_sarif_messages_make_no_links(hostile: Outcome) -> None:
    """A name that looks like a link is no link in a message."""
    texts = [item["message"]["text"] for item in sarif(hostile)["results"]]
    assert any("contoh.invalid" in text for text in texts)
    assert not any(re.search(r"(?<!\\)\]\(", text) for text in texts)


def test_junit_has_a_case_for_each_rule(hostile: Outcome, clean: Outcome) -> None:
    """Every rule is a case; those whose findings make the check fail are failures, lighter ones have output only."""
    suite = ElementTree.fromstring(write("junit", hostile)).find("testsuite")
    assert suite is not None
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == list(hostile.rules)
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert failed == {item.rule for item in hostile.told if item.severity == "error"}
    assert (suite.get("tests"), suite.get("failures")) == (str(len(cases)), str(len(failed)))
    assert "Elektronika" in (cases["vocabulary-unknown"].findtext("system-out") or "")
    calm = ElementTree.fromstring(write("junit", clean))
    assert calm.get("failures") == "0"


def test_junit_keeps_names_within_their_case(hostile: Outcome) -> None:
    """A name with XML in it is text of its case, and the document stays one."""
    root = ElementTree.fromstring(write("junit", hostile))
    assert {item.tag for item in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    assert HOSTILE.split("\x1b", maxsplit=1)[0] in "".join(root.itertext())
