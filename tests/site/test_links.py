"""The link check, on pages written by hand: what it must find, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.site.links import broken_links

PAGE = "tidak ada halaman / no such page"
ANCHOR = "tidak ada jangkar / no such anchor"
SCHEME = "skema terlarang / scheme not allowed"
LOADS = "memuat dari jaringan / loads from a network"
OTHER = '<h2 id="here">Here</h2><svg><g id="in-picture"></g></svg><a id=bare></a>'

BROKEN = {
    "a page that is not there": ('<a href="gone.html">x</a>', f"{PAGE}: gone.html"),
    "a page outside the site": ('<a href="../../etc/passwd">x</a>', f"{PAGE}: ../../etc/passwd"),
    "an absolute address": ('<a href="/unit/other.html">x</a>', f"{PAGE}: /unit/other.html"),
    "an address without a scheme": ('<a href="//example.org/x">x</a>', f"{PAGE}: //example.org/x"),
    "a folder without a first page": ('<a href="empty/">x</a>', f"{PAGE}: empty/"),
    "an anchor that is not there": ('<a href="other.html#gone">x</a>', f"{ANCHOR}: other.html#gone"),
    "an anchor of the page itself": ('<a href="#gone">x</a>', f"{ANCHOR}: #gone"),
    "an address without quotes": ("<a class=x href=gone.html>x</a>", f"{PAGE}: gone.html"),
    "an address in single quotes": ("<a href='gone.html'>x</a>", f"{PAGE}: gone.html"),
    "an address in capitals": ('<A HREF="gone.html">x</A>', f"{PAGE}: gone.html"),
    "a link in a picture": ('<svg><a href="gone.html"><text>x</text></a></svg>', f"{PAGE}: gone.html"),
    "an old link in a picture": ('<svg><a xlink:href="other.html#gone"></a></svg>', f"{ANCHOR}: other.html#gone"),
    "a picture that is not there": ('<img alt="a > b" src="gone.png">', f"{PAGE}: gone.png"),
    "a script in an address": ('<a href="javascript:alert(1)">x</a>', f"{SCHEME}: javascript:alert(1)"),
    "a script in capitals and entities": ('<a href="&#74;avaScript&colon;x">x</a>', f"{SCHEME}: JavaScript:x"),
    "a script behind a line break": ('<a href=" java\nscript:x">x</a>', f"{SCHEME}: javascript:x"),
    "a document in an address": ('<a href="data:text/html,x">x</a>', f"{SCHEME}: data:text/html,x"),
    "a script from elsewhere": (
        '<script src="https://example.org/x.js"></script>',
        f"{LOADS}: https://example.org/x.js",
    ),
    "a style sheet from elsewhere": (
        '<link rel="stylesheet" href="//example.org/x.css">',
        f"{LOADS}: //example.org/x.css",
    ),
    "a font in a style": (
        "<style>a { src: url( 'http://example.org/f' ) }</style>",
        f"{LOADS}: url( 'http://example.org/f",
    ),
    "a picture in a style": ('<p style="background:url(//example.org/x)">', f"{LOADS}: url(//example.org/x"),
    "a picture in a picture": (
        '<svg><image href="http://example.org/x.png"/></svg>',
        f"{LOADS}: http://example.org/x.png",
    ),
    "a frame": ('<iframe src="http://example.org/">', f"{LOADS}: http://example.org/"),
}
WHOLE = {
    "pages and anchors": '<a href="other.html#here">x</a><a href="other.html#in-picture"></a>',
    "an anchor without quotes": '<a href="other.html#bare">x</a>',
    "the page itself": '<h2 id="top">x</h2><a href="#top">x</a><a href="#">x</a><a href="">x</a>',
    "folders": '<a href="../">x</a><a href=".">x</a><a href="..">x</a><a href="./../index.html">x</a>',
    "encoded addresses": '<a href="a%20b.html#%C3%A9">x</a><a href="a b.html?x=1&amp;y=2#é">x</a>',
    "the outside": '<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a>',
    "where a page belongs": '<link rel="canonical" href="https://example.org/"><link rel="next" href="other.html">',
    "words that look like links": '<p>an href=gone.html and id=x, &lt;a href="gone.html"&gt;</p>',
    "words in a title": '<p title=\'<a href="gone.html">\' data-x="src=gone.png">x</p>',
    "words in a comment": '<!-- <a href="gone.html"> -->',
    "words in a script": "<script>document.write('<a href=\"gone.html\">')</script>",
    "pictures that a page holds": '<img src="data:image/png;base64,AAAA">',
}


def site(folder: Path, body: str) -> Path:
    """A site of a few pages, one of which holds what is asked about."""
    (folder / "unit" / "empty").mkdir(parents=True)
    for name, text in {"index.html": "", "unit/index.html": "", "unit/other.html": OTHER, "unit/a b.html": '<p id="é">',
                       "unit/page.html": body}.items():  # fmt: skip
        (folder / name).write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")
    return folder


@pytest.mark.parametrize("fault", BROKEN)
def test_what_leads_nowhere_is_found(tmp_path, fault):
    """Each fault is found once, with its page, what it is, and the address."""
    body, said = BROKEN[fault]
    assert broken_links(site(tmp_path, body)) == [f"unit/page.html: {said}"]


@pytest.mark.parametrize("case", WHOLE)
def test_what_is_whole_is_left_alone(tmp_path, case):
    """What leads somewhere, and words that only look like a link, are no fault."""
    assert broken_links(site(tmp_path, WHOLE[case])) == []


def test_a_style_sheet_that_loads_is_found(tmp_path):
    """A style sheet that asks a network for a font or for another sheet is found; one with its own pictures is not."""
    root = site(tmp_path, "")
    (root / "own.css").write_text("a { background: url(data:image/png;base64,AA) url(x.png) }", encoding="utf-8")
    (root / "far.css").write_text('@import "https://example.org/a.css";', encoding="utf-8")
    assert broken_links(root) == [f'far.css: {LOADS}: @import "https://example.org/a.css']


def test_the_page_for_wrong_addresses_may_be_absolute(tmp_path):
    """The page that a server shows at any wrong address has absolute links; they are not followed."""
    root = site(tmp_path, "")
    (root / "404.html").write_text('<a href="/index.html">x</a>', encoding="utf-8")
    assert broken_links(root) == []
