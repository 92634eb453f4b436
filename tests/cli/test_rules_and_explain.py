"""The commands that show the rules and explain one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cetakbiru.cli import main
from cetakbiru.pipeline import open_project
from tests.project import SETTINGS, cetakbiru, make

OWN = """\
type: requires-path
severity: info
profile: dasar
title: {id: Layanan tanpa tujuan strategis, en: Service without a goal}
message: {id: "Layanan {name} tidak dinaungi proses. Sebut prosesnya, atau hapus.", en: "{name} has no process."}
parameters: {for: "kind:layanan", via: [proses_bisnis]}
"""


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints, run in this process."""
    assert main.main([words[0], "--project", str(root), *words[1:]]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("language", "head"), [("id", "Aturan"), ("en", "Rule")])
def test_every_rule_is_on_one_line(
    language: str, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table has a line for each rule of pack and project, the gravest first, with its title in the language."""
    root = make(tmp_path, {"architecture/rules/layanan-tanpa-proses.yaml": OWN})
    lines = said(root, capsys, "rules", "--lang", language).splitlines()
    rules = open_project(root).metamodel.rules
    assert lines[0].startswith(head)
    table = [line.split()[0] for line in lines[1 : len(rules) + 1]]
    assert set(table) == set(rules)
    order = [["error", "warning", "info"].index(rules[name].severity) for name in table]
    assert order == sorted(order)
    own = next(line for line in lines if line.startswith("layanan-tanpa-proses"))
    assert own.endswith(rules["layanan-tanpa-proses"].title[language])


def test_rules_that_are_off_are_shown_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that the profile or the settings leave out is listed as off; an overridden one with its new severity."""
    settings = SETTINGS.replace("ketat", "dasar") + "rules: {bad-id: off, value-type: info}\n"
    lines = said(make(tmp_path, {"cetakbiru.yaml": settings}), capsys, "rules", "--lang", "en").splitlines()
    words = {line.split()[0]: line.split()[1] for line in lines if line and not line[0].isdigit()}
    assert (words["bad-id"], words["name-single-language"], words["value-type"]) == ("off", "off", "note")
    assert words["bad-id"] == "off"
    assert re.search(r"^\d+ of \d+ rules are on in the profile dasar\.$", "\n".join(lines), re.MULTILINE)


def test_a_rule_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An explanation has title, severity, message, reason, basis and both examples with the place of the finding."""
    text = said(make(tmp_path, {}), capsys, "explain", "--lang", "en", "relation-target-missing")
    assert text.startswith("Target of a relation is missing (relation-target-missing)\nerror, profile dasar\n")
    for part in (
        "There is no ‹kinds› with the id “‹target›”",
        "neither drawn nor counted",
        "bergantung_pada: [izin-conto]",
    ):
        assert part in text
    assert "Bad example (found at blueprints/contoh.yaml:5:68)" in text
    assert text.index("Bad example") < text.index("Good example")
    assert "[[" not in text


def test_every_rule_can_be_explained_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No rule of the shipped packs lacks what its explanation needs."""
    root = make(tmp_path, {})
    for name, rule in open_project(root).metamodel.rules.items():
        for language in ("id", "en"):
            text = said(root, capsys, "explain", name, "--lang", language)
            assert text.startswith(f"{rule.title[language]} ({name})\n")
            assert text.isprintable() or not re.search("[\x00-\x09\x0b-\x1f]", text)


def test_whoever_reads_only_the_first_lines_is_not_told_of_a_bug(tmp_path: Path) -> None:
    """A reader that closes the pipe early, such as ``head``, ends the command quietly."""
    import subprocess
    import sys

    root = make(tmp_path, {})
    here = str(Path(__file__).parents[2])
    command = f'"{sys.executable}" -m cetakbiru explain value-type; "{sys.executable}" -m cetakbiru rules | head -n 1'
    run = subprocess.run(
        ["sh", "-c", command], cwd=root, env={"PYTHONPATH": here, "PATH": "/usr/bin:/bin"},
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert run.stderr == ""


def test_a_report_on_a_pipe_has_no_colours_and_no_more_than_its_width(tmp_path: Path) -> None:
    """Printed to a pipe or a file, a report is plain text of at most a hundred columns but for long names."""
    run = cetakbiru(make(tmp_path, {"blueprints/contoh.yaml": "layanann: {}\n"}), "check")
    assert run.returncode == 1
    assert "\x1b" not in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 100
