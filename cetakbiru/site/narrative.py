"""A unit's own prose: Markdown that may not bring markup, scripts or foreign schemes with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

_TARGET = re.compile(r"(\]\(\s*|^\s*\[[^\]]+\]:\s*)([^)\s]+)", re.M)
_SAFE = re.compile(r"(https?://|mailto:|#|[\w./-]+$)", re.I)
_TITLE = re.compile(r"\A\s*#\s[^\n]*\n")
_HEADING = re.compile(r"^(#{1,4})(?=\s)", re.M)


def narrative(texts: Mapping[str, str], space: str, language: str, languages: tuple[str, ...]) -> str:
    """Prose of a unit in a language.

    Files ``blueprints/<unit>/*.md`` in the order of their names; ``name.en.md`` is the English of ``name.md``.

    Args:
        texts: Markdown by path.
        space: the unit.
        language: language wanted; where a text lacks it, the text as first written.
        languages: all languages, the first being that of files without one in their name.
    """
    prefix = f"blueprints/{space}/"
    parts = []
    for path in sorted(item for item in texts if item.startswith(prefix) and "." not in PurePosixPath(item).stem):
        other = path.removesuffix(".md") + f".{language}.md"
        chosen = path if language == languages[0] else other if other in texts else path
        parts.append(tame(texts[chosen]))
    return "\n\n".join(parts)


def tame(markdown: str) -> str:
    """Markdown without its title, raw HTML, attribute lists or links of unknown schemes; headings one level lower."""
    plain = _TITLE.sub("", markdown, count=1).replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")
    safe = _TARGET.sub(lambda match: match[1] + (match[2] if _SAFE.match(match[2]) else "#"), plain)
    return _HEADING.sub(r"#\1", safe).strip()
