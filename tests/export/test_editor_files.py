"""``schema`` keeps the editor's files up to date, says when they are not, and leaves other settings alone."""

from __future__ import annotations

import json

import pytest

from cetakbiru.cli.main import CLEAN, FOUND, UNUSABLE, main
from cetakbiru.export.editor import FOLDER, SETTINGS
from tests.project import make

UNIT = "perangkat_daerah:\n  {}: {{nama: Dinas}}\n"


@pytest.fixture
def root(tmp_path):
    """A project with one unit, its schemas written."""
    make(tmp_path, {"blueprints/dishub.yaml": UNIT.format("dishub")})
    assert main(["schema", "--project", str(tmp_path)]) == CLEAN
    return tmp_path


def _schema(root, *words: str) -> int:
    return main(["schema", "--project", str(root), *words])


def _globs(root) -> dict[str, list[str]]:
    return json.loads((root / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"]


def test_each_file_has_its_schema(root):
    """The editor's settings tie each unit and each other file of a project to a schema that exists."""
    globs = _globs(root)
    assert globs[f"./{FOLDER}/unit-dishub.json"] == ["blueprints/dishub.yaml", "blueprints/dishub/**/*.yaml"]
    assert globs[f"./{FOLDER}/project.json"] == ["cetakbiru.yaml"]
    assert len(globs) == 6
    assert all((root / path).is_file() for path in globs)


def test_up_to_date_schemas_pass(root, capsys):
    """Right after writing, the check of the schemas is clean, and writing again changes nothing."""
    capsys.readouterr()
    assert _schema(root, "--check") == CLEAN
    assert _schema(root) == CLEAN
    assert "0 of 10 schema files brought up to date." in capsys.readouterr().out


def test_a_new_element_makes_them_stale(root, capsys):
    """A new id is named as a stale file with what to do, in both languages; writing mends it."""
    (root / "architecture/a.yaml").write_text("aplikasi:\n  sipd: {nama: SIPD}\n", encoding="utf-8")
    assert _schema(root, "--check") == FOUND
    said = capsys.readouterr().out
    assert f"  {FOLDER}/ids.json\n" in said
    assert "Skema di atas tidak cocok lagi dengan model." in said
    assert "These schemas no longer match the model." in said
    assert (_schema(root), _schema(root, "--check")) == (CLEAN, CLEAN)


def test_a_unit_that_is_gone_leaves_nothing_behind(root):
    """The schema of a unit without a file is stale, then removed with its entry in the settings."""
    make(root, {"blueprints/dinkes.yaml": UNIT.format("dinkes")})
    (root / "blueprints/dishub.yaml").unlink()
    assert (_schema(root, "--check"), _schema(root), _schema(root, "--check")) == (FOUND, CLEAN, CLEAN)
    assert not (root / FOLDER / "unit-dishub.json").exists()
    assert f"./{FOLDER}/unit-dishub.json" not in _globs(root)
    assert (root / FOLDER / "unit-dinkes.json").is_file()


def test_other_settings_stay(root):
    """Settings and schemas that people have added themselves are kept, in their order."""
    path = root / SETTINGS
    own = {"editor.fontSize": 15, "yaml.schemas": {"./ours.json": ["x.yaml"]}, "yaml.schemaStore.enable": True}
    path.write_text(json.dumps(own), encoding="utf-8")
    assert _schema(root) == CLEAN
    now = json.loads(path.read_text(encoding="utf-8"))
    assert list(now) == list(own)
    assert (now["editor.fontSize"], now["yaml.schemaStore.enable"]) == (15, True)
    assert next(iter(now["yaml.schemas"].items())) == ("./ours.json", ["x.yaml"])
    assert len(now["yaml.schemas"]) == 7


@pytest.mark.parametrize("text", ['{\n  // ukuran\n  "editor.fontSize": 15\n}\n', "[]", '{"yaml.schemas": []}'])
def test_settings_that_cannot_be_kept_are_left_as_they_are(root, capsys, text):
    """Comments would be lost by writing, so nothing is written, and the message says both ways out."""
    path = root / SETTINGS
    path.write_text(text, encoding="utf-8")
    assert _schema(root) == UNUSABLE
    assert "Hapus komentarnya, atau pindahkan berkasnya" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_half_a_model_gives_no_schema(root, capsys):
    """With a file that cannot be read, ids would be missing from every list: nothing is written, the file is named."""
    before = (root / FOLDER / "ids.json").read_bytes()
    (root / "blueprints/rusak.yaml").write_text("a: [\n", encoding="utf-8")
    assert _schema(root) == UNUSABLE
    assert "blueprints/rusak.yaml cannot be read" in capsys.readouterr().err
    assert (root / FOLDER / "ids.json").read_bytes() == before
