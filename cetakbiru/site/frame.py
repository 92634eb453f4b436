"""What the theme shows around a page, rendered once for all pages on which it is the same.

The process that is MkDocs loads it. Menu, tabs, search and the like say nothing of a page but where it stands, and to
render them takes longer than to render the page. Used only where theme, plugins and front matter are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

# Jinja has its door in `render`; here it is the theme's own, and but the names of types.
if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

_MENUS = ("nav", "tabs")
_ALIKE = ("alternate", "icons", "javascripts/base", "javascripts/palette", "logo", "palette", "search", "top")

Render = Callable[["Context"], Iterator[str]]


def on_env(env: Environment, *, config: Any, files: Any) -> Environment:  # noqa: ARG001 - MkDocs gives them by name
    """Let the theme's parts remember what they rendered; one that a release of the theme lacks is left out."""
    for name in (*_MENUS, *_ALIKE):
        with suppress(LookupError):
            part = env.get_template(f"partials/{name}.html")
            part.root_render_func = _once(part.root_render_func, menu=name in _MENUS)
    for language in (config.theme["language"], "en"):
        with suppress(LookupError, AttributeError):
            words: Any = env.get_template(f"partials/languages/{language}.html").module
            words.t = cache(words.t)  # each word it is asked for, it makes a table of all words
    return env


def _once(render: Render, *, menu: bool) -> Render:
    """A part that is rendered once for each folder, since its links begin there; a menu for each page that is in it."""
    kept: dict[str, str] = {}

    def rendered(context: Context) -> Iterator[str]:
        page = context.get("page")
        # Pages for errors and the like stand nowhere.
        if page is None or (menu and (page.parent or page in context["nav"].items)):
            yield from render(context)
            return
        folder = page.url.rpartition("/")[0]
        if folder not in kept:
            kept[folder] = "".join(render(context))
        yield kept[folder]

    return rendered
