"""What is done in a quicker way comes to the same: HTML put aside, and the sections that search finds."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from material.plugins.search import plugin

from cetakbiru.site.quick import Blocks, Sections

EXTENSIONS = ["admonition", "attr_list", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences"]

ODD = {
    "a block that does not end": "<div>\n\nwords\n",
    "one that ends in a comment": "<div>\n<!-- </div> -->\n\nwords\n</div>\n",
    "words after the end": "<p>a</p> and *b*\n\n*c*\n",
    "a block inside of a fence": "```html\n\n<div>\n</div>\n\n```\n",
    "a block inside of another that is odd": "<section>\n\n<p>a</p>\n\n<p>b</p>\n\n",
    "Markdown inside": '<div markdown="1">\n\n*a*\n\n</div>\n',
    "of the same kind inside": "# T\n\n<div><div>a</div>\n\n<div>b</div></div>\n\n*c*\n",
}


def _html(text: str, *extensions: object) -> str:
    return Markdown(extensions=[*EXTENSIONS, *extensions]).convert(text)


def _tight(html: str) -> str:
    return re.sub(r"\n+", "\n", html).strip()


def _sections(reader: plugin.Parser, html: str) -> list[tuple[object, ...]]:
    reader.feed(html)
    reader.close()
    return [(item.el.tag, item.is_excluded(), item.id, item.title, item.text) for item in reader.data]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_html_is_read_as_markdown_reads_it(text):
    """What is not plainly a whole block comes out as without the extension."""
    assert _tight(_html(text, Blocks())) == _tight(_html(text))


def test_every_page_is_the_same_and_so_are_its_sections(toy, hostile):
    """All pages of two sites, one that tries to break out: their HTML but for empty lines, and what search is told."""
    pages = [page for site in (toy, hostile) for page in sorted((site / ".cetakbiru/docs/id").rglob("*.md"))]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8").split("---\n", 2)[-1]
        html = _html(text, Blocks())
        assert _tight(html) == _tight(_html(text)), page
        assert _sections(Sections(), html) == _sections(plugin.Parser(), html), page


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="a&amp;b">A &amp; <code>b</code><a class="headerlink" href="#a">¶</a></h2><p>x &lt; y<br />z</p>',
        "<div data-search-exclude><p>no</p></div><p>yes</p><ul><li></li></ul>",
        "<p>a < b</p>",
        "<p title='>'>a</p><img src=x><h1 id=one>t</h1>",
        "<P>A</P><script>if (a < b) {}</script>",
    ],
)
def test_odd_pages_have_the_same_sections(html):
    """Entities, headings' links, tags without an end, and what is left to Material's own reader."""
    assert _sections(Sections(), html) == _sections(plugin.Parser(), html)
