"""Every rule of the packs and of the project itself: its words, its two examples, and its bad one in a living model."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cetakbiru.checks import READING, WAIVERS
from cetakbiru.metamodel import Rule
from cetakbiru.model import build_model
from cetakbiru.pipeline import Project, Settings, check, open_project
from cetakbiru.report import tell
from cetakbiru.source import SETTINGS, Sources, read_project

ROOT = Path(__file__).parents[2]
SHIPPED = open_project(ROOT)
RULES = dict(sorted(SHIPPED.metamodel.rules.items()))
FACT = re.compile(r"\{(\w+)\}")


def as_bytes(*, name: str, raw: bytes) -> Callable[[Path], None]:
    """Maker of one file of raw bytes."""
    return lambda folder: (folder / name).write_bytes(raw) and None


# Faults of files and folders as such, which the text of an example cannot show: how to make each.
UNWRITTEN: Mapping[str, Callable[[Path], None]] = {
    "file-encoding": as_bytes(name="blueprints/contoh.yaml", raw="layanan: {}".encode("utf-16")),
    "file-too-large": as_bytes(name="blueprints/contoh.yaml", raw=b"#" * (6 * 1024 * 1024)),
    "file-is-folder": lambda folder: (folder / "blueprints/contoh.yaml").mkdir(),
    "file-outside-project": lambda folder: (folder / "blueprints/contoh.yaml").symlink_to(ROOT / "pyproject.toml"),
    "file-unreadable": lambda folder: os.mkfifo(folder / "blueprints/contoh.yaml"),
    "folder-is-link": lambda folder: (folder / "blueprints/contoh").symlink_to(folder / "architecture"),
    "folder-missing": lambda folder: (folder / "blueprints").rmdir(),
}
SHOWN = [rule for key, rule in RULES.items() if key not in UNWRITTEN]


def read(folder: Path, files: Mapping[str, str]) -> Project:
    """A project of a few files, read from a folder with the shipped pack."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    model, findings = build_model(read_project(folder), SHIPPED.metamodel)
    return Project(folder, Settings(), model, tuple(findings))


def planted(files: Mapping[str, str]) -> Project:
    """The shipped model with a few files more."""
    known = SHIPPED.model.sources
    sources = Sources(dict(known.documents), dict(known.narratives), list(known.findings), set(known.broken))
    for path, text in files.items():
        sources.take([(path, text.encode())])
    sources.documents = dict(sorted(sources.documents.items()))
    model, findings = build_model(sources, SHIPPED.metamodel)
    return replace(SHIPPED, model=model, findings=tuple(findings))


def found(project: Project, rule: Rule, files: Mapping[str, str]) -> list[str]:
    """Where a rule finds its fault; waivers need the rules that they waive to be asked too."""
    verdict = check(project, "ketat", only=() if WAIVERS in files else [rule.id])
    told = [
        tell(item, project.metamodel, project.model.sources.documents, "id")
        for item in verdict.findings
        if item.rule == rule.id
    ]
    return [f"{item.at.path}:{item.at.line}:{item.at.column}" for item in told]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_the_bad_example_is_found_where_it_says(rule: Rule, tmp_path: Path) -> None:
    """A rule finds the fault of its bad example once, at the very line and column that the example names."""
    assert rule.bad is not None
    assert found(read(tmp_path, rule.bad.files), rule, rule.bad.files) == [rule.bad.at]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_the_good_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    """A rule finds nothing in its good example."""
    assert rule.good is not None
    assert found(read(tmp_path, rule.good.files), rule, rule.good.files) == []


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_the_bad_example_is_found_in_the_shipped_model(rule: Rule) -> None:
    """A rule finds the fault of its bad example, at the same place, when that is added to the shipped model."""
    assert rule.bad is not None
    assert rule.bad.at in found(planted(rule.bad.files), rule, rule.bad.files)


@pytest.mark.parametrize("key", UNWRITTEN)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as on Unix")
def test_faults_of_files_as_such_are_found(key: str, tmp_path: Path) -> None:
    """What is wrong with a file or folder as such is found by its rule, and by no other."""
    for folder in ("architecture", "blueprints"):
        (tmp_path / folder).mkdir()
    UNWRITTEN[key](tmp_path)
    project = read(tmp_path, {})
    assert [item.rule for item in check(project, "ketat").findings] == [key]


OWN = """
type: expression
severity: warning
title: {id: Aplikasi tanpa alamat, en: Application without an address}
message: {id: "{name} tanpa alamat.", en: "{name} has no address."}
parameters: {for: "kind:aplikasi", expect: url}
"""


def test_a_project_adds_its_own_rule(tmp_path: Path) -> None:
    """A file in ``architecture/rules/`` is a rule: asked like any other, and told in its own words."""
    files = {"cetakbiru.yaml": "pack: spbe", "architecture/rules/no-address.yaml": OWN}
    files["blueprints/contoh.yaml"] = "aplikasi:\n  a: {nama: Arsip, url: 'https://contoh.id'}\n  b: {nama: Berkas}\n"
    read(tmp_path, files)
    project = open_project(tmp_path)
    (finding,) = check(project, only=["no-address"]).findings
    assert tell(finding, project.metamodel, project.model.sources.documents, "en").message == "Berkas has no address."


def test_there_are_many_rules() -> None:
    """The packs hold at least forty rules, and the project adds at least one of its own as data."""
    own = [rule for rule in RULES.values() if rule.origin.startswith("architecture/rules/")]
    assert len(RULES) - len(own) >= 40
    assert own


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    """Title, message and reason are given in both languages, with the same facts, and a basis is named."""
    for words in (rule.title, rule.message, rule.why):
        assert set(words) == {"id", "en"}
        assert all(words.values())
    assert set(FACT.findall(rule.message["id"])) == set(FACT.findall(rule.message["en"]))
    assert rule.basis


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.type != READING], ids=lambda rule: rule.id)
def test_a_message_offers_two_ways_out(rule: Rule) -> None:
    """A message says what is wrong and then, in a sentence of its own, one way out or another."""
    assert re.search(r"\. .*\b(atau|bila)\b", rule.message["id"], re.I)
    assert re.search(r"\. .*\b(or|where)\b", rule.message["en"], re.I)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_an_example_stays_out_of_the_way(rule: Rule) -> None:
    """The two examples differ, and their files cannot be taken for files of the shipped model."""
    assert rule.bad is not None
    assert rule.good is not None
    assert rule.bad.files != rule.good.files
    assert not {*rule.bad.files, *rule.good.files} & SHIPPED.model.sources.documents.keys() - {WAIVERS, SETTINGS}


def test_the_shipped_model_is_clean() -> None:
    """The shipped model passes its own profile: no error, and no more warnings than a person reads."""
    severities = [item.severity for item in check(SHIPPED).findings]
    assert severities.count("error") == 0
    assert severities.count("warning") < 60


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_year_of_the_shipped_model_is_clean(year: int) -> None:
    """The architecture of one year has no error either, and rules that compare years are not put to it."""
    findings = check(SHIPPED, year=year).findings
    assert "error" not in {item.severity for item in findings}
    assert "precedence" not in {RULES[item.rule].type for item in findings}
