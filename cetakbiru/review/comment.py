"""The pull request's comment: one Markdown text that makes sense where no picture can be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from cetakbiru.render import environment, page
from cetakbiru.review.compare import Review
from cetakbiru.review.mermaid import mermaid
from cetakbiru.review.told import Row, ToldReview

LIMIT = 65_000  # GitHub refuses comments beyond 65,536 characters
MARKER = "<!-- cetakbiru-review -->"
_STEPS = (400, 200, 100, 50, 25, 10, 3)
_ACTIVE = re.compile(r"[^\w\s.,;/()+−→=%–—'\"?-]", re.ASCII)


def comment(review: Review, told: ToldReview, project: Path, forge: str) -> str:
    """The comment, cut to the forges' limit with a count of what was cut.

    Args:
        review: what was compared.
        told: the same in the comment's language.
        project: its ``templates/`` may override the comment's.
        forge: address of a line, with ``{path}``, ``{line}`` and ``{commit}``.
    """
    env = environment(project, review.after.model.metamodel, told.language)
    env.autoescape = False
    env.filters["gfm"] = gfm
    drawing, undrawn = mermaid(review, told.language)
    facts = {"told": told, "marker": MARKER, "mermaid": drawing, "undrawn": undrawn,
             "link": lambda path, line: _link(forge, told.after_commit, path, line)}  # fmt: skip
    text = ""
    for most in _STEPS:
        text = page(env, "review/comment.md.j2", {**facts, "units": _units(told.rows, most), "most": most})
        if len(text) <= LIMIT:
            return text
    return text[:LIMIT]


def _units(rows: Sequence[Row], most: int) -> list[dict[str, Any]]:
    """Rows by unit, at most so many in all, with the count of those cut."""
    groups = []
    left = most
    for unit, found in groupby(rows, key=lambda row: row.unit):
        items = list(found)
        groups.append(
            {"unit": unit, "name": items[0].unit_name, "rows": items[:left], "cut": max(0, len(items) - left)}
        )
        left = max(0, left - len(items))
    return groups


def gfm(words: object, most: int = 160) -> str:
    """Text that a forge shows as it is: nothing of Markdown, HTML, mentions or references in it is obeyed."""
    plain = " ".join(str(words).split())
    plain = plain if len(plain) <= most else plain[: most - 1] + "…"
    return _ACTIVE.sub(_entity, plain).replace("www.", "www&#46;")


def _entity(match: re.Match[str]) -> str:
    """An active sign as an entity; a word joiner keeps forges from finding mentions and issue numbers in the result."""
    letter = match[0]
    joiner = "⁠" if letter in "@#!" else ""
    return f"&#{ord(letter)};{joiner}" if ord(letter) < 128 else letter


def _link(forge: str, commit: str, path: str, line: int) -> str:
    """A permalink to a line, or the place in words where the forge is not known."""
    place = f"{path}:{line}"
    if not forge.startswith("https://"):
        return f"`{place.replace('`', '')}`"
    address = forge.replace("{commit}", commit or "HEAD").replace("{path}", path).replace("{line}", str(line))
    return f"[{gfm(place)}]({re.sub(r'[^A-Za-z0-9:/._#?=&%-]', '', address)})"
