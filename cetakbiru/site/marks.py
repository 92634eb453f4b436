"""Marks of what something is made of: another one wherever anything differs; the same need not be made again."""

from __future__ import annotations

import hashlib
import io
import pickle
from pathlib import Path
from typing import Any

from cetakbiru.render import template_folder
from cetakbiru.report.words import Places
from cetakbiru.site.context import Context
from cetakbiru.site.record import look_of


def mark(*words: str | bytes) -> str:
    """A mark of some texts: another one wherever a letter or the place of a text differs."""
    whole = hashlib.blake2b(digest_size=16)
    for word in words:
        raw = word.encode() if isinstance(word, str) else word
        whole.update(f"{len(raw)}:".encode() + raw)
    return whole.hexdigest()


def mark_of_facts(facts: Any) -> str:
    """A mark of what a template is given: mappings, lists, texts, numbers and our own frozen types."""
    stream = io.BytesIO()
    marker = _Marker(stream, protocol=5)
    marker.fast = True  # no notes of what was met before: the same facts give the same bytes, shared or not
    marker.dump(facts)
    return mark(stream.getvalue())


class _Marker(pickle.Pickler):
    """Facts as bytes that are compared and never read."""

    def reducer_override(self, item: Any) -> Any:
        """Places of a finding stand for the documents that they are found in."""
        return (tuple, (tuple(item),)) if isinstance(item, Places) else NotImplemented


def mark_of_words(context: Context, project: Path) -> str:
    """A mark of what all pages of a language share: templates, labels, and the code that fills them in."""
    folders = (template_folder(), project / "templates")
    templates = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.j2"))]
    code = [look_of(path) for part in ("site", "render") for path in sorted((_PACKAGE / part).glob("*.py"))]
    shared = (context.language, context.given.languages, context.currency, context.metamodel.labels, code)
    return mark(mark_of_facts(shared), *templates)


def mark_of_names(context: Context) -> str:
    """A mark of every element's name and address, for pages whose template asks for them by id."""
    keys = context.model.whole.elements
    return mark(*(word for key in keys for word in (key, context.name(key), context.addresses.element(key))))


_PACKAGE = Path(__file__).resolve().parents[1]
