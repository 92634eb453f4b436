"""The documents tell the truth: commands exist and are described, links lead somewhere, examples are valid."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cetakbiru import __version__
from cetakbiru.checks import READING, rule_types
from cetakbiru.cli import main as cli
from cetakbiru.pipeline import check, open_project
from cetakbiru.views import forms
from tests.house.measure import PACKAGE, ROOT

MANUAL = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *MANUAL]
# Stand-ins for any command, in Indonesian and English.
ANY = {"PERINTAH", "COMMAND"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _commands() -> Mapping[str, argparse.ArgumentParser]:
    parser = cli._parser("")
    return next(item.choices for item in parser._actions if isinstance(item, argparse._SubParsersAction))


def _sections(text: str) -> dict[str, str]:
    """Sections of the second level whose heading is a word in code, by that word."""
    parts = re.split(r"^## `([\w-]+)`$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _blocks(text: str, language: str) -> Iterator[str]:
    for match in re.finditer(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield match[1]


def test_every_command_that_is_named_exists():
    """README, CONTRIBUTING and the manual name no command that there is not."""
    known = {*_commands(), "test", *ANY}
    named = {
        (path.name, word)
        for path in DOCUMENTS
        for word in re.findall(r"(?:build\.py|`cetakbiru)(?: --wheelhouse \w+)? ([A-Za-z]+)(?![\w:])", _code(path))
    }
    assert {word for _, word in named} >= {"check", "test", "schema", "new", "init"}
    assert {(name, word) for name, word in named if word not in known} == set()


def _code(path: Path) -> str:
    """Code of a document: its blocks, and its spans with their backticks."""
    text = _text(path)
    return "\n".join([*_blocks(text, "sh"), *re.findall(r"`[^`\n]+`", text)])


def test_every_command_is_described_with_its_options():
    """The manual has a section for each command, and it names every option that the command has."""
    sections = _sections(_text(ROOT / "docs" / "perintah.md"))
    assert set(sections) == {*_commands(), "test"}
    for name, parser in _commands().items():
        options = {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
        described = set(re.findall(r"`(--[\w-]+)`", sections[name]))
        assert described == options - {"--help", "--project", "--no-cache"}, name


def test_what_the_manual_lists_is_there():
    """Each rule type and view form that the manual explains exists."""
    text = _text(ROOT / "docs" / "paket.md")
    listed = [_listed(text, head) for head in ("`type` | Pertanyaannya", "`form` | Isinya")]
    assert all(len(names) >= 5 for names in listed)
    assert listed[0] - set(rule_types()) == set()
    assert listed[1] - set(forms()) == set()


def _listed(text: str, head: str) -> set[str]:
    """Words in code in the first column of the table with that head."""
    table = text.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    return {word for row in table.split("\n")[2:] for word in re.findall(r"`([\w-]+)`", row.split("|")[1])}


def test_examples_of_the_manual_are_understood(tmp_path):
    """The example project of the manual, put together from its blocks, is read without a complaint about its form."""
    (tmp_path / "cetakbiru.yaml").write_text("pack: spbe\n", encoding="utf-8")
    examples = [block for block in _blocks(_text(ROOT / "docs" / "bahasa-model.md"), "yaml") if block.startswith("# ")]
    for block in examples:
        path = tmp_path / block.split("\n", 1)[0].removeprefix("# ")
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")
    project = open_project(tmp_path)
    rules = project.metamodel.rules
    form = [key for key, rule in rules.items() if rule.type in (READING, "vocabulary", "reference")]
    assert len(project.model.elements) == 7
    assert [item.rule for item in check(project, "ketat", only=form).findings] == []


def test_a_rule_of_the_manual_finds_its_bad_example(tmp_path):
    """The rule that the manual shows works as it says when a project takes it over."""
    text = next(block for block in _blocks(_text(ROOT / "docs" / "paket.md"), "yaml") if block.startswith("type:"))
    rules = tmp_path / "architecture" / "rules"
    rules.mkdir(parents=True)
    (rules / "shown.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "cetakbiru.yaml").write_text("pack: spbe\n", encoding="utf-8")
    (tmp_path / "blueprints").mkdir()
    rule = open_project(tmp_path).metamodel.rules["shown"]
    found = []
    for example in (rule.bad, rule.good):
        for path, content in example.files.items():
            (tmp_path / path).write_text(content, encoding="utf-8")
        found.append([item.element for item in check(open_project(tmp_path), only=["shown"]).findings])
    assert found == [["contoh/izin-contoh"], []]


def test_links_lead_somewhere():
    """Every relative link of a document leads to a file, and to a heading where it names one."""
    broken = []
    for path in [*DOCUMENTS, ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", _text(path)):
            name, _, anchor = target.partition("#")
            there = (path.parent / name) if name else path
            if not there.exists() or (anchor and anchor not in _anchors(there)):
                broken.append((path.name, target))
    assert broken == []


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _text(path), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_code_map_is_complete():
    """The page on the architecture has a paragraph for every folder of the toolkit."""
    text = _text(ROOT / "docs" / "ARCHITECTURE.md")
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    described = set(re.findall(r"^\*\*`cetakbiru/(\w+)`\*\*", text, re.MULTILINE))
    assert described == folders


def test_this_version_has_an_entry_in_the_changelog():
    """The change log speaks of the version that is here."""
    assert f"## [{__version__}]" in _text(ROOT / "CHANGELOG.md")
    assert "Apache License" in _text(ROOT / "LICENSE")
