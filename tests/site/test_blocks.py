"""Finished HTML that is put aside comes out as Markdown would have left it."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from cetakbiru.site.blocks import Blocks

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


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_html_is_read_as_markdown_reads_it(text):
    """What is not plainly a whole block comes out as without the extension."""
    assert _tight(_html(text, Blocks())) == _tight(_html(text))


def test_every_page_is_the_same(toy, hostile):
    """All pages of two sites, one that tries to break out, have the same HTML but for empty lines."""
    pages = [page for site in (toy, hostile) for page in sorted((site / ".cetakbiru/docs/id").rglob("*.md"))]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8").split("---\n", 2)[-1]
        assert _tight(_html(text, Blocks())) == _tight(_html(text)), page
