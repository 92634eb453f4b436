"""A build that fails says why, ends with 2, and leaves the last good site as it was, byte for byte."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from cetakbiru.cli.main import CLEAN, FOUND, UNUSABLE, main
from cetakbiru.site.built import exchange
from cetakbiru.site.engine import MkDocs
from tests.site.conftest import town
from tests.site.reading import prints

VIEW = "architecture/viewpoints/own.yaml"
TEMPLATE = "templates/rules.md.j2"
# What is wrong: a file of the project, its content, and what the message must name.
FAULTS = {
    "settings of the theme with a fault of form": ("mkdocs.yml", "theme: [\n", "mkdocs.yml"),
    "settings of the theme that are a list": ("mkdocs.yml", "- theme\n", "mkdocs.yml"),
    "settings of the theme that say nothing": ("mkdocs.yml", "", "mkdocs.yml"),
    "a theme that is a list": ("mkdocs.yml", "theme: [material]\n", "mkdocs.yml: theme"),
    "a theme that is not there": ("mkdocs.yml", "theme: no-such-theme\n", "no-such-theme"),
    "further settings that are a list": ("mkdocs.yml", "theme: material\nextra: [a]\n", "mkdocs.yml: theme, extra"),
    "an extension that is not there": (
        "mkdocs.yml", "theme: material\nmarkdown_extensions: [no_such_extension]\n", "no_such_extension"),
    "a plugin that is not there": ("mkdocs.yml", "theme: material\nplugins: [no-such-plugin]\n", "no-such-plugin"),
    "a template with a fault of form": (TEMPLATE, "text\n{% if %}\n", "rules.md.j2:2: TemplateSyntaxError"),
    "a template that asks for what is not there": (TEMPLATE, "{{ page.nothing }}\n", "rules.md.j2:1: UndefinedError"),
    "a template that raises": (TEMPLATE, "\n\n{{ 1 // 0 }}\n", "rules.md.j2:3: ZeroDivisionError"),
    "a view of a form that is not there": (VIEW, "form: globe\ntitle: Own\n", "viewpoints/own.yaml: form: globe"),
    "a view with a wrong option": (VIEW, "form: diagram\ntitle: Own\nlimit: few\n", "viewpoints/own.yaml: limit: few"),
    "a view of nothing that is": (VIEW, "form: diagram\ntitle: Own\nselect: mars\n", "own.yaml: select: mars"),
    "a view whose name is no address": ("architecture/viewpoints/a b.yaml", "form: diagram\ntitle: Own\n", "a b.yaml"),
    "a narrative that links to nowhere": (
        "blueprints/south/more.md", "[there](gone.html)\n", "unit/south/index.html: tidak ada halaman / no such page"),
    "a template that loads from a network": (
        TEMPLATE, '{% extends "base.md.j2" %}{% block content %}<p><img src="//example.org/x.png"></p>{% endblock %}',
        "rules/index.html: memuat dari jaringan / loads from a network: //example.org/x.png"),
}  # fmt: skip


FOREIGN = ["fr", "../../outside", "<script>"]


@pytest.fixture
def project(tmp_path) -> Path:
    """The toy project with a site that a test can recognise."""
    made = town(tmp_path / "town")
    (made / "site" / "unit").mkdir(parents=True)
    (made / "site" / "index.html").write_text("<p>the last good site</p>", encoding="utf-8")
    (made / "site" / "unit" / "a.html").write_bytes(bytes(range(256)))
    return made


def fails(project: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a build says that must fail and leave the site alone."""
    before = prints(project / "site")
    assert main(["build", "--lang", "en", "--project", str(project), *words]) == UNUSABLE
    assert prints(project / "site") == before
    said = capsys.readouterr()
    assert "the last site is still whole" in said.out
    assert "Traceback" not in said.out + said.err
    return said.err


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_build_is_told_and_harms_nothing(project, capsys, fault):
    """Whatever of the project cannot be used is named, with the place where one looks."""
    path, text, said = FAULTS[fault]
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")
    assert said in fails(project, capsys)


