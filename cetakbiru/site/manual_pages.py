"""The manual on the site: the toolkit's own Markdown, its links turned to the site's addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cetakbiru.render import template_folder
from cetakbiru.site.context import Context

RawPage = tuple[str, str, str, dict[str, Any]]
_OWN = re.compile(r"\]\(([\w-]+)\.md(#[\w-]*)?\)")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
_TITLE = re.compile(r"\A#\s+(.+)\n")


def manual_folder() -> Path:
    """Folder of the manual: inside the package where installed, beside it in a checkout."""
    installed = Path(__file__).resolve().parents[1] / "docs"
    return installed if installed.is_dir() else template_folder().parent / "docs"


def manual_pages(context: Context) -> Iterator[RawPage]:
    """One page for each file of the manual, and their list; files for developers (in capitals) stay out."""
    found = [path for path in sorted(manual_folder().glob("*.md")) if path.stem == path.stem.lower()]
    rows = []
    for path in found:
        text = path.read_text(encoding="utf-8")
        match = _TITLE.match(text)
        title = match[1] if match else path.stem
        rows.append({"title": title, "target": f"manual/{path.stem}.html"})
        yield f"manual/{path.stem}.html", "manual.md.j2", title, {"text": _linked(_TITLE.sub("", text, count=1))}
    yield "manual/index.html", "manuals.md.j2", context.label("manual"), {"rows": rows}


def _linked(text: str) -> str:
    """Links to other pages of the manual as addresses of the site; links out of it as words."""
    return _OUTSIDE.sub(r"\1", _OWN.sub(r"](\1.html\2)", text))
