"""GitLab's file does what it is for: its scripts run in a new repository, and its note goes to a real server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ci.conftest import commit, push
from tests.ci.gitlab import Notes, jobs, listening, run
from tests.ci.runner import GITLAB, git
from tests.conftest import ROOT
from tests.site.reading import prints

UNIT = "blueprints/dinas-contoh.yaml"
MARKER = "<!-- cetakbiru-review -->"
MERGE = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7",
         "CI_DEFAULT_BRANCH": "main", "CI_PIPELINE_URL": "https://git.contoh.go.id/kota/-/pipelines/9"}  # fmt: skip
OWN = {**MERGE, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "3"}
FORK = {**MERGE, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "4"}
PUSH = {"CI_PIPELINE_SOURCE": "push", "CI_DEFAULT_BRANCH": "main"}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        (OWN, {"check", "site", "review", "note"}),
        (FORK, {"check", "site", "review"}),
        ({**PUSH, "CI_COMMIT_BRANCH": "main"}, {"check", "site", "pages"}),
        ({**PUSH, "CI_COMMIT_BRANCH": "fitur"}, {"check", "site"}),
        ({**PUSH, "CI_COMMIT_BRANCH": "fitur", "CI_OPEN_MERGE_REQUESTS": "kota!7"}, set()),
        ({**PUSH, "CI_COMMIT_TAG": "v1"}, set()),
    ],
    ids=["merge request", "from a fork", "default branch", "branch", "branch with a merge request", "tag"],
)
def test_each_pipeline_has_its_jobs(variables, expected):
    """A merge request is reviewed, one from a fork gets no note, and only the default branch is published."""
    assert jobs(variables) == expected


def test_a_new_repository_passes(clone, machine):
    """What `init` writes is green: an empty code quality report, and a site that becomes the folder of Pages."""
    code, log = run("check", clone, machine)
    assert code == 0, log
    assert json.loads((clone / "gl-code-quality-report.json").read_text(encoding="utf-8")) == []
    code, log = run("site", clone, machine)
    assert code == 0, log
    assert run("pages", clone, machine)[0] == 0
    assert (clone / "public/index.html").is_file()


@pytest.fixture
def cut(tmp_path) -> Path:
    """The file with the jobs of the manual for a large site in place of the one that builds it at once."""
    manual = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    lines = manual.split("**GitLab.**")[1].split("```yaml\n")[1].split("```")[0]
    text = GITLAB.read_text(encoding="utf-8")
    start, end = text.index("\nsite:\n") + 1, text.index("\nreview:\n") + 1
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(text[:start] + lines + "\n" + text[end:], encoding="utf-8")
    return path


def test_a_large_site_is_built_in_shares(clone, machine, cut):
    """With the manual's jobs in place, each of several builds a share, and joined they are the site of one job."""
    words = ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(cut)]
    assert subprocess.run(words, env=machine, capture_output=True, check=False).returncode == 0
    assert run("site", clone, machine)[0] == 0
    expected = prints(clone / "site")
    shutil.rmtree(clone / "site")
    for number in ("1", "2"):
        code, log = run("shard", clone, {**machine, "CI_NODE_INDEX": number, "CI_NODE_TOTAL": "2"}, cut)
        assert code == 0, log
    assert not (clone / "site").exists()
    code, log = run("site", clone, machine, cut)
    assert code == 0, log
    assert prints(clone / "site") == expected


