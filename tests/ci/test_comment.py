"""The workflow that may write trusts nothing of the one that may not: its own script is run with Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ci.runner import steps
from tests.conftest import missing

MARKER = "<!-- cetakbiru-review -->"
SHA = "a" * 40
RUN = {"head_sha": SHA, "head_repository": {"id": 5}, "html_url": "https://github.com/kota/arsitektur/actions/runs/9"}
PULL = {"number": 7, "state": "open", "head": {"sha": SHA, "repo": {"id": 5}}}
BOT, PERSON = {"login": "github-actions[bot]"}, {"login": "orang"}


@dataclass(frozen=True)
class Told:
    """What the script did: the calls that write, and its words."""

    calls: list[dict[str, Any]]
    said: list[str]
    failed: bool


@pytest.fixture
def artifact(tmp_path) -> Path:
    """The artifact of an honest review."""
    (tmp_path / "number.txt").write_text("7\n", encoding="utf-8")
    (tmp_path / "comment.md").write_text(f"{MARKER}\n### Tinjauan\n", encoding="utf-8")
    return tmp_path


def _post(artifact: Path, **given: Any) -> Told:
    """Run the script of the workflow for an artifact, a run, a pull request and the comments that it has."""
    node = shutil.which("node")
    if node is None:
        missing("no Node: `apt install nodejs`")
    script = next(step["with"]["script"] for _, step in steps("comment.yml") if "script" in step.get("with", {}))
    facts = {"script": script, "folder": str(artifact), "run": RUN, "pull": PULL, "comments": [], **given}
    command = [node, str(Path(__file__).parent / "octokit.js")]
    done = subprocess.run(command, input=json.dumps(facts), capture_output=True, encoding="utf-8", check=True)
    return Told(**json.loads(done.stdout))


def test_the_first_review_writes_a_comment(artifact):
    """Where there is no comment yet, one is made: marked, with the review's words and the way to its page."""
    told = _post(artifact, comments=[{"id": 1, "user": PERSON, "body": "Bagus."}])
    assert [(call["name"], call["issue_number"], call["owner"]) for call in told.calls] == [("create", 7, "kota")]
    body = told.calls[0]["body"]
    assert body.startswith(f"{MARKER}\n### Tinjauan\n")
    assert body.count(MARKER) == 1
    assert f"({RUN['html_url']}#artifacts)" in body
    assert not told.failed


def test_the_next_review_updates_it(artifact):
    """The comment of an earlier review is changed in its place; one by a person with the same mark is not touched."""
    first = _post(artifact).calls[0]["body"]
    comments = [{"id": 1, "user": PERSON, "body": first}, {"id": 2, "user": BOT, "body": f"Kata lain {MARKER}"},
                {"id": 3, "user": BOT, "body": first}, {"id": 4, "user": None, "body": first}]  # fmt: skip
    (artifact / "comment.md").write_text(f"{MARKER}\n### Tinjauan kedua\n", encoding="utf-8")
    told = _post(artifact, comments=comments)
    assert [(call["name"], call["comment_id"]) for call in told.calls] == [("update", 3)]
    assert "### Tinjauan kedua" in told.calls[0]["body"]


@pytest.mark.parametrize(
    "number", ["", "0", "07", "-7", "7e0", "7\n8", "7; touch TRAP", "seven", "0x7", "7/comments", "٧"]
)
def test_a_number_that_is_none_is_refused(artifact, number):
    """Anything but digits in the place of the number fails, and nothing is written."""
    (artifact / "number.txt").write_text(number, encoding="utf-8")
    told = _post(artifact)
    assert told.failed
    assert told.calls == []


@pytest.mark.parametrize(
    ("pull", "run"),
    [
        ({"state": "closed"}, {}),
        ({"head": {"sha": "b" * 40, "repo": {"id": 5}}}, {}),
        ({"head": {"sha": SHA, "repo": {"id": 6}}}, {}),
        ({"head": {"sha": SHA, "repo": None}}, {}),
        ({"head": {"sha": SHA, "repo": None}}, {"head_repository": None}),
    ],
    ids=["closed", "other commit", "other fork", "fork is gone", "fork is gone for both"],
)
def test_another_pull_request_is_left_alone(artifact, pull, run):
    """A number whose pull request is not that of the reviewed commit in the same fork gets no comment."""
    told = _post(artifact, pull={**PULL, **pull}, run={**RUN, **run})
    assert told.calls == []
    assert [words.split(":")[0] for words in told.said] == ["warning"]


def test_a_pull_request_that_is_not_there_is_an_error(artifact):
    """A number that no pull request has ends with the forge's own error, and nothing is written."""
    (artifact / "number.txt").write_text("8", encoding="utf-8")
    told = _post(artifact)
    assert told.failed
    assert told.calls == []


def test_a_review_without_a_result_is_no_error(tmp_path):
    """Where the review ended before it had anything to say, the script says so and ends well."""
    told = _post(tmp_path)
    assert (told.calls, told.failed) == ([], False)
    assert "nothing to post" in told.said[0]


@pytest.mark.parametrize("trick", ["link", "folder", "too large"])
def test_only_plain_small_files_are_read(artifact, trick):
    """A link out of the artifact, a folder in the place of a file, or a file beyond all measure is refused."""
    file = artifact / "comment.md"
    file.unlink()
    if trick == "link":
        file.symlink_to("/etc/passwd")
    elif trick == "folder":
        file.mkdir()
    else:
        file.write_text("x" * 300_000, encoding="utf-8")
    told = _post(artifact)
    assert told.failed
    assert told.calls == []


def test_a_long_comment_fits(artifact):
    """GitHub takes at most 65,536 characters; a longer text is cut and still ends with the way to its page."""
    (artifact / "comment.md").write_text("\N{WRITING HAND}" * 40_000, encoding="utf-8")
    body = _post(artifact).calls[0]["body"]
    assert len(body.encode("utf-16-le", "surrogatepass")) // 2 <= 65_536
    assert body.rstrip().endswith("#artifacts)")


def test_marks_inside_the_text_do_not_count(artifact):
    """However often a text holds the mark, the comment has it once, at its start."""
    (artifact / "comment.md").write_text(f"Kata {MARKER} kata {MARKER}", encoding="utf-8")
    assert _post(artifact).calls[0]["body"].count(MARKER) == 1
