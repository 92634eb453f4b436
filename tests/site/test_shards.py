"""The law of shares: joined, they give the bytes of a site built at once; what does not belong together is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cetakbiru.cli.main import CLEAN, UNUSABLE, main
from cetakbiru.site.shards import Share
from tests.conftest import ROOT
from tests.site.conftest import town
from tests.site.reading import prints


@pytest.fixture(scope="module")
def shares(tmp_path_factory) -> Path:
    """A folder of shares of the toy project, ``2-of-3`` and so on, those of a division built in as many processes."""
    project = town(tmp_path_factory.mktemp("shares") / "town")
    for of in (1, 2, 3):
        words = [sys.executable, "-m", "cetakbiru", "build", "--project", str(project), "--shard"]
        running = [
            subprocess.Popen([*words, f"{number}/{of}"], stdout=subprocess.DEVNULL, cwd=ROOT)
            for number in range(1, of + 1)
        ]
        assert [process.wait() for process in running] == [CLEAN] * of
    assert not (project / "site").exists()
    return project / ".cetakbiru" / "shards"


@pytest.fixture
def project(tmp_path) -> Path:
    """The toy project with a site that a test can recognise."""
    made = town(tmp_path / "town")
    (made / "site").mkdir()
    (made / "site" / "index.html").write_text("<p>the last good site</p>", encoding="utf-8")
    return made


def _join(project: Path, *folders: Path) -> int:
    return main(["build", "--project", str(project), "--join", *map(str, folders)])


@pytest.mark.parametrize("of", [1, 2, 3])
def test_joined_shares_give_the_bytes_of_one_build(toy, shares, project, of):
    """However many processes built it, and in whatever order they are named, the site is that of one build."""
    folders = [shares / f"{number}-of-{of}" for number in range(of, 0, -1)]
    assert _join(project, *folders) == CLEAN
    assert prints(project / "site") == prints(toy / "site")


def test_each_share_holds_its_own_pages(toy, shares):
    """Every page is built in one share alone, the shares are of one size, and the diagrams are dealt out too."""
    held = [
        {path for path in prints(shares / f"{number}-of-2" / "site") if path.endswith(".html")} for number in (1, 2)
    ]
    every = {path for path in prints(toy / "site") if path.endswith(".html")}
    assert held[0] | held[1] == every
    assert held[0].isdisjoint(held[1])
    told = [json.loads((shares / f"{number}-of-2" / "shard.json").read_text("utf-8")) for number in (1, 2)]
    assert abs(told[0]["pages"] - told[1]["pages"]) <= 2  # one of each language


def _lost(folder: Path, _: Path) -> list[Path]:
    return [folder / "1-of-3", folder / "3-of-3"]


def _doubled(folder: Path, _: Path) -> list[Path]:
    return [folder / "1-of-2", folder / "2-of-2", folder / "1-of-2"]


def _doubled_elsewhere(folder: Path, shares: Path) -> list[Path]:
    return [folder / "1-of-2", folder / "2-of-2", shares / "1-of-2"]


def _of_another_division(folder: Path, _: Path) -> list[Path]:
    return [folder / "1-of-2", folder / "2-of-3"]


def _of_another_version(folder: Path, _: Path) -> list[Path]:
    path = folder / "2-of-2" / "shard.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"toolkit": "0.0.9", "more": 1}), "utf-8")
    return [folder / "1-of-2", folder / "2-of-2"]


def _torn(folder: Path, _: Path) -> list[Path]:
    path = folder / "2-of-2" / "shard.json"
    path.write_text(path.read_text("utf-8")[:90], "utf-8")
    return [folder / "1-of-2", folder / "2-of-2"]


def _no_share(folder: Path, _: Path) -> list[Path]:
    return [folder / "1-of-2", folder / "2-of-2", folder]


def _damaged(folder: Path, _: Path) -> list[Path]:
    next(path for path in sorted((folder / "2-of-2" / "site").rglob("*.html"))).unlink()
    return [folder / "1-of-2", folder / "2-of-2"]


REFUSED: dict[str, tuple[Callable[[Path, Path], list[Path]], str, str]] = {
    "one is missing": (_lost, "tidak ada 2/3", "missing: 2/3"),
    "one is named twice": (_doubled, "lebih dari sekali", "more than once"),
    "one is there twice": (_doubled_elsewhere, "lebih dari sekali (1/2)", "more than once (1/2)"),
    "one of another division": (_of_another_division, "2-of-3 adalah bagian dari 3", "2-of-3 is a share of 3"),
    "one of another version": (_of_another_version, "2-of-2: dibangun dengan cetakbiru 0.0.9", "by cetakbiru 0.0.9"),
    "one without a whole manifest": (_torn, "2-of-2: bukan bagian situs", "2-of-2: no share"),
    "a folder that is no share": (_no_share, "shards: bukan bagian situs", "shards: no share"),
    "one that lost a page": (_damaged, "2-of-2: isinya bukan lagi", "2-of-2: its files are not"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_shares_that_do_not_belong_together_are_refused(shares, project, tmp_path, capsys, name):
    """What does not make one whole site is refused in both languages, and the last site stays as it was."""
    spoil, indonesian, english = REFUSED[name]
    shutil.copytree(shares, tmp_path / "shards", ignore=shutil.ignore_patterns("*.work"))
    before = prints(project / "site")
    assert _join(project, *spoil(tmp_path / "shards", shares)) == UNUSABLE
    said = capsys.readouterr().err
    assert indonesian in said
    assert english in said
    assert prints(project / "site") == before


def test_a_share_of_another_model_is_refused(shares, project, tmp_path, capsys):
    """A share built after a name was edited does not fit one from before."""
    path = project / "blueprints" / "north.yaml"
    path.write_text(path.read_text("utf-8").replace("Hill Line", "Mount Line"), "utf-8")
    out = tmp_path / "other"
    assert main(["build", "--project", str(project), "--shard", "2/2", "--out", str(out)]) == CLEAN
    assert _join(project, shares / "1-of-2", out) == UNUSABLE
    said = capsys.readouterr().err
    assert f"{out} dan {shares / '1-of-2'} dibangun dari model atau setelan yang berbeda" in said
    assert "were built from different models or settings" in said


def test_links_are_checked_when_shares_are_joined(project, capsys):
    """A link that leads nowhere stops the joining, not the share that it stands in; the last site stays."""
    (project / "blueprints" / "south" / "more.md").write_text("[there](gone.html)\n", encoding="utf-8")
    before = prints(project / "site")
    assert main(["build", "--project", str(project), "--lang", "en", "--shard", "1/1"]) == CLEAN
    assert _join(project, project / ".cetakbiru" / "shards" / "1-of-1") == UNUSABLE
    assert "unit/south/index.html: tidak ada halaman / no such page: gone.html" in capsys.readouterr().err
    assert prints(project / "site") == before


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n", []),
        ("templates/views.md.j2", '{% extends "base.md.j2" %}{% block front %}icon: x\n{% endblock %}', []),
        ("note.txt", "", ["--engine", "zensical"]),
    ],
    ids=["settings of its own", "a template of its own", "another engine"],
)
def test_a_site_that_cannot_be_cut_is_told(project, capsys, path, text, words):
    """Where a page may show something of others, no share is built, and both ways out are named."""
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")
    assert main(["build", "--project", str(project), "--lang", "en", "--shard", "1/2", *words]) == UNUSABLE
    said = capsys.readouterr().err
    assert "Bangun tanpa --shard" in said
    assert "Build without --shard" in said


def test_a_folder_with_other_things_is_left_alone(project, capsys):
    """A share never takes the place of a folder that holds anything else."""
    before = prints(project)
    assert (
        main(["build", "--project", str(project), "--shard", "1/2", "--out", str(project / "blueprints")]) == UNUSABLE
    )
    assert "holds something else" in capsys.readouterr().err
    assert prints(project / "blueprints") == {
        path.removeprefix("blueprints/"): made for path, made in before.items() if path.startswith("blueprints/")
    }


def test_a_folder_without_a_share_is_told(project, capsys):
    """A folder for a share is asked for only together with a share."""
    assert main(["build", "--project", str(project), "--out", "x"]) == UNUSABLE
    assert "--out hanya berlaku bersama --shard" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2", "1/2/3", " 1/2"])
def test_what_is_no_share_is_told(text, capsys):
    """A share is a number of a number, from 1, and not more than there are."""
    with pytest.raises(SystemExit) as ended:
        main(["build", f"--shard={text}"])
    assert ended.value.code == UNUSABLE
    assert "tulis seperti 2/4" in capsys.readouterr().err
    assert str(Share.read("2/4")) == "2/4"
