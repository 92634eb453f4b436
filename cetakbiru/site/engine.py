"""The site engine: one configuration for each language, run side by side."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cetakbiru.render import escaped
from cetakbiru.site.context import Context, SiteInput
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

    Raises:
        EngineError: ``mkdocs.yml`` is not of the form that engines read.
    """
    language = context.language
    theme, extra = base.get("theme") or {}, base.get("extra") or {}
    if not isinstance(theme, dict | str) or not isinstance(extra, dict):
        raise EngineError("mkdocs.yml: theme, extra: bukan pemetaan / not a mapping")
    config = {
        **base,
        "site_name": escaped(context.say(context.given.title)),
        "docs_dir": f"docs/{language}",
        "site_dir": f"out/{language}",
        "use_directory_urls": "false",
        "theme": {**(theme if isinstance(theme, dict) else {"name": theme}), "language": language},
        "nav": _navigation(context, pages),
        "extra": {**extra, "alternate": _alternate(context)},
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

    def label(key: str) -> str:
        return escaped(context.label(key))

    return [
        {label("home"): "index.md"},
        {label("units"): section("unit")},
        {label("shared"): section("shared")},
        {label("views"): section("views", leaves=True)},
        *_together(context, pages),
        {label("change"): ["change.md"]},
        {label("findings"): ["findings.md"]},
        {label("guide"): [
            {label("references"): section("references", leaves=True)},
            {label("metamodel"): section("metamodel", leaves=True)},
            {label("rules"): section("rules")},
            {label("glossary"): "glossary.md"},
            {label("manual"): section("manual", leaves=True)},
        ]},
    ]  # fmt: skip


def _together(context: Context, pages: Sequence[Page]) -> list[dict[str, Any]]:
    """What governments do together: those of these pages that the model has something for."""
    planned = {page.path for page in pages}
    names = ("government/index", "member/index", "forum", "obstacles", "risks", "documents", "budget", "schedule",
             "accountability")  # fmt: skip
    found = [f"{name}.md" for name in names if f"{name}.html" in planned]
    return [{escaped(context.label("together")): found}] if found else []


def _alternate(context: Context) -> list[dict[str, str]]:
    names = {"id": "Bahasa Indonesia", "en": "English"}
    first = context.given.languages[0]
    here = "" if context.language == first else "../"
    return [
        {"name": names.get(key, key), "lang": key, "link": here + ("./" if key == first else f"./{key}/")}
        for key in context.given.languages
    ]


def run(engine: str, configs: Sequence[Path], given: SiteInput) -> None:
    """Build all languages, side by side, from nothing, so that no page of an earlier build stays.

    Args:
        engine: one of ``ENGINES``.
        configs: configuration files.
        given: what the site is made from, for its date.

    Raises:
        EngineError: one of them failed, or took too long.
    """
    for path in configs:
        shutil.rmtree(path.parent / "out", ignore_errors=True)
    with _running(engine, configs, given) as processes:
        failed = [said for process in processes if (said := _failure(process))]
    if failed:
        raise EngineError("\n".join(failed))


@contextmanager
def _running(engine: str, configs: Sequence[Path], given: SiteInput) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The engine at work on each configuration; whatever happens, none is left running."""
    command = [sys.executable, "-m", engine, "build", "-f"]
    env = {"SOURCE_DATE_EPOCH": str(_epoch(given)), **os.environ}
    running: list[subprocess.Popen[bytes]] = []
    try:
        for path in configs:
            running.append(
                subprocess.Popen(  # noqa: S603 - our own interpreter and files
                    [*command, path.name], cwd=path.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
                )
            )
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


def _epoch(given: SiteInput) -> int:
    """The date of the site: that of the model's latest change, so that the same model gives the same bytes."""
    latest = max((stamp.date for stamp in given.recent), default=None)
    return int(datetime(latest.year, latest.month, latest.day, tzinfo=UTC).timestamp()) if latest else 0


def _failure(process: subprocess.Popen[bytes]) -> str:
    """What an engine that failed said, or nothing where it did not fail."""
    try:
        said, _ = process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return f"{process.args!r} > {TIMEOUT} s"
    return (said.decode("utf-8", "replace")[-4000:] or str(process.returncode)) if process.returncode else ""
