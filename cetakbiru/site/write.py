"""Pages to a folder of Markdown: only what changed is written, what is no longer planned is removed."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from cetakbiru.render import money, page, template_folder
from cetakbiru.site.addresses import relative
from cetakbiru.site.context import Context
from cetakbiru.site.graph import NAME, graph_script
from cetakbiru.site.plan import Page
from cetakbiru.source import write_if_changed

if TYPE_CHECKING:
    from jinja2 import Environment


def write_pages(context: Context, env: Environment, pages: list[Page], folder: Path) -> int:
    """Write all pages of a language, and the style sheet and script beside them.

    Returns:
        How many files were written.
    """
    wanted = {}
    for item in pages:
        wanted[Path(item.path).with_suffix(".md").as_posix()] = _render(context, env, item)
    for asset in sorted((template_folder() / "assets").iterdir()):
        wanted[f"assets/{asset.name}"] = asset.read_text(encoding="utf-8")
    wanted[f"assets/{NAME}"] = graph_script(context)
    written = sum(write_if_changed(folder / path, text) for path, text in wanted.items())
    for stale in [p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).as_posix() not in wanted]:
        stale.unlink()
    return written


def _render(context: Context, env: Environment, item: Page) -> str:
    return page(env, item.template, {
        "title": item.title,
        "here": item.path,
        "page": item.facts,
        "rel": lambda target: relative(target, item.path),
        "name": context.name,
        "address": context.addresses.element,
        "code_address": context.addresses.code,
        "money": functools.partial(money, currency=context.currency, language=context.language),
        "counterparts": {key: _counterpart(context, item.path, key) for key in context.given.languages},
    })  # fmt: skip


def _counterpart(context: Context, path: str, language: str) -> str:
    """Address of the same page in another language."""
    first = context.given.languages[0]
    here = path if context.language == first else f"{context.language}/{path}"
    return relative(path if language == first else f"{language}/{path}", here)
