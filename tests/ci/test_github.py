"""The workflows for GitHub do what they are for: their scripts are run in a repository that `init` has just made."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ci.conftest import commit, push
from tests.ci.runner import WORKFLOWS, Run, Runner, commands, git, read
from tests.conftest import PACKS
from tests.site.reading import prints

UNIT = "blueprints/dinas-contoh.yaml"
# Names that a shell, a runner or a page could obey; git allows all of these in the name of a branch.
HOSTILE_BRANCHES = ["a$(touch${IFS}TRAP)", "b`touch${IFS}TRAP`", "c';touch${IFS}TRAP;'", 'd";touch${IFS}TRAP;"',
                    "e;touch${IFS}TRAP", "-f"]  # fmt: skip
HOSTILE_NAMES = ["::error::palsu", "%0A::warning::palsu", "baris\n::error file=a.yaml,line=1::palsu",
                 "baris\r::stop-commands::x", "`touch TRAP`", "$(touch TRAP)", "##[error]palsu", "a,file=b.yaml::palsu",
                 "\u2028::notice::palsu", "${{ github.token }}"]  # fmt: skip


def _replace(folder: Path, old: str, new: str) -> None:
    path = folder / UNIT
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _review(runner: Runner, head: str, base: str = "main") -> Run:
    """The review of a pull request numbered 7."""
    github = {"event.pull_request.head.sha": head, "event.pull_request.number": "7", "base_ref": base, "ref": head}
    return runner.run("review.yml", "review", github)


@pytest.mark.usefixtures("clone")
def test_a_new_repository_passes(runner):
    """What `init` writes is green as it is: the check finds nothing, and the site is there for upload."""
    check = runner.run("check.yml", "check", {"ref": "main"})
    assert not check.failed, check.log
    assert check.commands == []
    assert "0 galat" in check.log
    site = runner.run("check.yml", "site", {"ref": "main"})
    assert not site.failed, site.log
    assert (site.artifacts["situs"] / "index.html").is_file()


def test_a_finding_is_shown_at_its_line(clone, runner):
    """A planted error fails the check and becomes one annotation at its file, line and column."""
    _replace(
        clone, "proses_bisnis: [perizinan-angkutan]\n    ilustrasi", "proses_bisnis: [perizinan-angkutn]\n    ilustrasi"
    )
    line = (clone / UNIT).read_text(encoding="utf-8").split("\n").index("    proses_bisnis: [perizinan-angkutn]") + 1
    commit(clone, "Salah ketik")
    push(clone)
    check = runner.run("check.yml", "check", {"ref": "main"})
    assert check.failed
    first = next(item for item in check.commands if "perizinan-angkutn" in item)
    assert first.startswith(f"::error file={UNIT},line={line},col=21,endColumn=38,title=")


def test_code_scanning_gets_its_file(clone, runner):
    """The job for code scanning writes its report also where there are findings, and fails where there is no model."""
    _replace(clone, 'urusan: ["2.15"]', 'urusan: ["99.99"]')
    _pushed(clone)
    done = runner.run("check.yml", "sarif", {"ref": "main"})
    assert not done.failed, done.log
    report = json.loads(done.artifacts["sarif"].read_text(encoding="utf-8"))
    assert [item["level"] for item in report["runs"][0]["results"]] == ["error"]
    (clone / "cetakbiru.yaml").unlink()
    _pushed(clone)
    done = runner.run("check.yml", "sarif", {"ref": "main"})
    assert done.failed
    assert done.artifacts == {}


def test_a_site_with_errors_is_not_published(clone, runner):
    """Pages gets the site of main only while the check passes."""
    assert "github-pages" in runner.run("pages.yml", "build", {"ref": "main"}).artifacts
    _replace(clone, 'urusan: ["2.15"]', 'urusan: ["99.99"]')
    _pushed(clone)
    done = runner.run("pages.yml", "build", {"ref": "main"})
    assert done.failed
    assert done.artifacts == {}


@pytest.mark.usefixtures("clone")
def test_a_large_site_is_built_in_shares(runner):
    """With the variable set, jobs build the shares, and one joins them; what Pages gets is what one job would give."""
    whole = runner.run("pages.yml", "build", {"ref": "main"}).artifacts["github-pages"]
    expected = prints(whole)
    shutil.rmtree(whole)
    for number in ("1", "2"):
        done = runner.run("pages.yml", "shard", {"ref": "main", "matrix.number": number, "strategy.job-total": "2"})
        assert not done.failed, done.log
        assert set(done.artifacts) == {f"shard-{number}"}
    done = runner.run("pages.yml", "join", {"ref": "main"})
    assert not done.failed, done.log
    assert prints(done.artifacts["github-pages"]) == expected
    shutil.rmtree(runner.folder / "artifacts" / "shard-2")
    done = runner.run("pages.yml", "join", {"ref": "main"})
    assert done.failed
    assert "2/2" in done.log
    assert done.artifacts == {}


def test_one_variable_decides_how_the_site_is_built():
    """Without the variable one job builds the site; with it, as many as it lists, and either way it is published."""
    jobs = read(WORKFLOWS / "pages.yml")["jobs"]
    assert [jobs[name].get("if") for name in ("build", "shard", "join")] == [
        "vars.CETAKBIRU_SHARDS == ''", "vars.CETAKBIRU_SHARDS != ''", None,
    ]  # fmt: skip
    assert jobs["join"]["needs"] == "shard"
    assert jobs["deploy"]["needs"] == ["build", "join"]
    assert "needs.build.result == 'success' || needs.join.result == 'success'" in jobs["deploy"]["if"]
    assert "fromJSON(vars.CETAKBIRU_SHARDS || '[1]')" in jobs["shard"]["strategy"]["matrix"]["number"]


def test_a_pull_request_is_reviewed(clone, runner):
    """A change without a new error passes; comment, number and review are uploaded, and the run's page shows it."""
    git(clone, "switch", "-q", "-c", "fitur")
    _replace(clone, "Sistem Izin Angkutan", "Sistem Izin Angkutan Terpadu")
    done = _review(runner, _pushed(clone))
    assert not done.failed, done.log
    assert (done.artifacts["review-comment"] / "number.txt").read_text() == "7\n"
    comment = (done.artifacts["review-comment"] / "comment.md").read_text(encoding="utf-8")
    assert "Sistem Izin Angkutan Terpadu" in comment
    assert done.summary == comment
    review = json.loads((done.artifacts["review"] / "review.json").read_text(encoding="utf-8"))
    assert [(row["element"], row["after"]) for row in review["rows"]] == [
        ("dinas-contoh/siangkut", "Sistem Izin Angkutan Terpadu")
    ]


