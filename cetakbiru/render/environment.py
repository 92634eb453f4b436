"""Templates: the toolkit's, and a project's own in their place. The only door to Jinja for pages."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.render.numbers import day
from cetakbiru.render.plain import plain

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def template_folder() -> Path:
    """Folder of the toolkit's templates: inside the package where installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def mkdocs_file() -> Path:
    """The settings of the site's theme: with the templates where installed, at the top of a checkout."""
    installed = template_folder() / "mkdocs.yml"
    return installed if installed.is_file() else template_folder().parent / "mkdocs.yml"


def environment(project: Path, metamodel: Metamodel, language: str) -> Environment:
    """The template environment of one language.

    Args:
        project: its ``templates/`` overrides single files.
        metamodel: the pack, for words.
        language: language of ``say`` and of the labels.
    """
    folders = [project / "templates", template_folder()]
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["say"] = lambda words: say(words, language)
    env.filters["md"] = markdown
    env.filters["day"] = lambda value: day(value, language)
    env.filters["of_year"] = lambda amounts, year: amounts.get(year, 0) if year else sum(amounts.values())
    env.globals["polar"] = _polar
    env.globals.update(label=lambda key: say(metamodel.label(key), language), language=language)
    return env


def _polar(index: int, count: int, radius: float) -> str:
    """Point of an axis of a radar, the first one upward, as ``x,y``."""
    angle = 2 * math.pi * index / count
    return f"{radius * math.sin(angle):.1f},{-radius * math.cos(angle):.1f}"


def markdown(words: str) -> Markup:
    """Text that Markdown shows as it is, whatever its extensions: every sign is an entity; on one line, never empty."""
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", plain(words)) or "&nbsp;")  # noqa: S704 - escaped just now


def page(env: Environment, template: str, context: Mapping[str, Any]) -> str:
    """Render one page; lines that hold only spaces are dropped so that no HTML block is cut in two."""
    text = env.get_template(template).render(context)
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip() + "\n"
