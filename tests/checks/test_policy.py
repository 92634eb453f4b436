"""Policy: profiles, overrides, waivers, the baseline, and what they do to the exit code of the real command."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cetakbiru.checks import BASELINE, WAIVERS, Policy, judge
from cetakbiru.cli import check, main
from cetakbiru.model import build_model
from cetakbiru.pipeline import open_project
from cetakbiru.source import Finding, Place, read_project
from tests.project import SETTINGS, cetakbiru, make

# One error (a code of another reference), one warning (a value outside an open list).
MODEL = (
    "perangkat_daerah:\n  contoh: {nama: Dinas Contoh, ilustrasi: ya}\n"
    "data:\n"
    "  warga: {nama: Warga, uraian: x, tujuan: y, sifat: Terbukaa, jenis: Lainnya, validitas: Harian,"
    " referensi: RAL.01}\n"
)
FILE = "blueprints/contoh.yaml"
ONLY = ("--rule", "reference-wrong-scheme", "--rule", "vocabulary-unknown")
RULES = "rules: {reference-wrong-scheme: warning, vocabulary-unknown: info}\n"
WAIVER = (
    "waivers:\n"
    "  - rule: reference-wrong-scheme\n"
    "    element: contoh/warga\n"
    "    reason: Kode menyusul setelah penetapan daftar data.\n"
    "    approver: Kepala Dinas Contoh\n"
    "    until: 2999-12-31\n"
)


def report(root: Path, *words: str) -> dict[str, Any]:
    """What a check in this process finds, as data."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main.main(["check", "--project", str(root), "--format", "json", *words])
    data: dict[str, Any] = json.loads(out.getvalue())
    assert code == (0 if data["passed"] else 1)
    return data


