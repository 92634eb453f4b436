"""What may be said is data: the toolkit's code knows no word of a pack, a country's institutions or a government."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache

from cetakbiru.metamodel import Attribute, Metamodel, builtin_packs, load_pack
from tests.house.measure import ROOT, Source, sources

INSTITUTIONS = set((ROOT / "tests/house/institutions.txt").read_text(encoding="utf-8").split())
# Words of the pack that say nothing of it: English ones, and the base pack's profile `dasar`.
ORDINARY = {
    "alias", "bandwidth", "basis", "dasar", "data", "domain", "gap", "program", "server", "status", "target", "url",
}  # fmt: skip
_SELECTOR = re.compile(r"\b(?:id|kind|unit|owner|domain|role):[a-z]|[<@]\w")


@cache
def _pack() -> Metamodel:
    return load_pack(builtin_packs() / "spbe")


def _attributes(attributes: Iterator[Attribute]) -> Iterator[str]:
    for item in attributes:
        yield item.name
        yield from _attributes(iter(item.attributes.values()))


@cache
def _forbidden() -> set[str]:
    """Words that may stand nowhere: institutions, the pack and its references, the example's units."""
    pack = _pack()
    units = {path.stem for path in (ROOT / "blueprints").iterdir()}
    return (INSTITUTIONS | {pack.id} | {key.lower() for key in pack.references} | units) - ORDINARY


@cache
def _names() -> set[str]:
    """Words that may not be used as names: the pack's kinds and attributes. A message may need them as plain words."""
    found = set(_pack().kinds)
    for kind in _pack().kinds.values():
        found |= set(_attributes(iter(kind.attributes.values())))
        for own in kind.variants.values():
            found |= set(_attributes(iter(own.values())))
    return found - ORDINARY


def _said(text: str, words: set[str]) -> set[str]:
    """Which of some words stand in a text, as words of their own or as parts of a name."""
    found = set(re.findall(r"\w+", text.lower()))
    return words & (found | {part for word in found for part in word.split("_")})


def _used(source: Source, words: set[str]) -> set[str]:
    """Which of some words code uses: everywhere but in the sentences that it says to people."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    return {word for token in tokens if not _is_sentence(token.string) for word in _said(token.string, words)}


def _is_sentence(token: str) -> bool:
    """Whether a token is a text for people: a literal with spaces that is neither a docstring nor a selector."""
    literal = re.match(r"[rf]?([\"'])(?!\1\1)", token)
    return bool(literal) and " " in token and not _SELECTOR.search(token)


def test_no_institution_is_named():
    """No code, comment, docstring or message names an institution, the shipped pack, its references, or a unit."""
    assert {source.name: said for source in sources() if (said := _said(source.text, _forbidden()))} == {}


def test_no_word_of_the_pack_is_used():
    """Code asks for the role of a kind or an attribute, never for its name."""
    assert {source.name: used for source in sources() if (used := _used(source, _names()))} == {}


def test_the_words_are_found_where_they_stand():
    """The lists are not empty; a word is seen in a docstring, a name and a selector, but not inside another word."""
    bad = '"""Asks for layanan."""\nmetode_layanan = select("kind:aplikasi status_operasional:*")\n'
    assert {"lampung", "spbe", "rab", "dinkes"} <= _forbidden()
    assert _used(Source("bad.py", bad), _names()) == {"layanan", "metode_layanan", "aplikasi", "status_operasional"}
    assert _used(Source("good.py", 'say("Tulis aplikasi baru.")\n'), _names()) == set()
    assert _said("Dinas Badannya RAB", _forbidden()) == {"dinas", "rab"}
