"""Repositories and revisions that cannot be reviewed, or not wholly: what is said, and what is reviewed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cetakbiru.cli.main import main
from tests.project import make
from tests.review.planted import commit, git
from tests.review.small import PATH, UNIT, change, repository, rows, seen


def _refused(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command says as it ends with 2 and shows nothing."""
    assert main(["review", *(words or ("utama",)), "--project", str(root)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 2
    return err


def test_without_git_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is no repository is told, with what to do, in both languages."""
    said = _refused(make(tmp_path / "p", {PATH: UNIT}), capsys)
    assert "git init" in said
    assert "not a git repository" in said


def test_without_the_program_git_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git is not on the path, that is what is said, and not that the folder is no repository."""
    root = repository(tmp_path / "p")
    monkeypatch.setenv("PATH", str(tmp_path))
    said = _refused(root, capsys)
    assert "Git tidak terpasang" in said
    assert "not installed" in said


def test_no_such_revision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that git does not know is repeated; one that looks like an option is no option."""
    root = repository(tmp_path / "p")
    assert "'utma' tidak dikenal" in _refused(root, capsys, "utma")
    assert "'lain' tidak dikenal" in _refused(root, capsys, "utama", "lain")
    git(root, "update-ref", "refs/heads/--output=x", "HEAD")
    assert main(["review", "--project", str(root), "--", "--output=x"]) == 0
    assert not (root / "x").exists()


def test_a_repository_without_commits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was committed yet there is nothing to compare with."""
    root = make(tmp_path / "p", {PATH: UNIT})
    git(root, "init", "-q")
    assert "tidak dikenal" in _refused(root, capsys)


def test_nothing_to_compare_with_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a revision and without years the command says what it needs; one year of two is not enough."""
    root = repository(tmp_path / "p")
    for words in ((), ("--from-year", "2025")):
        assert main(["review", *words, "--project", str(root)]) == 2
        assert "review main" in capsys.readouterr().err


def test_a_shallow_clone_is_told_which_depth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clone that lacks the base, or the commit where both parted, is told to fetch all: depth 0 in CI."""
    root = repository(tmp_path / "p")
    first = git(root, "rev-parse", "HEAD")
    change(root, {PATH: UNIT.replace("Izin}", "Izin Usaha}")})
    git(root, "switch", "-q", "-c", "usul", "HEAD~1")
    change(root, {PATH: UNIT.replace("SI Izin", "SI Izin Baru")})
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{root}", "dangkal")
    for base in (first, "origin/utama"):
        said = _refused(tmp_path / "dangkal", capsys, base)
        assert "dangkal" in said
        assert "git fetch --unshallow" in said
        assert "fetch-depth: 0" in said
        assert "GIT_DEPTH: 0" in said
    git(tmp_path / "dangkal", "fetch", "-q", "--unshallow")
    assert main(["review", "origin/utama", "--project", str(tmp_path / "dangkal")]) == 0
    assert "SI Izin Baru" in capsys.readouterr().out


def test_unrelated_histories_can_be_compared_directly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two histories without a common ancestor are refused with the way out, and compared directly where asked."""
    root = repository(tmp_path / "p")
    git(root, "switch", "-q", "--orphan", "lain")
    change(root, {PATH: UNIT.replace("SI Izin", "SI Lain")})
    assert "--no-merge-base" in _refused(root, capsys)
    assert main(["review", "utama", "--no-merge-base", "--project", str(root)]) == 0
    assert "SI Izin → SI Lain" in capsys.readouterr().out


def test_a_base_with_broken_yaml_is_reviewed_as_far_as_it_goes(tmp_path: Path) -> None:
    """What stands in a file that the base cannot read is neither new nor gone, which is said; the rest is reviewed."""
    root = repository(tmp_path / "p", {"blueprints/contoh-lain.yaml": "layanan: [\n"})
    other = "perangkat_daerah:\n  contoh-lain: {nama: Lain}\nlayanan:\n  lain: {nama: Layanan lain}\n"
    fixed = {"blueprints/contoh-lain.yaml": other, PATH: UNIT.replace("SI Izin", "SI Izin Baru")}
    change(root, {"x.txt": ""})
    git(root, "switch", "-q", "-c", "usul")
    change(root, fixed)
    review, found = seen(root)
    assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
    assert any(item.rule.startswith("yaml-") for item in review.resolved)
    assert {item.place.path for item in review.introduced} <= {PATH, "architecture/a.yaml"}
    (note,) = found["notes"]
    assert note.startswith(f"blueprints/contoh-lain.yaml pada utama ({review.before.commit[:9]}) tidak dapat dibaca")


def test_a_change_that_breaks_a_file_removes_nothing(tmp_path: Path) -> None:
    """Where the change itself breaks a file, that is the new error; its elements are unknown, not removed."""
    root = repository(tmp_path / "p")
    (root / PATH).write_text(UNIT + "data: {\n", encoding="utf-8")
    review, found = seen(root)
    assert rows(found) == []
    assert [item.severity for item in review.introduced if item.place.path == PATH] == ["error"]
    assert "salinan kerja tidak dapat dibaca" in found["notes"][0]


OWN_RULE = "type: expression\nseverity: error\ntitle: X\nmessage: X\n"


@pytest.mark.parametrize(
    "broken",
    [
        {"cetakbiru.yaml": "pack: [\n"},
        {"cetakbiru.yaml": "pack: tidak-ada\n"},
        {"cetakbiru.yaml": "pack: spbe\nrules: {no-such-rule: error}\n"},
        {"architecture/rules/own.yaml": "type: expression\n"},
        {"architecture/rules/own.yaml": "type: no-such-type\nseverity: error\ntitle: X\nmessage: X\n"},
        {"architecture/rules/own.yaml": f"{OWN_RULE}parameters: {{x: y}}\n"},
    ],
    ids=["settings", "pack", "rule that is not there", "rule", "rule type", "rule's parameters"],
)
def test_a_base_with_broken_settings_is_read_with_the_present_ones(broken: dict[str, str], tmp_path: Path) -> None:
    """The base's model is reviewed as the present settings, pack and rules see it, and the reader is told why."""
    root = repository(tmp_path / "p", broken)
    git(root, "switch", "-q", "-c", "usul")
    mended = {
        "cetakbiru.yaml": "pack: spbe\nid: contoh\nprofile: ketat\n",
        PATH: UNIT.replace("SI Izin", "SI Izin Baru"),
    }
    for path in broken:
        (root / path).unlink()
    make(root, mended)
    commit(root, "Perbaiki")
    for head in ("", "usul"):
        review, found = seen(root, "utama", head)
        assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
        assert review.introduced == ()
        assert len(found["notes"]) == 1
        assert "revisi dasar tidak dapat dipakai" in found["notes"][0]
        assert str(tmp_path) not in found["notes"][0]
        assert "/tmp" not in found["notes"][0]
        assert {item["path"] for item in found["files"]} == set(broken)


def test_a_base_without_settings_is_read_with_the_present_ones(tmp_path: Path) -> None:
    """A base from before the project had settings is reviewed too."""
    root = repository(tmp_path / "p")
    settings = (root / "cetakbiru.yaml").read_text()
    (root / "cetakbiru.yaml").unlink()
    base = commit(root, "Tanpa setelan")
    change_ = {"cetakbiru.yaml": settings, PATH: UNIT.replace("SI Izin", "SI Izin Baru")}
    make(root, change_)
    _, found = seen(root, base)
    assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
    assert found["files"] == [{"path": "cetakbiru.yaml", "sign": "+"}]
    assert len(found["notes"]) == 1


def test_the_project_s_own_pack_is_read_from_the_revision(trem: Path) -> None:
    """A pack in the project's folder is read as each revision has it; another version of it is told."""
    git(trem, "init", "-q")
    commit(trem, "Begin")
    head = trem / "pack" / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("version:", "version: 9", 1), encoding="utf-8")
    kind = trem / "pack" / "kinds" / "stop.yaml"
    kind.write_text("# A comment.\n" + kind.read_text(encoding="utf-8"), encoding="utf-8")
    _, found = seen(trem, "HEAD")
    assert found["rows"] == []
    assert found["files"] == [{"path": "pack/pack.yaml", "sign": "~"}]
    assert "Paket berubah" in found["notes"][0]


def test_a_folder_under_another_name(tmp_path: Path) -> None:
    """A unit whose folder and id change is told as renamed, all of it, and nothing as gone or new."""
    root = repository(tmp_path / "p", {PATH: "", "blueprints/contoh/unit.yaml": UNIT})
    shutil.move(root / "blueprints/contoh", root / "blueprints/baru")
    unit = root / "blueprints/baru/unit.yaml"
    unit.write_text(unit.read_text(encoding="utf-8").replace("  contoh: {", "  baru: {"), encoding="utf-8")
    commit(root, "Ganti nama")
    _, found = seen(root, "HEAD~1", "HEAD")
    assert {(row["sign"], row["element"]) for row in found["rows"]} == {
        ("→", "baru"),
        ("→", "baru/izin"),
        ("→", "baru/si"),
    }
    assert (found["introduced"], found["resolved"]) == ([], [])


def test_links_are_read_as_on_disk(tmp_path: Path) -> None:
    """A link to a file of the project is that file, on both sides; one that leads out is a finding on both."""
    root = repository(tmp_path / "p", {"bersama/data.yaml": "data:\n  d: {nama: Data}\n"})
    (root / "blueprints/contoh-lain.yaml").symlink_to("../bersama/data.yaml")
    (root / "architecture/luar.yaml").symlink_to("/etc/passwd")
    (root / "architecture/putar.yaml").symlink_to("putar.yaml")
    (root / "architecture/folder").symlink_to("../blueprints")
    commit(root, "Tautan")
    review, found = seen(root, "HEAD")
    assert "contoh-lain/d" in review.before.model.elements
    assert (found["rows"], found["introduced"], found["resolved"], found["files"]) == ([], [], [], [])
    assert {"file-outside-project", "folder-is-link"} <= {item.rule for item in review.before.findings}
    assert not any("root:" in str(item) for item in review.before.findings)


def test_a_submodule_is_told_and_not_compared(tmp_path: Path) -> None:
    """Files of a submodule are in no commit of the project; they are neither new nor gone, and the reader is told."""
    other = make(tmp_path / "lain", {"unit.yaml": "layanan:\n  dari-modul: {nama: Dari modul}\n"})
    git(other, "init", "-q")
    commit(other, "Awal")
    root = repository(tmp_path / "p")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "blueprints/modul")
    commit(root, "Modul")
    (root / PATH).write_text(UNIT.replace("SI Izin", "SI Izin Baru"), encoding="utf-8")
    review, found = seen(root, "HEAD")
    assert "modul/dari-modul" in review.after.model.elements
    assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
    assert "blueprints/modul pada HEAD" in found["notes"][0]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00l", b"layanan:\n  a: {nama: caf\xe9}\n", bytes(range(256))])
