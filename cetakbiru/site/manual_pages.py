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
_NEXT = re.compile(r"^- \[[^\]]+\]\(([\w-]+)\.md\): (.+)$", re.M)


def manual_folder() -> Path:
    """Folder of the manual: inside the package where installed, beside it in a checkout."""
    installed = Path(__file__).resolve().parents[1] / "docs"
    return installed if installed.is_dir() else template_folder().parent / "docs"


def manual_pages(context: Context) -> Iterator[RawPage]:
    """One page for each file of the manual, and their list; files for developers (in capitals) stay out.

    The page that lists the others comes first; its list says what each is for, and in which order they are read.
    """
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(manual_folder().glob("*.md"))}
    first = max(texts, key=lambda name: len(_NEXT.findall(texts[name])), default="")
    purpose = {first: "", **dict(_NEXT.findall(texts.get(first, "")))}
    rows = []
    for name in [*(key for key in purpose if key in texts), *(key for key in texts if key not in purpose)]:
        if name != name.lower():
            continue
        match = _TITLE.match(texts[name])
        title = match[1] if match else name
        rows.append({"title": title, "about": purpose.get(name, ""), "target": f"manual/{name}.html"})
        yield f"manual/{name}.html", "manual.md.j2", title, {"text": _linked(_TITLE.sub("", texts[name], count=1))}
    yield "manual/index.html", "manuals.md.j2", context.label("manual"), {"rows": rows}


def _linked(text: str) -> str:
    """Links to other pages of the manual as addresses of the site; links out of it as words."""
    return _OUTSIDE.sub(r"\1", _OWN.sub(r"](\1.html\2)", text))
