"""Templates: the toolkit's, and a project's own in their place. The only door to Jinja for pages."""

from __future__ import annotations

import html
import math
import re
import sys
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.render.numbers import day, decimal, month
from cetakbiru.render.plain import plain

# Every sign and no list of dangerous ones: which are depends on the engine's extensions.
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")

_OF_MAPPINGS = frozenset(dir(dict))


class _Compiled(BytecodeCache):
    """Templates compiled in this process, for all its environments; nothing of it is written to a file."""

    codes: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Code of a template that was compiled from the same text."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a template."""
        if bucket.code:
            self.codes[bucket.key, bucket.checksum] = bucket.code


class _Environment(Environment):
    """Jinja's environment, quicker with facts: most are mappings, in which it first looks for an attribute in vain."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A fact, or whatever Jinja finds; a mapping's own methods come first, as they always do."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_MAPPINGS:
            return obj[attribute]
        return super().getattr(obj, attribute)


class PageError(Exception):
    """A template of the project's own that cannot be used; the message says where and why."""


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
    own = project / "templates"
    # The toolkit's checkout is a project as well, and its templates are then the shipped ones.
    folders = [own, template_folder()] if own.resolve() != template_folder() else [own]
    env = _Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        # For all templates, whatever their ending: names are strangers' words.
        autoescape=True,
        # A misspelt fact must fail the build and not show as nothing.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )
    env.extend(has_own=len(folders) > 1 and own.is_dir())
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # in YAML an escaped emoji is two broken letters
    env.filters["say"] = lambda words: say(words, language)
    env.filters["md"] = markdown
    env.filters["escaped"] = escaped
    env.filters["two"] = lambda value: decimal(float(value), 2, language)
    env.filters["day"] = lambda value: day(value, language)
    env.filters["month"] = lambda number: month(number, language)
    env.filters["of_year"] = lambda amounts, year: amounts.get(year, 0) if year else sum(amounts.values())
    env.globals["polar"] = _polar
    # How much of a list a page names: all, unless the page grows too heavy.
    env.globals.update(most=sys.maxsize, derived=sys.maxsize, shortened=False)
    # Some labels stand on a page hundreds of times.
    env.globals.update(label=cache(lambda key: say(metamodel.label(key), language)), language=language)
    return env


def _polar(index: int, count: int, radius: float) -> str:
    """Point of an axis of a radar, the first one upward, as ``x,y``."""
    angle = 2 * math.pi * index / count
    return f"{radius * math.sin(angle):.1f},{-radius * math.cos(angle):.1f}"


def markdown(words: str) -> Markup:
    """Text that Markdown shows as it is, whatever its extensions: every sign is an entity; on one line, never empty."""
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", plain(words)) or "&nbsp;")  # noqa: S704 - escaped just now


def escaped(words: object) -> str:
    """Text for where an engine writes it into HTML as it is: titles and navigation."""
    return html.escape(plain(words))


def page(env: Environment, template: str, context: Mapping[str, Any]) -> str:
    """Render one page; lines that hold only spaces are dropped so that no HTML block is cut in two.

    Raises:
        PageError: it failed, and the project has templates of its own; without those it is our own bug.
    """
    try:
        text = env.get_template(template).render(context)
    except Exception as error:
        if not getattr(env, "has_own", False):
            raise
        raise PageError(_blame(template, error)) from error
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip() + "\n"


def _blame(template: str, error: Exception) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else template
    return f"Templat tidak dapat dipakai / template cannot be used: {where}: {type(error).__name__}: {error}"
