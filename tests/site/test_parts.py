"""What the engine need not read comes back where it was, and search is told no less."""

from __future__ import annotations

import re

from cetakbiru.site.parts import put_in, take_out

CARD = """<div class="cb-card" data-search-words>
<p class="cb-meta">Line <code>north/hill</code> <span data-search-exclude>sketch</span></p>
<dl><div><dt data-search-exclude>Note</dt> <dd>a &lt;b&gt; &amp; c</dd></div></dl>
</div>"""
PAGE = f'# T\n\n### Hill {{: #hill }}\n\n{CARD}\n\n<nav data-search-exclude><a href="x">x</a></nav>\n\nwords\n'


def test_of_a_card_the_engine_reads_the_words_alone():
    """A card leaves its words, escaped as they were and its id marked as code; what search leaves aside is not told."""
    text, parts = take_out(PAGE)
    assert len(parts) == 2
    assert '<p data-late="0">Line <code>north/hill</code> a &lt;b&gt; &amp; c</p>' in text
    assert not re.search("sketch|Note|<nav", text)


def test_what_was_taken_out_comes_back():
    """A page put together again is the page, but for the mark that asked for the words."""
    text, parts = take_out(PAGE)
    assert put_in(text, parts, {}) == PAGE.replace(" data-search-words", "")


def test_what_does_not_end_stays():
    """An element without an end is the engine's own matter."""
    broken = "<div data-search-words>\n\n<p>words</p>\n"
    assert take_out(broken) == (broken, [])
