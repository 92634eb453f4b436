"""The configuration of one language for the site engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cetakbiru.render import escaped
from cetakbiru.site.context import Context
from cetakbiru.site.engine import EngineError
from cetakbiru.site.portions import is_later
from cetakbiru.site.write import Written
from cetakbiru.source import dump, write_if_changed

# Extensions of Markdown that read nothing but the page.
_EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *(f"pymdownx.{name}" for name in ("details", "highlight", "inlinehilite", "superfences", "tabbed", "tasklist")),
}
# What governments do together: pages that there are only where the model has something for them.
_TOGETHER = ("government/index", "member/index", "forum", "obstacles", "risks", "documents", "budget", "schedule",
             "accountability")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings of one language as the engine reads them.

    Attributes:
        path: the file; ``docs`` the folder of Markdown, ``out`` where the engine writes.
        alone: whether, by these settings, a page shows nothing of other pages or files.
    """

    path: Path
    docs: Path
    out: Path
    alone: bool


def configure(context: Context, pages: Sequence[Written], base: Mapping[str, Any], work: Path) -> Configuration:
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
        # Engines write titles into HTML as they are.
        "site_name": escaped(context.say(context.given.title)),
        # Folders of its own, since the languages are built side by side.
        "docs_dir": f"docs/{language}",
        "site_dir": f"out/{language}",
        # A site must open from a disk too, where no server looks for the index of a folder.
        "use_directory_urls": "false",
        "theme": {**(theme if isinstance(theme, dict) else {"name": theme}), "language": language},
        "nav": _navigation(context, pages),
        "extra": {**extra, "alternate": _alternate(context)},
    }
    path = work / f"mkdocs.{language}.yml"
    write_if_changed(path, dump(_typed(config)))
    return Configuration(path, work / "docs" / language, work / "out" / language, alone=stand_alone(base))


def stand_alone(base: Mapping[str, Any]) -> bool:
    """Whether theme, plugins and extensions are known to treat each page for itself."""
    theme = base.get("theme")
    known = isinstance(theme, dict) and theme.get("name") == "material" and "custom_dir" not in theme
    plugins, extensions = (_names(base.get(key)) for key in ("plugins", "markdown_extensions"))
    # A hook or an unknown plugin may do anything to any page, so that all are rendered.
    return known and plugins == {"search"} and extensions <= _EXTENSIONS and "hooks" not in base


def _names(rows: Any) -> set[str]:
    """What a list of names, some with settings, names; something unknown where it is no list."""
    if not isinstance(rows, list):
        return {"?"}
    return {str(next(iter(row), "?")) if isinstance(row, dict) else str(row) for row in rows}


def _typed(value: Any) -> Any:
    """Words of the configuration as YAML reads them: true and false are no text."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


# MkDocs takes 18 s for 600 pages in one section: leaves are listed only where they stay few.
def _navigation(context: Context, pages: Sequence[Written]) -> list[dict[str, Any]]:
    """Index pages and views only: leaf pages stay outside, so that no page grows with the model.

    Each entry has its title here, so that an engine knows it without having read the page.
    """
    titles = {page.path: escaped(page.title) for page in pages if not is_later(page.path)}

    def section(folder: str, *, leaves: bool = False) -> list[dict[str, str]]:
        index = f"{folder}/index.html"
        below = [path for path in titles if leaves and path.startswith(f"{folder}/") and path != index]
        return [one(path) for path in (index, *below)]

    def one(path: str) -> dict[str, str]:
        return {titles[path]: f"{path.removesuffix('.html')}.md"}

    def label(key: str) -> str:
        return escaped(context.label(key))

    together = [one(f"{name}.html") for name in _TOGETHER if f"{name}.html" in titles]
    return [
        {label("home"): "index.md"},
        {label("units"): section("unit")},
        {label("shared"): section("shared")},
        {label("views"): section("views", leaves=True)},
        *([{label("together"): together}] if together else []),
        {label("change"): [one("change.html")]},
        {label("findings"): [one("findings.html")]},
        {label("guide"): [
            {label("references"): section("references")},
            {label("metamodel"): section("metamodel", leaves=True)},
            {label("rules"): section("rules")},
            {label("glossary"): "glossary.md"},
            {label("manual"): section("manual", leaves=True)},
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
