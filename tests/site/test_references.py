"""Names of codes are those of their source, and say in which language they are."""

from __future__ import annotations

import re

import pytest

from cetakbiru.metamodel import other_language
from cetakbiru.pipeline.publish import site_input
from cetakbiru.render import environment
from cetakbiru.site import write
from cetakbiru.site.context import Context
from cetakbiru.site.plan import plan_one
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def read(shipped):
    """The Markdown of a page in a language."""
    given = site_input(shipped, None, "")

    def text(address: str, language: str) -> str:
        context = Context(given, language)
        return write.markdown_of(
            context, environment(ROOT, context.metamodel, language), plan_one(context, address, ())
        )

    return text


@pytest.mark.parametrize(
    ("language", "foreign", "words", "own"),
    [
        ("id", "Platform as a Service (PaaS)", "bahasa Inggris, seperti pada sumbernya", "Perangkat Keras Jaringan"),
        ("en", "Perangkat Keras Jaringan", "Indonesian, as in its source", "Platform as a Service (PaaS)"),
    ],
)
def test_an_unverified_name_says_its_language(read, language, foreign, words, own):
    """A name in another language than the page's is marked as such for readers and for their programs; no other is."""
    text = read("references/rai.html", language)
    other = {"id": "en", "en": "id"}[language]
    assert f'<span lang="{other}">{foreign}</span> <small>({words})</small>' in text
    assert f"<span>{own}</span>" in text


def test_a_note_of_ours_is_in_the_language_of_the_page(read):
    """What the pack itself says of names is said in both languages."""
    assert "untuk tiap area layanan" in read("references/raa.html", "id")
    assert "for each of the public" in read("references/raa.html", "en")


def test_an_official_name_without_translation_keeps_its_language(read):
    """In English, a name that only its source gives is marked as Indonesian, and the page says so once."""
    text = read("references/rab.html", "en")
    assert text.count('<td lang="id">') > 200
    assert text.count("Names that their source does not translate") == 1
    assert not re.search(r' lang="|tidak diterjemahkan', read("references/rab.html", "id"))


def test_words_written_once_are_of_no_other_language():
    """Words without a language, or in the language asked for, are of no other."""
    assert other_language({"id": "Air", "en": "Water"}, "en") == ""
    assert other_language({"*": "SPLP"}, "en") == ""
    assert other_language({"id": "Air"}, "en") == "id"
    assert other_language({}, "en") == ""
