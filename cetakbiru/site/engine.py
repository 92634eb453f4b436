"""The site engine: one configuration for each language, run side by side."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cetakbiru.site.context import Context
from cetakbiru.site.plan import Page
from cetakbiru.source import dump, write_if_changed

ENGINES = ("mkdocs", "zensical")
TIMEOUT = 1800


class EngineError(Exception):
    """The site engine failed; the message holds what it said."""


def configure(context: Context, pages: Sequence[Page], base: Mapping[str, Any], work: Path) -> Path:
    """Write the configuration of one language.

    Args:
        context: the language.
        pages: its pages.
        base: the project's ``mkdocs.yml`` as plain data.
        work: git-ignored folder that holds the pages.
    """
    language = context.language
    theme = base.get("theme") or {}
    config = {
        **base,
        "site_name": escaped(context.say(context.given.title)),
        "docs_dir": f"docs/{language}",
        "site_dir": f"out/{language}",
        "use_directory_urls": "false",
        "theme": {**(theme if isinstance(theme, dict) else {"name": theme}), "language": language},
        "nav": _navigation(context, pages),
        "extra": {**(base.get("extra") or {}), "alternate": _alternate(context)},
    }
    path = work / f"mkdocs.{language}.yml"
    write_if_changed(path, dump(_typed(config)))
    return path


def _typed(value: Any) -> Any:
    """Words of the configuration as YAML reads them: true and false are no text."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _navigation(context: Context, pages: Sequence[Page]) -> list[dict[str, Any]]:
    """Index pages and views only: leaf pages stay outside, so that no page grows with the model."""

    def section(folder: str, *, leaves: bool = False) -> list[str]:
        found = [page.path.replace(".html", ".md") for page in pages if page.path.startswith(f"{folder}/")]
        index = f"{folder}/index.md"
        return [index, *(path for path in found if path != index)] if leaves else [index]

    return [
        {context.label("home"): "index.md"},
        {context.label("units"): section("unit")},
        {context.label("shared"): section("shared")},
        {context.label("views"): section("views", leaves=True)},
        {context.label("change"): ["change.md"]},
        {context.label("findings"): ["findings.md"]},
        {context.label("guide"): [
            {context.label("references"): section("references", leaves=True)},
            {context.label("metamodel"): section("metamodel", leaves=True)},
            {context.label("rules"): section("rules")},
            {context.label("glossary"): "glossary.md"},
        ]},
    ]  # fmt: skip


def _alternate(context: Context) -> list[dict[str, str]]:
    names = {"id": "Bahasa Indonesia", "en": "English"}
    first = context.given.languages[0]
    here = "" if context.language == first else "../"
    return [
        {"name": names.get(key, key), "lang": key, "link": here + ("./" if key == first else f"./{key}/")}
        for key in context.given.languages
    ]


def run(engine: str, configs: Sequence[Path]) -> None:
    """Build all languages, side by side.

    Args:
        engine: one of ``ENGINES``.
        configs: configuration files.

    Raises:
        EngineError: one of them failed.
    """
    command = [sys.executable, "-m", engine, "build", "-f"]
    running = [
        subprocess.Popen([*command, path.name], cwd=path.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
        for path in configs
    ]
    failed = []
    for process in running:
        said, _ = process.communicate(timeout=TIMEOUT)
        if process.returncode:
            failed.append(said.decode("utf-8", "replace")[-4000:])
    if failed:
        raise EngineError("\n".join(failed))
