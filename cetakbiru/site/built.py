"""The built HTML: diagrams put in, and the whole site exchanged in one step."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_PLACEHOLDER = re.compile(r'(<div class="cb-diagram" data-diagram="([^"]+)">)</div>')


def insert_diagrams(folder: Path, drawings: Mapping[str, Mapping[str, str]]) -> None:
    """Put each page's pictures where its placeholders are.

    Args:
        folder: the built site of one language.
        drawings: page to picture's name to SVG.
    """
    for page, pictures in drawings.items():
        path = folder / page
        html = path.read_text(encoding="utf-8")
        filled = _PLACEHOLDER.sub(lambda match: f"{match[1]}{pictures[match[2]]}</div>", html)  # noqa: B023 - used at once
        path.write_text(filled, encoding="utf-8")


def exchange(built: Path, site: Path) -> None:
    """Put a finished site in the place of the last one; the last one stays whole until then.

    Args:
        built: the new site.
        site: where readers find it.

    Raises:
        OSError: it cannot be put there; the last one is back in its place.
    """
    old = built.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.replace(old)
    try:
        built.replace(site)
    except OSError:
        if old.exists():
            old.replace(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
