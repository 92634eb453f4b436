"""Every word of the shipped packs that a reader sees exists in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cetakbiru.metamodel import builtin_packs, read_yaml
from cetakbiru.metamodel.folder import SECTIONS

# Keys of a pack whose value is words for a reader.
WORDS = {"label", "plural", "title", "message", "why", "intro", "summary", "meaning", "inverse"}
PACKS = [path for path in sorted(builtin_packs().iterdir()) if (path / "pack.yaml").is_file()]


def _untranslated(value: Any, route: str = "") -> Iterator[str]:
    """Routes of words that lack a language, or are the same key left empty."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _untranslated(item, f"{route}/{number}")
    if not isinstance(value, Mapping):
        return
    for key, item in value.items():
        here = f"{route}/{key}"
        if key in ("files", "parameters"):
            continue
        if key in WORDS and not _both(item):
            yield here
        elif key not in WORDS:
            yield from _untranslated(item, here)


def _files(pack: Path) -> list[Path]:
    """The files of a pack that hold its words; a starter's model is not of them."""
    return [pack / "pack.yaml", *(path for name in SECTIONS for path in sorted((pack / name).glob("*.yaml")))]


def _both(words: Any) -> bool:
    return isinstance(words, Mapping) and all(words.get(language) for language in ("id", "en"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_words_are_in_both_languages(pack):
    """Labels, meanings, messages, titles and reasons of a pack are in both languages; so are values of lists."""
    missing = [f"{path.relative_to(pack)}{spot}" for path in _files(pack) for spot in _untranslated(read_yaml(path))]
    labels = read_yaml(pack / "labels.yaml") if (pack / "labels.yaml").is_file() else {}
    missing += [f"labels.yaml/{key}" for key, words in labels.items() if not _both(words)]
    for path in (pack / "vocabularies").glob("*.yaml"):
        missing += [f"{path.name}/{key}" for key, words in read_yaml(path)["values"].items() if not _both(words)]
    assert missing == []


def test_a_missing_language_is_seen():
    """The search is not blind: words in one language, at any depth, are reported by their route."""
    pack = {
        "title": {"id": "Judul", "en": "Title"},
        "attributes": {"a": {"label": "A"}, "b": [{"why": {"id": "x", "en": ""}}]},
    }
    assert list(_untranslated(pack)) == ["/attributes/a/label", "/attributes/b/0/why"]
