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
# Attribute names that are English, or words of the base pack's own (the profile `dasar`), and so say nothing of a pack.
ORDINARY = {
    "alias", "bandwidth", "basis", "dasar", "data", "domain", "gap", "program", "server", "status", "target", "url",
}  # fmt: skip


@cache
def _pack() -> Metamodel:
    return load_pack(builtin_packs() / "spbe")


def _attributes(attributes: Iterator[Attribute]) -> Iterator[str]:
    for item in attributes:
        yield item.name
        yield from _attributes(iter(item.attributes.values()))


@cache
def _forbidden() -> set[str]:
    """Words that may stand nowhere: institutions, the pack and its kinds and references, the example's units."""
    pack = _pack()
    units = {path.stem for path in (ROOT / "blueprints").iterdir()}
    return (INSTITUTIONS | {pack.id} | set(pack.kinds) | {key.lower() for key in pack.references} | units) - ORDINARY


@cache
def _names() -> set[str]:
    """Words that code may not use as a name: the pack's attributes."""
    found: set[str] = set()
    for kind in _pack().kinds.values():
        found |= set(_attributes(iter(kind.attributes.values())))
        for own in kind.variants.values():
            found |= set(_attributes(iter(own.values())))
    return found - ORDINARY


def _said(text: str, words: set[str]) -> set[str]:
    """Which of some words stand in a text, as words of their own."""
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return {found.lower() for found in re.findall(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text, re.IGNORECASE)}


def _used(source: Source, words: set[str]) -> set[str]:
    """Which of some words code uses: as a name, or in a text that is not a sentence."""
    found: set[str] = set()
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        literal = token.type == tokenize.STRING and not re.search(r"\s", token.string)
        if token.type == tokenize.NAME or literal:
            found |= words & set(re.findall(r"\w+", token.string.lower()))
    return found


def test_no_institution_and_no_kind_is_named():
    """No code, comment or docstring names an institution, a kind or a reference of the shipped pack, or a unit."""
    assert {source.name: said for source in sources() if (said := _said(source.text, _forbidden()))} == {}


def test_no_attribute_of_the_pack_is_used():
    """Code asks for an attribute's role, never for its name."""
    assert {source.name: used for source in sources() if (used := _used(source, _names()))} == {}


def test_the_words_are_found_where_they_stand():
    """The lists are not empty; a word is seen in a docstring, a name and a selector, but not inside another word."""
    bad = Source("bad.py", '"""Asks for layanan."""\nmetode_layanan = select("kind:aplikasi,status_operasional:*")\n')
    assert {"layanan", "aplikasi", "rab"} <= _forbidden()
    assert _said(bad.text, _forbidden()) == {"layanan", "aplikasi"}
    assert _used(bad, _names()) == {"metode_layanan", "status_operasional"}
    assert _said("badannya, pelayanan", _forbidden()) == set()
