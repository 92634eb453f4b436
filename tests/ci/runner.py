"""A small stand-in for the forges' runners: it reads the real workflow files and runs their real scripts.

Only what the files use is understood; anything else fails, so that a new step cannot pass unseen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
GITLAB = ROOT / ".gitlab-ci.yml"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def read(path: Path) -> dict[str, Any]:
    """A CI file as plain data; every scalar stays text, so that ``on`` is a key and not a yes."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every step of a workflow, with the name of its job."""
    for name, job in read(WORKFLOWS / workflow)["jobs"].items():
        yield from ((name, step) for step in job["steps"])


@dataclass
class Run:
    """One job as it ran.

    Attributes:
        log: what its scripts wrote, both streams as they came.
        failed: whether a step ended with an error.
        artifacts: uploaded folders by name.
        summary: what the run's page shows.
    """

    log: str = ""
    failed: bool = False
    artifacts: dict[str, Path] = field(default_factory=dict)
    summary: str = ""

    @property
    def commands(self) -> list[str]:
        """Workflow commands that GitHub's runner would obey in the log."""
        return commands(self.log)


def commands(log: str) -> list[str]:
    """Lines of a log that are commands, by the two forms that the runner knows and its rule of stopping them."""
    obeyed, token = [], ""
    for line in re.split(r"\r\n|\r|\n", log):
        match = re.match(r"\s*::([\w-]+)(?: ([^\n]*?))?::(.*)", line)
        if token:
            token = "" if match and match[1] == token else token
        elif match and match[1] == "stop-commands":
            token = match[3]
        elif match or "##[" in line:
            obeyed.append(line)
    return obeyed


@dataclass
class Runner:
    """A machine that runs jobs.

    Attributes:
        folder: where it keeps everything.
        origin: the repository that ``checkout`` clones.
        environment: variables of every script.
        installed: scripts that installed something, so that only the first job of all waits for pip.
    """

    folder: Path
    origin: Path
    environment: Mapping[str, str]
    installed: set[str]

    def run(self, workflow: str, job: str, github: Mapping[str, str]) -> Run:
        """Run one job of a workflow of the repository itself.

        Args:
            workflow: name of the file in the clone of ``github["ref"]``.
            job: name of the job.
            github: values of the expressions ``${{ github.* }}``, without that word; ``ref`` is the branch. Values of
                other expressions by their whole name.
        """
        work, temporary = self.folder / "work", self.folder / "temp"
        for path in (work, temporary):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        done = Run()
        values = {**github, **{f"github.{key}": value for key, value in github.items()}, "runner.temp": str(temporary)}
        for step in read(WORKFLOWS / workflow)["jobs"][job]["steps"]:
            self._step(step, values, done)
        summary = temporary / "summary.md"
        done.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return done

    def _step(self, step: Mapping[str, Any], values: Mapping[str, str], done: Run) -> None:
        assert step.get("if") in (None, "${{ !cancelled() }}"), step
        if done.failed and "if" not in step:
            return
        if "uses" in step:
            action = step["uses"].split("@")[0].rpartition("/")[2]
            given = {key: _filled(value, values) for key, value in step.get("with", {}).items()}
            getattr(self, f"_{action.replace('-', '_')}")(given, values, done)
            return
        own = {key: _filled(value, values) for key, value in step.get("env", {}).items()}
        assert not _EXPRESSION.search(step["run"])
        if step["run"] not in self.installed:
            self._script(step["run"], own, done)
        if "pip install" in step["run"] and not done.failed:
            self.installed.add(step["run"])

    def _script(self, script: str, own: Mapping[str, str], done: Run) -> None:
        """A script as GitHub runs it on Linux."""
        temporary = self.folder / "temp"
        (temporary / "script.sh").write_text(script, encoding="utf-8")
        given = {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "summary.md")}
        ended = subprocess.run(
            ["bash", "-e", str(temporary / "script.sh")], cwd=self.folder / "work", check=False, timeout=300,
            env={**self.environment, **given, **own}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        done.log += ended.stdout.decode("utf-8")
        done.failed |= ended.returncode != 0

    def _checkout(self, given: Mapping[str, str], values: Mapping[str, str], _: Run) -> None:
        """Fetch as the action does: the one commit, or with ``fetch-depth: 0`` all branches and that commit."""
        assert given["persist-credentials"] == "false"
        work, revision = self.folder / "work", given.get("ref") or values["github.ref"]
        git(work, "init", "-q")
        git(work, "remote", "add", "origin", self.origin.as_uri())
        if given.get("fetch-depth") == "0":
            git(work, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
        depth = [] if given.get("fetch-depth") == "0" else ["--depth=1"]
        git(work, "fetch", "-q", *depth, "origin", revision)
        git(work, "checkout", "-q", "--detach", "FETCH_HEAD")

    def _setup_python(self, given: Mapping[str, str], *_: object) -> None:
        assert given["python-version"]

    def _upload_artifact(self, given: Mapping[str, str], _: object, done: Run) -> None:
        source = self.folder / "work" / given["path"]
        if source.is_dir():
            target = self.folder / "artifacts" / given["name"]
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target)
            done.artifacts[given["name"]] = target
        else:
            done.failed |= given["if-no-files-found"] == "error"

    def _download_artifact(self, given: Mapping[str, str], _: object, __: object) -> None:
        """Fetch what earlier jobs on this machine uploaded by names of a pattern, into one folder."""
        assert given["merge-multiple"] == "true"
        for source in sorted((self.folder / "artifacts").glob(given["pattern"])):
            shutil.copytree(source, self.folder / "work" / given["path"], dirs_exist_ok=True)

    def _upload_sarif(self, given: Mapping[str, str], _: object, done: Run) -> None:
        done.artifacts["sarif"] = self.folder / "work" / given["sarif_file"]

    def _upload_pages_artifact(self, given: Mapping[str, str], values: Mapping[str, str], done: Run) -> None:
        self._upload_artifact({"name": "github-pages", "if-no-files-found": "error", **given}, values, done)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: values[match[1]], text)


def git(folder: Path, *words: str) -> str:
    """Run git as nobody in particular, with no settings but the repository's own."""
    who = {f"GIT_{role}_{what}": "uji@contoh.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **who, **alone}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")
