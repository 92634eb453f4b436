"""The CI files are sound: by the forges' own schemas, by zizmor, and by the rules that this repository sets itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from cetakbiru.scaffold.ci import FILES, ci_files
from tests.ci.runner import GITLAB, WORKFLOWS, read, steps
from tests.conftest import ROOT

NAMES = sorted(path.name for path in WORKFLOWS.glob("*.yml"))
# Every right to write that any job has; whoever adds one must say so here.
WRITES = {
    ("check.yml", "sarif"): {"security-events"},
    ("comment.yml", "comment"): {"pull-requests"},
    ("pages.yml", "deploy"): {"pages", "id-token"},
}
_PIN = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")


def _tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program that was installed with the tests."""
    program = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert program, name
    return subprocess.run([program, *words], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)


def _audit(folder: Path) -> list[str]:
    return [item["ident"] for item in json.loads(_tool("zizmor", "--offline", "--format", "json", str(folder)).stdout)]


def test_zizmor_finds_nothing():
    """The auditor of workflows has no finding, at its default and at its strictest."""
    assert _audit(WORKFLOWS) == []
    strict = _tool("zizmor", "--offline", "--persona", "auditor", "--format", "json", str(WORKFLOWS))
    assert json.loads(strict.stdout) == []


def test_what_zizmor_is_told_to_ignore_has_a_reason():
    """The one finding that is set aside, that comments come from a second workflow, says why beside it."""
    ignored = [
        line for name in NAMES for line in (WORKFLOWS / name).read_text("utf-8").split("\n") if "zizmor:" in line
    ]
    assert len(ignored) == 1
    assert re.search(r"# zizmor: ignore\[dangerous-triggers\] \w+(?: \S+){5,}", ignored[0])


def test_zizmor_would_find_something(tmp_path):
    """The audit is not empty: a tag in place of a hash and an event's value in a script are both found."""
    bad = (WORKFLOWS / "review.yml").read_text(encoding="utf-8")
    bad = re.sub(r"@[0-9a-f]{40} # (v\d+)\S*", r"@\1", bad).replace('"$BASE"', "${{ github.head_ref }}")
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "review.yml").write_text(bad, encoding="utf-8")
    assert {"unpinned-uses", "template-injection"} <= set(_audit(tmp_path))


def _schema(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    return _tool("check-jsonschema", "--builtin-schema", f"vendor.{name}", *words)


def test_the_files_fit_the_official_schemas(tmp_path):
    """GitHub's and GitLab's own schemas accept the files, and refuse ones with a word they do not know."""
    done = _schema("github-workflows", *(str(WORKFLOWS / name) for name in NAMES))
    assert done.returncode == 0, done.stdout
    gitlab = ["gitlab-ci", "--data-transform", "gitlab-ci"]
    done = _schema(*gitlab, str(GITLAB))
    assert done.returncode == 0, done.stdout
    (tmp_path / "a.yml").write_text((WORKFLOWS / "check.yml").read_text("utf-8").replace("timeout-minutes", "timeout"))
    assert _schema("github-workflows", str(tmp_path / "a.yml")).returncode == 1
    (tmp_path / "b.yml").write_text(GITLAB.read_text("utf-8").replace("expire_in", "expires"))
    assert _schema(*gitlab, str(tmp_path / "b.yml")).returncode == 1


def test_actions_are_pinned_by_their_full_hash():
    """Every action is named by a full hash with its version beside it, and each has one hash everywhere."""
    pins: dict[str, set[tuple[str, str]]] = {}
    for name in NAMES:
        for line in (WORKFLOWS / name).read_text(encoding="utf-8").split("\n"):
            if "uses:" in line:
                match = _PIN.search(line)
                assert match, line
                pins.setdefault(match[1], set()).add((match[2], match[3]))
    assert len(pins) >= 7
    assert {name for name, found in pins.items() if len(found) > 1} == set()
    assert {name.split("/")[0] for name in pins} == {"actions", "github"}


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_the_least(name):
    """A workflow has no right of its own; each of its jobs names the few it needs, and a limit of time."""
    workflow = read(WORKFLOWS / name)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for key, job in workflow["jobs"].items():
        writes = {right for right, level in job["permissions"].items() if level != "read"}
        assert writes == WRITES.get((name, key), set()), key
        assert 0 < int(job["timeout-minutes"]) <= 45, key


@pytest.mark.parametrize("name", NAMES)
def test_scripts_take_values_only_from_the_environment(name):
    """No script has an expression in it, and no checkout leaves the token behind."""
    for _, step in steps(name):
        assert "${{" not in step.get("run", "") + step.get("with", {}).get("script", "")
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


def test_the_workflow_that_writes_takes_nothing_in():
    """The one that comments starts after the review, and neither checks out a repository nor runs a shell."""
    workflow = read(WORKFLOWS / "comment.yml")
    assert workflow["on"]["workflow_run"]["workflows"] == [read(WORKFLOWS / "review.yml")["name"]]
    used = [step["uses"].split("@")[0] for _, step in steps("comment.yml")]
    assert used == ["actions/download-artifact", "actions/github-script"]
    assert "pull_request_target" not in "".join((WORKFLOWS / name).read_text("utf-8") for name in NAMES)


def test_init_writes_the_files_of_this_repository():
    """The CI files of a new repository are this one's, byte for byte; they differ only in what is installed."""
    given = ci_files()
    own = {path for path in FILES if path.startswith(".github/")} | {".gitlab-ci.yml"}
    assert {path for path in own if given[path] != (ROOT / path).read_text(encoding="utf-8")} == set()
    assert {f".github/workflows/{name}" for name in NAMES} - own == {".github/workflows/test.yml"}
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8").split("\n")
    assert {line for line in given[".gitattributes"].split("\n") if line[:1] not in ("", "#")} <= set(attributes)
    assert given[".ci/requirements.txt"].endswith("\n@requirement@\n")


def test_this_repository_installs_itself_with_its_pins():
    """What CI installs here is this checkout, with the pinned versions of everything else."""
    lines = (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line[:1] not in ("", "#")] == ["-c ../constraints.txt", "."]
    words = ["-m", "pip", "install", "--dry-run", "--no-deps", "--no-index", "--no-build-isolation"]
    done = subprocess.run(
        [sys.executable, *words, "-r", ".ci/requirements.txt"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert "Would install cetakbiru-" in done.stdout or "already satisfied" in done.stdout, done.stderr


def test_the_hook_of_pre_commit_is_well_formed():
    """pre-commit itself accepts the definition of the hook."""
    done = _tool("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout
