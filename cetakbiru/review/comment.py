"""The pull request's comment: one Markdown text that makes sense where no picture can be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from cetakbiru.metamodel import say
from cetakbiru.render import environment, page
from cetakbiru.report import fill
from cetakbiru.review.compare import Review
from cetakbiru.review.inert import code, gfm
from cetakbiru.review.mermaid import mermaid
from cetakbiru.review.places import address
from cetakbiru.review.rows import Row
from cetakbiru.review.told import ToldReview

LIMIT = 65_000  # GitHub refuses comments beyond 65,536 characters, as UTF-16 counts them
# By this the workflow finds the comment that it wrote, and writes over it.
MARKER = "<!-- cetakbiru-review -->"
_STEPS = (400, 200, 100, 50, 25, 10, 3, 0)
_PICTURE = 10  # with fewer rows than this there is no room for the picture either
_UNSAFE = re.compile(r"[^A-Za-z0-9:/._~#?=&%+-]")


def comment(review: Review, told: ToldReview, project: Path, forge: str) -> str:
    """The comment, cut to the forges' limit with a count of what was cut.

    Args:
        review: what was compared.
        told: the same in the comment's language.
        project: its ``templates/`` may override the comment's.
        forge: address of a line, with ``{path}``, ``{line}`` and ``{commit}``.
    """
    metamodel = review.after.model.metamodel

    def label(key: str, **facts: object) -> str:
        return gfm(fill(say(metamodel.label(key), told.language), facts, told.language), 400)

    env = environment(project, metamodel, told.language)
    # A forge reads Markdown: names are made harmless by `gfm` and `code`, which entities of HTML alone would not do.
    env.autoescape = False
    env.filters.update(gfm=gfm, code=code)
    env.globals["label"] = label
    commits = {"before": told.before_commit, "after": told.after_commit}
    facts = {"told": told, "marker": MARKER, "link": lambda path, line, side: _link(forge, commits[side], path, line)}
    # Once, since the picture is the same whatever is cut.
    drawn, undrawn = mermaid(review, told.language)
    for most in _STEPS:
        cut = {"most": most, "units": _units(told.rows, most)}
        picture = {"mermaid": drawn, "undrawn": undrawn} if most >= _PICTURE else {"mermaid": "", "undrawn": 0}
        text = page(env, "review/comment.md.j2", {**facts, **cut, **picture})
        if len(text.encode("utf-16-le", "replace")) // 2 <= LIMIT:
            break
    return text


def _units(rows: Sequence[Row], most: int) -> list[dict[str, Any]]:
    """Rows by unit, at most so many in all, with the count of those cut."""
    groups = []
    left = most
    for _, found in groupby(rows, key=lambda row: row.unit):
        items = list(found)
        groups.append({"name": items[0].unit_name, "rows": items[:left], "cut": max(0, len(items) - left)})
        left = max(0, left - len(items))
    return groups


def _link(forge: str, commit: str, path: str, line: int) -> str:
    """A permalink to a line, or the place in words where the forge or the commit is not known."""
    # A bracket or a space in it would end the link and begin something else.
    url = _UNSAFE.sub("", address(forge, commit, path, line))
    return f"[{gfm(path)}&#58;{line}]({url})" if url else code(f"{path}:{line}")
