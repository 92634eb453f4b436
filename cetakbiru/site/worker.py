"""MkDocs in a process of its own, which waits for work: a line of JSON in, a line of JSON out.

It is started as a script, so that it imports MkDocs and nothing else, once for any number of builds.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO

import markdown
from material.plugins.search import plugin as search  # type: ignore[import-untyped]
from mkdocs.commands import build as steps
from mkdocs.config import load_config
from mkdocs.structure import pages
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation


def _beside(name: str) -> Any:
    """A module of this folder, which is not on the path: its names would hide those of others."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"cetakbiru_{name}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


blocks, frame, feed = _beside("blocks"), _beside("frame"), _beside("feed")


def main() -> None:
    """Do what each line of the input asks for, until there is no more."""
    # Whatever prints, prints to the errors; answers alone go where the asker reads.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # Nearly all that MkDocs makes lives until the end, and a collection would look through it for nothing.
    gc.set_threshold(20_000)
    site = _Site()
    for line in sys.stdin:
        task = json.loads(line)
        _answer(answers, _done(site.page if "page" in task else _build, task))


def _answer(answers: TextIO, said: list[str]) -> None:
    answers.write(json.dumps(said) + "\n")
    answers.flush()


def _done(work: Callable[[dict[str, Any]], None], task: dict[str, Any]) -> list[str]:
    """Do a task; what was said where it failed, else nothing."""
    said = _Listener()
    logging.getLogger("mkdocs").addHandler(said)
    os.environ["SOURCE_DATE_EPOCH"] = task["epoch"]
    os.chdir(os.path.dirname(task["config"]))  # noqa: PTH120 - nothing more is imported than must be
    try:
        work(task)
    except (Exception, SystemExit) as error:
        return [*said.lines, f"{type(error).__name__}: {error}"]
    finally:
        logging.getLogger("mkdocs").removeHandler(said)
    return []


def _config(task: dict[str, Any], **other: str) -> Any:
    """The site's settings, with the extension that puts finished HTML aside."""
    config = load_config(config_file=task["config"], **other)
    config.markdown_extensions.append(blocks.Blocks())
    if task["alone"]:
        _once(config)
    return config


def _once(config: Any) -> None:
    """Have done once what MkDocs does again for each page, where that is known to come to the same."""
    # A name of the inside of the engine: where a release has it no more, it does the work itself.
    if hasattr(search, "Parser"):
        search.Parser.feed = feed.feed
    config.plugins.events["env"].append(frame.on_env)
    extensions, settings = config["markdown_extensions"], config["mdx_configs"]
    # Markdown can be reset for a further text, but footnotes count the texts.
    if "footnotes" in extensions:
        return
    kept = markdown.Markdown(extensions=extensions, extension_configs=settings)

    def reader(**given: Any) -> markdown.Markdown:
        return kept.reset() if given.get("extensions") is extensions else markdown.Markdown(**given)

    pages.markdown = SimpleNamespace(**{**vars(markdown), "Markdown": reader})  # type: ignore[attr-defined]


def _build(task: dict[str, Any]) -> None:
    config = _config(task)
    config.plugins.on_startup(command="build", dirty=task["dirty"])
    try:
        steps.build(config, dirty=task["dirty"])
    finally:
        config.plugins.on_shutdown()


class _Site:
    """One site made ready, so that a page of it is a matter of milliseconds: settings, menu, theme.

    It is made ready anew where the settings or the date are other ones. MkDocs has no public way to one page; these
    are the steps of its own ``build``, and where a release changes them the page waits for the whole build.
    """

    def __init__(self) -> None:
        self.made_of: tuple[str, ...] = ()

    def page(self, task: dict[str, Any]) -> None:
        """Build one page of given Markdown into a folder of its own."""
        with open(task["config"], encoding="utf-8") as settings:  # noqa: PTH123
            made_of = (settings.read(), task["config"], task["epoch"], task["out"])
        # Until the page is there: where it fails, Markdown may stand in the midst of it.
        before, self.made_of = self.made_of, ()
        if made_of != before:
            self._make_ready(task)
        file = self.files.get_file_from_path(task["page"])
        if file is None or file.page is None:
            raise LookupError(task["page"])
        file.content_string = task["text"]
        steps._populate_page(file.page, self.config, self.files)
        steps._build_page(file.page, self.config, self.files.documentation_pages(), self.nav, self.env)
        self.made_of = made_of

    def _make_ready(self, task: dict[str, Any]) -> None:
        config = _config(task, site_dir=task["out"])
        config.plugins.on_startup(command="build", dirty=False)
        self.config = config.plugins.on_config(config)
        env = config.theme.get_env()
        files = get_files(config)
        files.add_files_from_theme(env, config)
        self.files = config.plugins.on_files(files, config=config)
        nav = get_navigation(self.files, config)
        self.nav = config.plugins.on_nav(nav, config=config, files=self.files)
        self.env = config.plugins.on_env(env, config=config, files=self.files)


class _Listener(logging.Handler):
    """Errors that are logged on the way."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage())


if __name__ == "__main__":
    main()
