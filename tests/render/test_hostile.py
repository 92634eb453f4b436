"""Names are untrusted: whatever a planner writes, the picture shows those words and nothing else happens."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetakbiru.render.plain import plain
from tests.render.pictures import drawn, lines, row_of, tips

NAMES = [
    'say "hi"', "it's", "back\\slash", "ends with \\", '\\"', "\\N \\G \\L \\E \\T \\H", "\\l\\r\\n", "%s %d %(x)s",
    "}", "];", '"]; a -> b; //', "/* x */", "# x", "<b>bold</b>", "<<b>bold</b>>", "<table><tr><td>x</td></tr></table>",
    "<", ">", "<i>", "< leading and trailing >", "\\<b\\>", "<!-- x -->", "]]>", "<script>alert(1)</script>",
    "a & b", "&amp; &lt;b&gt; &#60; &nbsp;", "&unknown;", "&", "R&D;", "{{ 7*7 }}", "{% raw %}", "node", "digraph", "-",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645", "\U0001f600 \U0001f1ee\U0001f1e9",
    "\U0001f469\u200d\U0001f4bb", "Å é ﷽ 日本語",
    "two\nlines\r\nand\ttabs", "a\u00a0b", "\x01a\x1f\x7fb", "\u202egnirts",
    "\ud800 lone surrogate", "a:b:n", "n1:port:n", "   spaces   ", "x" * 24, "w " * 150,
]  # fmt: skip
BLANK = ["", "   ", "\n", "\u202e", "\x00\x01"]


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.fixture(scope="module")
def picture():
    """All the names in one picture."""
    return drawn(row_of(NAMES))


@pytest.mark.parametrize("number", range(len(NAMES)), ids=lambda number: ascii(NAMES[number])[:30])
def test_a_name_is_shown_as_it_is(picture, number):
    """A node's label is the name, cut after four lines; its tooltip the kind and the whole name."""
    nodes = dict(zip(tips(picture, "node"), lines(picture, "node"), strict=True))
    name = plain(NAMES[number])
    shown = squeezed("".join(nodes[f"Vehicle: {name}"])).partition("…")[0]
    assert squeezed(name + f"({name})").startswith(shown)
    assert len(shown) >= min(len(squeezed(name)), 40)


def test_edges_and_frames_show_their_words(picture):
    """What an edge tells and what stands over a frame are the words as well."""
    wanted = {plain(name) for name in NAMES}
    assert set(tips(picture, "edge")) <= wanted
    assert {" ".join(words) for words in lines(picture, "cluster")} == {plain(name) for name in NAMES[::3]}


def test_nothing_but_a_picture(picture):
    """The picture holds shapes, text and links to cards; no script, no handler, no foreign markup."""
    assert {item.tag for item in picture.iter()} <= {
        "svg", "g", "a", "text", "title", "desc", "polygon", "polyline", "path", "ellipse",
    }  # fmt: skip
    assert not [key for item in picture.iter() for key in item.attrib if key.startswith("on")]
    links = [item.get("href", "") for item in picture.iter() if "href" in item.attrib]
    assert len(links) == len(NAMES)
    assert {re.sub(r"\d+", "", link) for link in links} == {"../n.html#card"}


def test_a_long_word_is_cut():
    """A word of 300 letters is cut after four lines and ends in a sign that more follows; an owner after one."""
    label = lines(drawn(row_of(["x", "w" * 300])), "node")[1]
    assert label == ["w" * 24, "w" * 24, "w" * 24, "…", "(…)"]


@pytest.mark.parametrize("name", BLANK, ids=ascii)
def test_a_name_that_shows_nothing_gives_way_to_the_id(name):
    """A node never stands without words: where its name has none that can be seen, the id stands there."""
    assert lines(drawn(row_of(["first", name])), "node")[1] == ["n1"]


@settings(deadline=None, derandomize=True, database=None, max_examples=25)
@given(st.lists(st.text(max_size=30), min_size=2, max_size=12))
def test_no_text_breaks_a_picture(names):
    """Any text at all as a name gives a picture that tells it whole, and that shows words at every node."""
    picture = drawn(row_of(names))
    assert sorted(tips(picture, "node")) == sorted(f"Vehicle: {plain(name)}".strip() for name in names)
    assert all("".join(words).strip() for words in lines(picture, "node"))
