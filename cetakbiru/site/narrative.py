"""A unit's own prose: Markdown that may not bring markup, scripts or foreign schemes with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cetakbiru.metamodel import say

_LINK = re.compile(r"(\]\()([^)]*)")
_DEFINED = re.compile(r"^([\s>*+.\d-]*\[[^\]]*\]:\s*)(\S+)", re.M)
# Not two slashes at the beginning: that is an address at another host.
_SAFE = re.compile(r"""\s*(?:(?:https?://|mailto:|\#)\S*|(?!//)[\w./-]+(?:\#[\w-]*)?)(?:\s+["'][^\n]*)?""", re.I)
_IMAGE = re.compile(r"!(?=\[)")
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
    parts: dict[str, dict[str, str]] = {}
    for path in sorted(item for item in texts if item.startswith(f"blueprints/{space}/")):
        stem, _, last = path.removesuffix(".md").rpartition(".")
        name, written_in = (stem, last) if last in languages else (path.removesuffix(".md"), languages[0])
        parts.setdefault(name, {})[written_in] = texts[path]
    return "\n\n".join(tame(say(parts[name], language)) for name in sorted(parts))


def tame(markdown: str) -> str:
    """Markdown without its title, raw HTML, attribute lists or links of unknown schemes; headings one level lower.

    Pictures become links: a page loads nothing from elsewhere.
    """
    # The ampersand first, or it would undo the others; a brace would begin a list of attributes, handlers among them.
    plain = _TITLE.sub("", markdown, count=1).replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")
    for pattern in (_LINK, _DEFINED):
        plain = pattern.sub(lambda match: match[1] + (match[2] if _SAFE.fullmatch(match[2]) else "#"), plain)
    return _HEADING.sub(r"#\1", _IMAGE.sub("", plain)).strip()
