"""Search that finds an element by name, id, code or abbreviation, its card first, and that opens from a file too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cetakbiru.model import Element
from cetakbiru.render import escaped
from cetakbiru.site.context import Context

INDEXES = {"search/search_index.json": "docs", "search.json": "items"}  # where each engine writes its own
# High enough for the card itself to stand before every page that only mentions it.
TAGS = 1e4
_SET = re.compile(r"</?(?:p|code)>")


def page_of(entry: Mapping[str, Any]) -> str:
    """Address of the page that an entry of an index leads to."""
    return str(entry["location"]).partition("#")[0] or "index.html"


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


def finished_index(raw: str, cards: Mapping[str, tuple[str, ...]], pages: Iterable[str]) -> str:
    """The engine's index with the words of cards in it, and its entries in the order of the pages.

    Args:
        raw: the index as the engine wrote it.
        cards: address of each card to its words.
        pages: addresses of all pages.
    """
    index = json.loads(raw)
    # Only the index of MkDocs has such a field; with any other this is without effect.
    index["config"].get("fields", {}).get("tags", {})["boost"] = TAGS
    for key in {*INDEXES.values()} & index.keys():
        found = [_entry(entry, cards) for entry in index[key] if _worth(entry, cards)]
        # A build that renders single pages has them in another order, and must give the same bytes.
        index[key] = _in_order(found, pages)
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def index_files(path: str, text: str) -> dict[str, bytes]:
    """A finished index as a server gives it out, and as a page that is opened from a file reads it."""
    return {path: text.encode(), as_script(path): f"var __index = {text}\n".encode()}


def as_script(path: str) -> str:
    """Address of the script beside an index."""
    return f"{path.removesuffix('.json')}.js"


def merged_index(path: str, texts: Sequence[str], pages: Sequence[str]) -> dict[str, bytes]:
    """The files of one index made of the finished indexes of several shares.

    Args:
        path: its address.
        texts: the finished indexes, no page in more than one.
        pages: addresses of all pages.
    """
    first, *others = [json.loads(text) for text in texts]
    (key,) = {*INDEXES.values()} & first.keys()
    entries = [entry for index in (first, *others) for entry in index[key]]
    whole = first | {key: _in_order(entries, pages)}
    return index_files(path, json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def _in_order(entries: Iterable[dict[str, Any]], pages: Iterable[str]) -> list[dict[str, Any]]:
    """Entries in the order of their pages; those of one page stay in theirs."""
    order = {path: number for number, path in enumerate(pages)}
    return sorted(entries, key=lambda entry: order.get(page_of(entry), len(order)))


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
    # Thousands of cards: what only sets their text in paragraphs, and the id that stands before it again, would be a
    # tenth of what every reader loads.
    text = " ".join(_SET.sub(" ", entry["text"].replace(f"<code>{found[0]}</code>", " ", 1)).split())
    boost = round(1 + 3 / (1 + found[0].count("-")), 2)
    return entry | {"text": text, "tags": [escaped(word) for word in found], "boost": boost}