def test_a_new_error_fails_the_review_and_is_told(clone, runner):
    """The review of a change that brings an error fails, and its comment is uploaded all the same."""
    git(clone, "switch", "-q", "-c", "fitur")
    _replace(clone, "RAA.02.02", "RAA.99.99")
    done = _review(runner, _pushed(clone))
    assert done.failed
    assert "RAA.99.99" in (done.artifacts["review-comment"] / "comment.md").read_text(encoding="utf-8")
    assert done.commands == []


def test_what_main_did_meanwhile_is_not_reviewed(clone, runner):
    """Only the branch's own change counts, although main has gone on since."""
    git(clone, "switch", "-q", "-c", "fitur")
    _replace(clone, "Sistem Izin Angkutan", "Sistem Izin Baru")
    head = _pushed(clone)
    git(clone, "switch", "-q", "main")
    _replace(clone, "Izin angkutan daring", "Izin lain")
    _pushed(clone)
    comment = (_review(runner, head).artifacts["review"] / "comment.md").read_text(encoding="utf-8")
    assert "Sistem Izin Baru" in comment
    assert "Izin lain" not in comment


@pytest.mark.parametrize("name", HOSTILE_BRANCHES)
def test_a_branch_name_is_only_a_name(clone, runner, name):
    """No script obeys anything in the name of the base branch, whatever signs git lets it have."""
    git(clone, "push", "-q", "origin", f"HEAD:refs/heads/{name}")
    git(clone, "switch", "-q", "-c", "fitur")
    _replace(clone, "Sistem Izin Angkutan", "Sistem Izin Baru")
    done = _review(runner, _pushed(clone), name)
    assert not done.failed, done.log
    assert done.commands == []
    assert _traps(runner) == []