def test_files_that_are_no_text(content: bytes, tmp_path: Path) -> None:
    """A binary file, or one that is not UTF-8, in place of YAML is told and not compared; a picture is left alone."""
    root = repository(tmp_path / "p", {"blueprints/biner.yaml": content, "blueprints/contoh.png": content})
    (root / PATH).write_text(UNIT.replace("SI Izin", "SI Izin Baru"), encoding="utf-8")
    (root / "blueprints/contoh.png").write_bytes(content * 2)
    _, found = seen(root)
    assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
    assert found["introduced"] == []
    assert found["files"] == []
    assert "blueprints/biner.yaml pada utama" in found["notes"][0]


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """A project in a folder of a repository is reviewed alone, whatever else changes there."""
    top = make(tmp_path / "p", {"arsitektur/architecture/a.yaml": "{}\n", f"arsitektur/{PATH}": UNIT})
    make(top / "arsitektur", {})
    git(top, "init", "-q")
    commit(top, "Awal")
    make(top, {f"arsitektur/{PATH}": UNIT.replace("SI Izin", "SI Izin Baru"), PATH: "layanan:\n  x: {nama: X}\n"})
    commit(top, "Ubah")
    _, found = seen(top / "arsitektur", "HEAD~1", "HEAD")
    assert rows(found) == [("~", "contoh/si", "SI Izin", "SI Izin Baru")]
    assert found["rows"][0]["path"] == PATH


def test_it_works_inside_a_hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook's environment names another repository's folder and index; the project's own are used all the same."""
    root = repository(tmp_path / "p")
    (root / PATH).write_text(UNIT.replace("SI Izin", "SI Izin Baru"), encoding="utf-8")
    for name, value in (("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/lain"), ("GIT_WORK_TREE", str(tmp_path))):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    _, found = seen(root, "utama")
    assert len(found["rows"]) == 1
    assert os.environ["GIT_DIR"] == ".git"
