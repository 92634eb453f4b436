"""Search that finds an element by name, id, code or abbreviation, its card first, and that opens from a file too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cetakbiru.model import Element
from cetakbiru.render import escaped
from cetakbiru.site.context import Context
from cetakbiru.source import write_if_changed

INDEXES = (("search/search_index.json", "docs"), ("search.json", "items"))  # where each engine writes its own
TAGS = 1e4


def words(context: Context) -> dict[str, tuple[str, ...]]:
    """Words of each card beside its text: its id first, then abbreviation and codes, by the card's address."""
    return {context.addresses.element(key): _words(context, item) for key, item in context.model.elements.items()}


def _words(context: Context, element: Element) -> tuple[str, ...]:
    kind = context.model.kind(element)
    coded = [item for item in kind.all_attributes(element.variant).values() if item.scheme]
    values = [element.values.get(item.name) for item in coded]
    codes = [str(code) for value in values for code in (value if isinstance(value, tuple) else (value,)) if code]
    short = str(context.model.value(element, "abbreviation") or "")
    different = [short] if short.casefold() not in ("", element.local) else []
    return tuple(dict.fromkeys([element.id, *different, *codes]))


def finish_index(folder: Path, cards: Mapping[str, tuple[str, ...]]) -> None:
    """Put the words of cards into the engine's index, and write the index as a script for readers without a server.

    Args:
        folder: the built site of one language.
        cards: address of each card to its words.
    """
    for name, key in INDEXES:
        path = folder / name
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8"))
            index["config"].get("fields", {}).get("tags", {})["boost"] = TAGS
            index[key] = [_entry(entry, cards) for entry in index[key] if _worth(entry, cards)]
            text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
            write_if_changed(path, text)
            write_if_changed(path.with_suffix(".js"), f"var __index = {text}\n")


def _worth(entry: Mapping[str, Any], cards: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an entry leads somewhere: a page, a card, or a section that says something."""
    return bool(entry["text"]) or "#" not in entry["location"] or entry["location"] in cards


def _entry(entry: dict[str, Any], cards: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """An entry with its card's words, escaped since the search writes them into the page as they are.

    The shorter an id, the more a word that is found in it weighs.
    """
    found = cards.get(entry["location"])
    if not found:
        return entry
    return entry | {"tags": [escaped(word) for word in found], "boost": 1 + 3 / (1 + found[0].count("-"))}