def rules_in(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Rule and severity of each finding."""
    return [(item["rule"], item["severity"]) for item in data["findings"]]


def test_an_error_fails_and_a_warning_does_not(tmp_path: Path) -> None:
    """The exit code is 1 with findings at the threshold or above, and 0 with lighter ones."""
    root = make(tmp_path, {FILE: MODEL})
    assert rules_in(report(root, *ONLY)) == [("vocabulary-unknown", "warning"), ("reference-wrong-scheme", "error")]
    assert cetakbiru(root, "check", *ONLY).returncode == 1
    assert cetakbiru(root, "check", "--rule", "vocabulary-unknown").returncode == 0


def test_the_threshold_is_the_project_s_to_set(tmp_path: Path) -> None:
    """With ``fail_on: warning`` a warning fails, and the report says so."""
    root = make(tmp_path, {FILE: MODEL, "cetakbiru.yaml": SETTINGS + "fail_on: warning\n"})
    data = report(root, "--rule", "vocabulary-unknown")
    assert (data["passed"], data["fail_on"]) == (False, "warning")


def test_severities_are_overridden(tmp_path: Path) -> None:
    """A project gives a rule another severity, or turns it off."""
    root = make(tmp_path, {FILE: MODEL, "cetakbiru.yaml": SETTINGS + RULES})
    assert rules_in(report(root, *ONLY)) == [("vocabulary-unknown", "info"), ("reference-wrong-scheme", "warning")]
    off = SETTINGS + "rules: {reference-wrong-scheme: off}\n"
    assert rules_in(report(make(tmp_path, {"cetakbiru.yaml": off}), *ONLY)) == [("vocabulary-unknown", "warning")]


def test_a_profile_holds_the_milder_ones(tmp_path: Path) -> None:
    """Each profile asks the rules of the one before it and more, by settings or by option."""
    root = make(tmp_path, {FILE: MODEL})
    asked = [report(root, "--profile", name)["checked"]["rules"] for name in ("dasar", "standar", "ketat")]
    assert asked == sorted(set(asked))
    assert report(root)["checked"]["rules"] == asked[2]
    policy = Policy(profile="dasar")
    assert all(rule.profile == "dasar" for rule in policy.active(open_project(root).metamodel).values())


def test_a_rule_that_is_named_is_asked_whatever_its_profile(tmp_path: Path) -> None:
    """``--rule`` asks a rule even where the profile leaves it out."""
    root = make(tmp_path, {FILE: MODEL})
    data = report(root, "--profile", "dasar", "--rule", "name-single-language")
    assert {rule for rule, _ in rules_in(data)} == {"name-single-language"}


@pytest.mark.parametrize(
    "element", ["contoh/warga", "kind:data,unit:contoh", "role:data-object", FILE], ids=["id", "and", "role", "file"]
)
def test_a_waiver_covers_an_element_a_selector_or_a_file(element: str, tmp_path: Path) -> None:
    """A waiver with reason, approver and end takes its finding out and is counted."""
    text = WAIVER.replace("contoh/warga", f"'{element}'")
    data = report(make(tmp_path, {FILE: MODEL, WAIVERS: text}), *ONLY)
    assert rules_in(data) == [("vocabulary-unknown", "warning")]
    assert data["counts"]["waived"] == 1


def test_a_waiver_covers_its_own_rule_and_element_only(tmp_path: Path) -> None:
    """Findings of another rule, or of another element, stay."""
    other = MODEL + MODEL.split("data:\n")[1].replace("warga", "usaha")
    data = report(make(tmp_path, {FILE: other, WAIVERS: WAIVER}), *ONLY)
    assert [item["element"] for item in data["findings"]] == ["contoh/warga", "contoh/usaha", "contoh/usaha"]


def test_a_waiver_ends(tmp_path: Path) -> None:
    """On its last day a waiver holds; the day after, its finding is back and the waiver is one too."""
    root = make(tmp_path, {FILE: MODEL, WAIVERS: WAIVER.replace("2999-12-31", "2026-06-30")})
    project = open_project(root)
    rules = project.metamodel.rules
    finding = Finding("reference-wrong-scheme", Place(FILE), element="contoh/warga")

    def judged(day: date) -> tuple[list[str], int]:
        verdict = judge(project.model, [finding], rules, Policy(today=day))
        return [item.rule for item in verdict.findings], len(verdict.waived)

    assert judged(date(2026, 6, 30)) == ([], 1)
    assert judged(date(2026, 7, 1)) == (["reference-wrong-scheme", "waiver-expired"], 0)


@pytest.mark.parametrize("word", ["rule", "element", "reason", "approver", "until"])
def test_a_waiver_without_one_of_its_words_has_no_effect(word: str, tmp_path: Path) -> None:
    """A waiver that lacks a word is an error that names it, and the finding stays."""
    lines = [line for line in WAIVER.splitlines() if f"{word}:" not in line]
    text = "\n".join(lines).replace("    element", "  - element", 1) if word == "rule" else "\n".join(lines)
    root = make(tmp_path, {FILE: MODEL, WAIVERS: text + "\n"})
    data = report(root)
    incomplete = next(item for item in data["findings"] if item["rule"] == "waiver-incomplete")
    assert word in incomplete["message"]
    assert incomplete["location"]["line"] == 2
    assert "reference-wrong-scheme" in {rule for rule, _ in rules_in(data)}


@pytest.mark.parametrize("until", ["besok", "31-12-2999", "2999-02-30", "[2999-12-31]"])
def test_a_waiver_s_end_is_a_date(until: str, tmp_path: Path) -> None:
    """An end that is no date makes the waiver incomplete."""
    root = make(tmp_path, {FILE: MODEL, WAIVERS: WAIVER.replace("2999-12-31", until)})
    assert "waiver-incomplete" in {rule for rule, _ in rules_in(report(root))}


@pytest.mark.parametrize("text", ["- rule: x\n", "waivers: semua\n", "pengecualian: []\n", "semua\n"])
def test_waivers_of_another_form_are_told(text: str, tmp_path: Path) -> None:
    """A file of waivers that is not a list under ``waivers`` is an error; an empty one is not."""
    root = make(tmp_path, {FILE: MODEL, WAIVERS: text})
    assert "waivers-not-list" in {rule for rule, _ in rules_in(report(root))}
    for empty in ("", "waivers:\n", "waivers: []\n"):
        assert "waivers-not-list" not in {rule for rule, _ in rules_in(report(make(tmp_path, {WAIVERS: empty})))}


def test_a_waiver_that_covers_nothing_is_told_where_its_rule_is_asked(tmp_path: Path) -> None:
    """An unused waiver is a warning, but not where the profile leaves out the rule that it waives."""
    unused = WAIVER.replace("contoh/warga", "contoh/lain")
    shallow = WAIVER.replace("reference-wrong-scheme", "reference-too-shallow")
    misspelt = WAIVER.replace("reference-wrong-scheme", "tidak-ada")
    for text, profile, told in (
        (unused, "dasar", True),
        (misspelt, "dasar", True),
        (shallow, "standar", True),
        (shallow, "dasar", False),
    ):
        root = make(tmp_path, {FILE: MODEL, WAIVERS: text})
        found = {rule for rule, _ in rules_in(report(root, "--profile", profile))}
        assert ("waiver-unused" in found) is told


def test_a_baseline_lets_only_new_findings_through(tmp_path: Path) -> None:
    """After ``--write-baseline`` the check passes; a new finding fails it, a moved line does not."""
    root = make(tmp_path, {FILE: MODEL})
    before = report(root)
    run = cetakbiru(root, "check", "--write-baseline")
    assert run.returncode == 0
    assert f"{len(before['findings'])} temuan dicatat dalam {BASELINE}" in run.stdout
    after = report(root)
    assert (after["findings"], after["counts"]["known"]) == ([], len(before["findings"]))
    make(tmp_path, {FILE: "# satu\n# dua\n" + MODEL})
    assert report(root)["findings"] == []
    make(tmp_path, {FILE: MODEL + "  lain: {nama: Lain, referensi: RAL.02}\n"})
    fresh = report(root)
    assert {item["element"] for item in fresh["findings"]} == {"contoh/lain"}
    assert fresh["passed"] is False


def test_a_baseline_forgets_what_is_mended(tmp_path: Path) -> None:
    """Writing it again keeps the known findings that are still there and drops the others."""
    root = make(tmp_path, {FILE: MODEL})
    cetakbiru(root, "check", "--write-baseline")
    first = (root / BASELINE).read_text(encoding="utf-8")
    cetakbiru(root, "check", "--write-baseline")
    assert (root / BASELINE).read_text(encoding="utf-8") == first
    make(tmp_path, {FILE: MODEL.replace("RAL.01", "RAD.09.06.03")})
    cetakbiru(root, "check", "--write-baseline")
    second = (root / BASELINE).read_text(encoding="utf-8")
    assert "reference-wrong-scheme" in first
    assert "reference-wrong-scheme" not in second
    assert "vocabulary-unknown" in second


def test_a_baseline_is_read_by_people_too(tmp_path: Path) -> None:
    """Each row names rule, file and fingerprint, sorted, under a line that says what the file is."""
    root = make(tmp_path, {FILE: MODEL})
    cetakbiru(root, "check", "--write-baseline")
    text = (root / BASELINE).read_text(encoding="utf-8")
    assert text.startswith("# Temuan yang sudah ada; hanya temuan baru yang menggagalkan pemeriksaan.")
    rows = read_project(root).documents[BASELINE].data["findings"]
    assert all(set(row) == {"rule", "path", "fingerprint"} for row in rows)
    assert [(row["path"], row["rule"]) for row in rows] == sorted((row["path"], row["rule"]) for row in rows)


def test_faults_of_waivers_are_never_in_the_baseline(tmp_path: Path) -> None:
    """Someone has to answer for an expired waiver: writing the baseline does not hide it."""
    root = make(tmp_path, {FILE: MODEL, WAIVERS: WAIVER.replace("2999", "2020")})
    cetakbiru(root, "check", "--write-baseline")
    assert rules_in(report(root)) == [("waiver-expired", "error")]


@pytest.mark.parametrize("text", ["findings: semua\n", "- a\n", "findings:\n  - a\n  - {rule: [x]}\n"])
def test_a_baseline_of_another_form_hides_nothing(text: str, tmp_path: Path) -> None:
    """A baseline that cannot be read lets every finding through."""
    data = report(make(tmp_path, {FILE: MODEL, BASELINE: text}), *ONLY)
    assert len(data["findings"]) == 2


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("check", "--rule", "reference-unknow"), "reference-unknown"),
        (("check", "--profile", "keras"), "ketat"),
        (("check", "--write-baseline", "--rule", "value-type"), "--write-baseline"),
        (("check", "--format", "pdf"), "sarif"),
        (("explain", "value-typ"), "value-type"),
        (("terbang",), "check"),
        ((), "COMMAND"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(words: tuple[str, ...], hint: str, tmp_path: Path) -> None:
    """Wrong words end with exit code 2 and say what could be meant, without a traceback."""
    run = cetakbiru(make(tmp_path, {FILE: MODEL}), *words)
    assert run.returncode == 2
    assert hint in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ("pack: tiada\n", "spbe"),
        ("pakc: spbe\n", "pakc"),
        ("pack: spbe\nprofile: keras\n", "ketat"),
        ("fail_on: selalu\n", "warning"),
        ("pack: spbe\nrules: {value-typ: error}\n", "value-type"),
        ("rules: {value-type: berat}\n", "off"),
        ("horizon: 2025\n", "cetakbiru.yaml"),
        ("rules: [a]\n", "cetakbiru.yaml"),
    ],
)
def test_settings_that_are_not_understood_end_with_two(settings: str, hint: str, tmp_path: Path) -> None:
    """A project's settings with unknown words or values end with exit code 2 and say what there is."""
    run = cetakbiru(make(tmp_path, {"cetakbiru.yaml": settings}), "check")
    assert run.returncode == 2, run.stdout
    assert hint in run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_is_no_project_ends_with_two(tmp_path: Path) -> None:
    """Without settings the command says what to do, in both languages."""
    run = cetakbiru(tmp_path, "check")
    assert run.returncode == 2
    assert "init FOLDER" in run.stderr
    assert "init DIR" in run.stderr


def test_our_own_bug_ends_with_three(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the toolkit itself ends with exit code 3, with what helps to find it, and takes the blame."""

    def break_down(_: object) -> int:
        raise RuntimeError("runtuh")

    monkeypatch.setattr(check, "run", break_down)
    assert main.main(["check"]) == 3
    told = capsys.readouterr().err
    assert "RuntimeError: runtuh" in told
    assert "bug in cetakbiru" in told


def test_findings_are_narrowed_to_paths(tmp_path: Path) -> None:
    """Paths on the command line narrow what is told, and a name is not taken for the beginning of another."""
    root = make(tmp_path, {FILE: MODEL, "blueprints/contoh-lain.yaml": "layanann: {}\n"})
    whole = {item["location"]["path"] for item in report(root)["findings"]}
    assert whole == {FILE, "blueprints/contoh-lain.yaml"}
    for words in (FILE, f"./{FILE}", "blueprints/contoh.yaml/"):
        assert {item["location"]["path"] for item in report(root, words)["findings"]} == {FILE}
    assert report(root, "blueprints/contoh")["findings"] == []
    assert len(report(root, "blueprints")["findings"]) == len(report(root, ".")["findings"])


def test_a_model_without_a_policy_is_judged_plainly(tmp_path: Path) -> None:
    """Findings of rules that are off are dropped; the others get the severity of their rule."""
    root = make(tmp_path, {FILE: MODEL})
    metamodel = open_project(root).metamodel
    model, _ = build_model(read_project(root), metamodel)
    kept = {"value-type": metamodel.rules["value-type"]}
    findings = [Finding("value-type", Place(FILE)), Finding("bad-id", Place(FILE))]
    verdict = judge(model, findings, kept, Policy())
    assert [(item.rule, item.severity) for item in verdict.findings] == [("value-type", "error")]
