"""Text to data: what is read, where it stands, and the laws of reading."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cetakbiru.source import Document, Finding, Place, Sources, dump, locate, parse
from cetakbiru.source.spots import spots
from cetakbiru.source.text import decode

ANY = st.text(st.characters(exclude_categories=()))
YAMLISH = st.text(st.sampled_from(list(" \n\t:-[]{},&*!|>'\"%@`#?~<=ab1\\\0\x85\u2028\ufeff\ud800é😀")), max_size=60)
# Line ends that only YAML 1.1 knows are read as spaces, so they cannot come back.
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x85\u2028\u2029"), max_size=20)
DATA = st.recursive(
    st.none() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=20,
)


def document_of(text: str) -> Document:
    """A document that must be read without a finding."""
    document, findings = parse("a.yaml", text)
    assert findings == []
    assert document is not None
    return document


def routes(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Routes of everything in a document's data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [route, *(deep for key, item in inner for deep in routes(item, (*route, key)))]


@given(ANY | YAMLISH)
@example("a: \ud800")
@example("\ufeff\ufeffa: 1")
@example("- - - ? - :")
@example("? ")
@example("%TAG ! tag:x,2000:\n--- !a b")
def test_any_text_is_read_or_complained_of(text: str) -> None:
    """Whatever the text, reading returns a document or findings that stand within it, and never raises."""
    document, findings = parse("a.yaml", text)
    assert document is not None or findings
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert finding.place.at is not None
        line, column = finding.place.at[:2]
        assert 1 <= line <= len(lines)
        assert 1 <= column <= max(len(item) for item in lines) + 1


@given(ANY | YAMLISH)
def test_everything_that_is_read_has_a_place(text: str) -> None:
    """Every key and value of a document is found again at a line and column of its file."""
    document, _ = parse("a.yaml", text)
    if document is None:
        return
    for route in routes(document.data):
        spot = spots(document.text)
        for key in route:
            assert spot.inner
            spot = spot.inner[key]
        assert spot.value or document.data is None
        found = locate({"a.yaml": document}, Place("a.yaml", route))
        assert found.line >= 1
        assert 1 <= found.column < found.end_column


@given(st.binary(max_size=200))
def test_any_bytes_are_taken(raw: bytes) -> None:
    """Whatever the bytes of a file, they become a document or the file is noted as broken, with a finding."""
    sources = Sources()
    sources.take([("architecture/a.yaml", raw)])
    assert sources.documents or (sources.broken and sources.findings)


@settings(max_examples=200)
@given(DATA)
def test_what_is_dumped_is_read_back(data: Any) -> None:
    """Reading what was written from plain data gives the same data: nothing is lost, nothing is guessed."""
    assert document_of(dump(data)).data == data


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "2026", "01", "1_000", "1e3", "0x1F", "12:30:45", "2026-01-31", ".inf", "="]
)
def test_a_plain_word_stays_the_text_that_was_written(word: str) -> None:
    """No word is taken for a number, a date or a truth value while reading: the attribute's type decides."""
    assert document_of(f"a: {word}\n").data == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_nothing_is_nothing_unless_it_is_quoted(word: str) -> None:
    """An empty value is None; the same word in quotation marks is text."""
    assert document_of(f"a: {word}\n").data == {"a": None}
    assert document_of(f"a: '{word}'\n").data == {"a": word}


@pytest.mark.parametrize(
    ("route", "part", "spot"),
    [
        (("layanan",), "key", (1, 1, 8)),
        (("layanan", "izin"), "key", (2, 3, 7)),
        (("layanan", "izin"), "value", (2, 9, 10)),
        (("layanan", "izin", "nama"), "value", (2, 16, 20)),
        (("layanan", "izin", "nama"), "key", (2, 10, 14)),
        (("layanan", "izin", "opd"), "value", (2, 22, 25)),
        (("layanan", "lain", "data", 1), "value", (5, 9, 12)),
        (("layanan", "lain", "uraian"), "value", (6, 13, 14)),
        (("layanan", "lain", "tiada", 3), "value", (3, 3, 7)),
        (("aplikasi", "x"), "value", (1, 1, 2)),
    ],
)
def test_a_route_is_found_at_line_and_column(
    route: tuple[str | int, ...], part: Any, spot: tuple[int, int, int]
) -> None:
    """A key or value is marked exactly; what is not there is shown at the nearest thing that is."""
    text = (
        "layanan:\n  izin: {nama: Izin, opd: }\n  lain:\n"
        "    data: [a,\n        bcd]\n    uraian: |\n      Satu\n      dua\n"
    )
    found = locate({"a.yaml": document_of(text)}, Place("a.yaml", route, part))
    assert (found.line, found.column, found.end_column) == spot
    assert found.text == text.split("\n")[spot[0] - 1]


def test_signs_outside_the_basic_plane_count_as_one_column() -> None:
    """Columns count signs, not bytes."""
    document = document_of("a: {b: 😀é, c: x}\n")
    assert locate({"a.yaml": document}, Place("a.yaml", ("a", "c"))).column == 15


def test_old_line_ends_do_not_move_the_lines_below() -> None:
    """Separators that YAML 1.1 takes for line ends and editors do not are read as spaces, so that lines agree."""
    text, findings = decode("a.yaml", "a: x\u2028y\x85z\nb: w\n".encode())
    assert findings == []
    assert text is not None
    document = document_of(text)
    assert document.data == {"a": "x y z", "b": "w"}
    assert locate({"a.yaml": document}, Place("a.yaml", ("b",), "key")).line == 2


def test_the_second_of_two_keys_is_set_aside() -> None:
    """Of a key that is written twice the first counts, and what stands under the second is not taken for it."""
    document, findings = parse("a.yaml", "a: {x: 1}\nb: 2\na: {y: 3, y: 4}\n")
    assert document is not None
    assert document.data == {"a": {"x": "1"}, "b": "2"}
    assert [(item.rule, item.place.at) for item in findings] == [("duplicate-key", (3, 1, 2))]
    assert locate({"a.yaml": document}, Place("a.yaml", ("a", "x"))).line == 1


def test_a_fingerprint_outlives_lines_but_not_the_fault() -> None:
    """A finding keeps its fingerprint when lines move; two faults of one file have two."""
    from cetakbiru.source import fingerprint

    def marks(text: str) -> list[str]:
        return [fingerprint(item) for item in parse("a.yaml", text)[1]]

    first = marks("a: 1\na: 2\nb: 1\nb: 2\n")
    assert len(set(first)) == 2
    assert marks("# lain\n\na: 1\na: 2\nb: 1\nb: 2\n") == first
    here = Finding("r", Place("a.yaml", ("a", "b")), {"name": "x"})
    assert fingerprint(here) == fingerprint(Finding("r", Place("a.yaml", ("a", "b")), {"name": "y"}))
    assert fingerprint(here) != fingerprint(Finding("r", Place("a.yaml", ("a", "c")), {"name": "x"}))