SECOND = {
    "a template": ({TEMPLATE: "{% if language == 'id' %}{{ 1 // 0 }}{% endif %}\n"}, "j2:1: ZeroDivisionError"),
    "the engine": (
        {
            "mkdocs.yml": "theme: material\nhooks: [hook.py]\n",
            ".cetakbiru/hook.py": "def on_config(config):\n    1 // config.docs_dir.endswith('en')\n",
        },
        "ZeroDivisionError",
    ),
}


@pytest.mark.parametrize("place", SECOND)
def test_what_fails_in_the_second_language_alone_is_told_as_well(project, capsys, place):
    """The languages are built side by side; the fault is named, and not that something beside it ended."""
    files, said = SECOND[place]
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    assert main(["build", "--project", str(project)]) == UNUSABLE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("language", FOREIGN)
def test_a_language_that_the_pack_has_not_is_refused(project, capsys, language):
    """A language names folders of the site and words of the pack, so that only the pack's own are taken."""
    settings = project / "cetakbiru.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[en, id]", f'[en, "{language}"]'), encoding="utf-8"
    )
    before = prints(project / "site")
    assert main(["build", "--project", str(project)]) == UNUSABLE
    assert prints(project / "site") == before
    assert f"cetakbiru.yaml: language(s): {language} (id, en)" in capsys.readouterr().err


def test_an_engine_that_takes_too_long_is_stopped(project, capsys, monkeypatch):
    """An engine beyond its time limit is stopped, and that is told."""
    monkeypatch.setattr(importlib.import_module("cetakbiru.site.engine"), "TIMEOUT", 0.01)
    assert "> 0.01 s" in fails(project, capsys)


def test_a_layout_that_fails_is_told(project, capsys, monkeypatch):
    """A Graphviz that ends with an error ends the build like any other failure, with what it said."""
    monkeypatch.setattr(importlib.import_module("cetakbiru.render.layout"), "_program", lambda: sys.executable)
    assert "Graphviz gagal menggambar" in fails(project, capsys)


def test_a_folder_that_cannot_be_written_is_told(project, capsys):
    """Where the work folder cannot be made, the message names it."""
    (project / ".cetakbiru").write_text("a file in its place", encoding="utf-8")
    assert ".cetakbiru" in fails(project, capsys)


def test_the_next_good_build_takes_the_place(project, capsys):
    """Once the fault is mended, the new site stands in the place of the old one, and nothing of that one is left."""
    (project / "mkdocs.yml").write_text("theme: [\n", encoding="utf-8")
    fails(project, capsys)
    (project / "mkdocs.yml").unlink()
    assert main(["build", "--lang", "en", "--project", str(project)]) == CLEAN
    assert not (project / "site/unit/a.html").exists()
    assert (project / "site/unit/north/index.html").is_file()


def test_strict_refuses_a_model_with_errors(project, capsys):
    """With --strict a model with errors has no site built, which is a finding and no failure; without, it has."""
    before = prints(project / "site")
    shutil.rmtree(project / "blueprints/south")
    assert main(["build", "--lang", "en", "--project", str(project), "--strict"]) == FOUND
    assert prints(project / "site") == before
    assert "1 errors" in capsys.readouterr().out


def test_a_site_that_cannot_be_exchanged_comes_back(tmp_path):
    """Where the new site cannot be put in its place, the last one is back in it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "work").mkdir()
    (tmp_path / "site" / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "work" / "new", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"


def test_an_engine_whose_process_was_ended_begins_another(tmp_path):
    """As after a build that failed in a copy of this process, which ends what it was at work with."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Halo", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Uji", encoding="utf-8")
    engine = MkDocs()
    engine.warm_up()
    assert engine.process
    engine.process.kill()
    engine.process.wait()
    try:
        engine.ask(tmp_path / "mkdocs.yml", "0", single=False, alone=False)
        engine.wait()
    finally:
        engine.close()
    assert "Halo" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
