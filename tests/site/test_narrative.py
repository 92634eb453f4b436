"""A unit's own prose: good Markdown comes through, markup and odd addresses do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cetakbiru.site.narrative import narrative, tame
from tests.render.test_words import read

QUIET = settings(deadline=None, derandomize=True, database=None, max_examples=300)
PARTS = st.sampled_from([
    "[a](", "](", ")", "[x]: ", "[x]", "![", "javascript:alert(1)", "java\nscript:x", "data:x", "&#106;avascript:x",
    " ", "\n", "\n\n", "> ", "* ", "1. ", "    ", '"', "'", "<", ">", "`", "```\n", "{: onclick=x }", "<b onclick=x>",
    "\\", "#", "https://example.org/", "a.html", "//example.org", "| a |\n|---|\n| ", "!!! note\n    ", "(", "\t",
])  # fmt: skip


@QUIET
@given(st.lists(PARTS, max_size=14).map("".join))
@example("[a](java\nscript:alert(1))")
@example("> [x]: javascript:alert(1)\n\n[x]")
@example("[x]:\n  javascript:alert(1)\n\n[x]")
@example("[a](<javascript:alert(1)>)")
@example("[![i](http://example.org/y)](javascript:alert(1))")
@example("!!! note\n    [x]: javascript:alert(1)\n\n[x]")
def test_no_prose_brings_markup_or_runs(prose):
    """Whatever is written, no handler, no script, no picture and no address but of pages, the web or mail comes out."""
    for tag, held in read(tame(prose)).tags:
        assert tag not in ("script", "img", "iframe", "b", "svg", "style")
        assert not [key for key in held if key.startswith("on")]
        address = re.sub(r"[\x00-\x20]", "", held.get("href") or "")
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", address, re.I)
        assert scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:"), (tag, held)


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("**a** _b_ `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
        ("# Title\n\ntext", "<p>text</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("[a](https://example.org/x_(y)?a=1&b=2 \"t\")",
         '<p><a href="https://example.org/x_(y)?a=1&amp;b=2" title="t">a</a></p>'),
        ("[a](data.html#pasien)", '<p><a href="data.html#pasien">a</a></p>'),
        ("[a](#_findings)", '<p><a href="#_findings">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("[a][1]\n\n[1]: https://example.org/", '<p><a href="https://example.org/">a</a></p>'),
        ("[1]: Perpres 95/2018", "<p>[1]: Perpres 95/2018</p>"),
        ("![a](x.html)", '<p><a href="x.html">a</a></p>'),
        ("[a](//example.org/x)", '<p><a href="#">a</a></p>'),
    ],
)  # fmt: skip
def test_good_prose_comes_through(prose, html):
    """Emphasis, links and tables are a planner's own; the title is the page's, and pictures become links."""
    import markdown

    assert markdown.markdown(tame(prose)) == html


def test_headings_stand_below_those_of_the_page():
    """A heading of the prose is one level lower on the page."""
    assert tame("# T\n\n## a\n\n#### b\n\n#no") == "### a\n\n##### b\n\n#no"


TEXTS = {
    "blueprints/north/1. first.md": "satu",
    "blueprints/north/1. first.en.md": "one",
    "blueprints/north/2-second.md": "dua",
    "blueprints/north/only.en.md": "only",
    "blueprints/northern/x.md": "no",
}


@pytest.mark.parametrize(("language", "text"), [("id", "satu\n\ndua\n\nonly"), ("en", "one\n\ndua\n\nonly")])
def test_prose_is_that_of_the_language(language, text):
    """Files come in the order of their names, each in the language wanted or as first written; dots are no bar."""
    assert narrative(TEXTS, "north", language, ("id", "en")) == text


def test_a_unit_without_prose_has_none():
    """Where no file stands in a unit's folder there is no text."""
    assert narrative(TEXTS, "south", "id", ("id", "en")) == ""
