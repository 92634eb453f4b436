"""Marks of what something is made of: another one wherever anything differs; the same need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from json import JSONEncoder
from operator import attrgetter
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
    """A mark of what a template is given: mappings, lists, texts, numbers, dates and our own frozen types."""
    return mark(_FACTS.encode(facts))


@cache
def _held(kind: type) -> Callable[[Any], Any]:
    """What gives all that an object of a type holds, to be asked once for each type."""
    if issubclass(kind, Places):
        return list  # the lines, and not the documents that they are found in
    if is_dataclass(kind):
        values = attrgetter(*[item.name for item in fields(kind)])
        return lambda item: (kind.__qualname__, values(item))
    if issubclass(kind, Mapping):
        return dict
    if issubclass(kind, date):
        return str
    raise TypeError(kind)


def _content(item: Any) -> Any:
    """An object as plain data."""
    kind: Any = type(item)
    return _held(kind)(item)


# Facts hold no circles, since pages are trees.
_FACTS = JSONEncoder(ensure_ascii=False, check_circular=False, default=_content)


def mark_of_words(context: Context, project: Path) -> str:
    """A mark of what all pages of a language share: templates, labels, and the code that fills them in."""
    # Whatever the project puts in place of one may use any word, so that all pages hang on all templates.
    folders = (template_folder(), project / "templates")
    templates = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.j2"))]
    shared = (context.language, context.given.languages, context.currency, context.metamodel.labels)
    return mark(mark_of_facts(shared), mark_of_code(), *templates)


def mark_of_code() -> str:
    """A mark of the code that writes pages and pictures, on this machine alone."""
    return mark_of_facts([look_of(path) for part in _PARTS for path in sorted((_PACKAGE / part).glob("*.py"))])


def mark_of_names(context: Context) -> str:
    """A mark of every element's name and address, for pages whose template asks for them by id."""
    keys = context.model.whole.elements
    return mark(*(word for key in keys for word in (key, context.name(key), context.addresses.element(key))))


_PACKAGE, _PARTS = Path(__file__).resolve().parents[1], ("site", "render")