def test_a_finding_is_reported_and_fails(clone, machine):
    """An error fails the job, stands in its log for people, and in the report for GitLab."""
    _replace(clone, "RAA.02.02", "RAA.99.99")
    code, log = run("check", clone, machine)
    assert code == 1
    assert f"--> {UNIT}:" in log
    report = json.loads((clone / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [item["location"]["path"] for item in report] == [UNIT]


def test_a_merge_request_of_a_fork_is_reviewed(clone, machine, tmp_path):
    """The fork's pipeline needs nothing of the target but the base commit, which the branch's own history holds."""
    base = git(clone, "rev-parse", "HEAD").strip()
    git(clone, "switch", "-q", "-c", "fitur;touch${IFS}TRAP")
    _replace(clone, "Sistem Izin Angkutan", '"::error::$(touch TRAP)"')
    head = commit(clone, "Ubah")
    push(clone)
    fork = tmp_path / "fork"
    git(
        tmp_path,
        "clone",
        "-q",
        "--single-branch",
        "-b",
        "fitur;touch${IFS}TRAP",
        str(tmp_path / "origin.git"),
        str(fork),
    )
    given = {**machine, **FORK, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head}
    code, log = run("review", fork, given)
    assert code == 0, log
    assert "touch TRAP" in (fork / "review/comment.md").read_text(encoding="utf-8")
    assert list(tmp_path.rglob("TRAP")) == []


def test_a_merged_result_is_reviewed_for_its_source(clone, machine):
    """In a pipeline for the merged result, what the target did meanwhile is not taken for the change."""
    base = git(clone, "rev-parse", "HEAD").strip()
    git(clone, "switch", "-q", "-c", "fitur")
    _replace(clone, "Sistem Izin Angkutan", "Sistem Izin Baru")
    source = commit(clone, "Ubah")
    git(clone, "switch", "-q", "main")
    _replace(clone, "Izin angkutan daring", "Izin lain")
    commit(clone, "Lain")
    git(clone, "merge", "-q", "--no-edit", "fitur")
    head = git(clone, "rev-parse", "HEAD").strip()
    given = {**machine, **OWN, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head,
             "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": source}  # fmt: skip
    assert run("review", clone, given)[0] == 0
    comment = (clone / "review/comment.md").read_text(encoding="utf-8")
    assert "Sistem Izin Baru" in comment
    assert "Izin lain" not in comment


@pytest.fixture
def reviewed(tmp_path) -> Path:
    """The working folder of the note's job: the artifact of a review."""
    (tmp_path / "review").mkdir()
    (tmp_path / "review/comment.md").write_text(f"{MARKER}\n### Tinjauan\n", encoding="utf-8")
    return tmp_path


def _note(folder: Path, machine: dict[str, str], notes: Notes, token: str = "rahasia") -> str:
    with listening(notes, "rahasia"):
        code, log = run("note", folder, {**machine, **OWN, "CI_API_V4_URL": notes.address, "CETAKBIRU_TOKEN": token})
    assert code == 0, log
    assert "rahasia" not in log
    return log


def test_a_note_is_written_once_and_then_updated(reviewed, machine):
    """The first review writes the note, the next one changes it where it stands, also on a later page of notes."""
    others = [{"id": number, "author": {"id": 1}, "body": MARKER} for number in range(150)]
    notes = Notes(others)
    assert "was written" in _note(reviewed, machine, notes)
    assert len(notes.rows) == 151
    assert notes.rows[-1]["body"].startswith(f"{MARKER}\n### Tinjauan\n")
    assert MERGE["CI_PIPELINE_URL"] in notes.rows[-1]["body"]
    (reviewed / "review/comment.md").write_text(f"{MARKER}\n### Kedua\n", encoding="utf-8")
    assert "was updated" in _note(reviewed, machine, notes)
    assert len(notes.rows) == 151
    assert "### Kedua" in notes.rows[-1]["body"]
    assert {row["body"] for row in notes.rows[:-1]} == {MARKER}


def test_without_a_token_the_note_is_left_out(reviewed, machine):
    """Where the project has no token, the job says so, ends well, and asks nothing."""
    notes = Notes([])
    assert "CETAKBIRU_TOKEN is not set" in _note(reviewed, machine, notes, token="")
    assert notes.asked == []


def test_without_a_review_the_note_is_left_out(tmp_path, machine):
    """Where the review left nothing, or a link in the place of its comment, nothing is sent."""
    assert "nothing to post" in _note(tmp_path, machine, Notes([]))
    (tmp_path / "review").mkdir()
    (tmp_path / "review/comment.md").symlink_to("/etc/passwd")
    assert "nothing to post" in _note(tmp_path, machine, Notes([]))


def test_a_note_gives_no_orders(reviewed, machine):
    """Lines that GitLab would obey with the token's rights, such as /merge, are only shown; a long text is cut."""
    hostile = f"{MARKER}\n/merge\n  /close\nkata /label\n\n/assign @a\n" + "x" * 100_000
    (reviewed / "review/comment.md").write_text(hostile, encoding="utf-8")
    notes = Notes([])
    _note(reviewed, machine, notes)
    body = notes.rows[0]["body"]
    assert [line for line in body.split("\n") if line.lstrip().startswith("/")] == []
    assert "\n\\/merge\n  \\/close\nkata /label\n\n\\/assign" in body
    assert len(body) < 65_536


def test_a_wrong_token_fails(reviewed, machine):
    """A token that the server refuses fails the job, so that someone sees it."""
    notes = Notes([])
    with listening(notes, "lain"):
        given = {**machine, **OWN, "CI_API_V4_URL": notes.address, "CETAKBIRU_TOKEN": "rahasia"}
        code, log = run("note", reviewed, given)
    assert code == 1
    assert "401" in log
    assert "rahasia" not in log


def _replace(folder: Path, old: str, new: str) -> None:
    path = folder / UNIT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