def test_names_in_a_forks_model_are_only_names(clone, runner):
    """Hostile names give exactly one annotation for each finding, no other command, and run nothing."""
    git(clone, "switch", "-q", "-c", "fork")
    hostile = {f"jahat-{number}": {"nama": name, "referensi": name, "layanan": [name]}
               for number, name in enumerate(HOSTILE_NAMES)}  # fmt: skip
    (clone / "blueprints/jahat.yaml").write_text(json.dumps({"aplikasi": hostile}), encoding="utf-8")
    (clone / "blueprints/%0A,::error::.yaml").write_text("aplikasi: {x: {nama: [}}\n", encoding="utf-8")
    head = commit(clone, "::error::palsu\n\n##[error]palsu")
    git(clone, "push", "-q", "origin", "HEAD:refs/pull/7/head")
    check = runner.run("check.yml", "check", {"ref": "refs/pull/7/head"})
    work = runner.folder / "work"
    found = _found(runner, work)
    assert len(found) > 3 * len(HOSTILE_NAMES)
    assert len(check.commands) == len(found)
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    places = [
        f"::{levels[item['severity']]} file={_escaped(item['location']['path'])},line={item['location']['line']},"
        for item in found
    ]
    assert [one.startswith(place) for one, place in zip(check.commands, places, strict=True)] == [True] * len(found)
    review = _review(runner, head)
    assert review.failed
    assert review.commands == []
    assert {"review", "review-comment"} <= set(review.artifacts)
    assert runner.run("check.yml", "site", {"ref": "refs/pull/7/head"}).commands == []
    assert _traps(runner) == []


def test_words_of_a_forks_settings_are_only_words(clone, runner):
    """Neither a message about the settings nor words of a pack that a fork brings along can give a command."""
    git(clone, "switch", "-q", "-c", "fork")
    (clone / "cetakbiru.yaml").write_text('pack: spbe\n"x\\n::error::palsu": 1\n', encoding="utf-8")
    commit(clone, "Setelan jahat")
    push(clone)
    done = runner.run("check.yml", "check", {"ref": "fork"})
    assert done.failed
    assert "::error::palsu" in done.log
    assert done.commands == []
    shutil.copytree(PACKS / "trem", clone / "pack")
    labels = clone / "pack/labels.yaml"
    labels.write_text(
        'checked: "::error::palsu"\ncheck-passed: "x ##[error]palsu"\n' + labels.read_text("utf-8"), "utf-8"
    )
    shutil.rmtree(clone / "blueprints")
    shutil.rmtree(clone / "architecture")
    shutil.rmtree(clone / "members", ignore_errors=True)
    for name in ("architecture", "blueprints", "members", "cetakbiru.yaml"):
        source = PACKS / "trem-project" / name
        shutil.copytree(source, clone / name) if source.is_dir() else shutil.copy(source, clone / name)
    commit(clone, "Paket jahat")
    push(clone)
    done = runner.run("check.yml", "check", {"ref": "fork"})
    assert "error: :palsu" in done.log
    assert [
        item for item in done.commands if not item.split("::")[1].startswith(("error file=", "warning file="))
    ] == []


def test_the_stand_in_sees_commands():
    """The runner of these tests would notice a command: both forms, with leading space, and not while stopped."""
    log = [
        "a ::error::no",
        "  ::error::a",
        "x ##[warning]b",
        "::stop-commands::t",
        "::error::no",
        "##[error]no",
        "::t::",
    ]
    assert commands("\n".join(log)) == ["  ::error::a", "x ##[warning]b"]
    assert commands("::notice file=a::c\r::set-env name=A::d") == ["::notice file=a::c", "::set-env name=A::d"]


def _pushed(clone: Path) -> str:
    head = commit(clone, "Ubah")
    push(clone)
    return head


def _found(runner: Runner, work: Path) -> list[dict[str, str]]:
    """The findings as JSON, by the toolkit that the job installed."""
    words = ["cetakbiru", "check", "--format", "json"]
    said = subprocess.run(words, cwd=work, env=runner.environment, capture_output=True, check=False)
    return json.loads(said.stdout)["findings"]


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _traps(runner: Runner) -> list[Path]:
    return [path for path in runner.folder.rglob("TRAP*") if path.name == "TRAP"]
