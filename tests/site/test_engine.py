"""What the engine does once for all pages comes out as what it does again for each."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cetakbiru.site.engine import MkDocs
from cetakbiru.site.feed import feed
from tests.site.test_blocks import ODD

HTML = {
    **ODD,
    "entities and odd letters": "<p id='x'>a &amp; b &lt; c</p> 1 < 2 <P>&copy;<br/>&#46; <b hidden>d",
    "attributes": '<p class="a &amp; b" hidden data-x="">c</p><img alt="<>" src="x.png" /><br>',
    "a script": '<p>a</p><script>if (a < b) "<p>"</script><p>b</p>',
    "nothing": "",
    "words alone": "a &amp",
}


class _Told(HTMLParser):
    """Keeps all that it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, ...]] = []

    def handle_starttag(self, tag, attrs):
        self.told.append(("start", tag, attrs))

    def handle_endtag(self, tag):
        self.told.append(("end", tag))

    def handle_data(self, data):
        self.told.append(("words", data))


def _told(html: str, *, quick: bool) -> list[tuple[object, ...]]:
    parser = _Told()
    if quick:
        feed(parser, html)
    else:
        parser.feed(html)
    parser.close()
    return parser.told


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_odd_html_is_fed_as_python_feeds_it(html):
    """A parser is told the same of whatever is no plain HTML."""
    assert _told(html, quick=True) == _told(html, quick=False)


def test_every_page_is_fed_as_python_feeds_it(toy, hostile):
    """A parser is told the same of all pages of two sites, one that tries to break out."""
    for page in (page for site in (toy, hostile) for page in (site / ".cetakbiru/out/id").rglob("*.html")):
        html = page.read_text(encoding="utf-8").replace("<script", "<p").replace("</script", "</p")
        assert _told(html, quick=True) == _told(html, quick=False), page


@pytest.mark.parametrize("extension", ["", "footnotes"])
def test_pages_are_the_same_where_the_frame_is_rendered_once(toy, tmp_path, extension):
    """A site whose menu, search and reader of Markdown are made once has the bytes of one where they are made anew."""
    made = [_made(toy, tmp_path / str(alone), extension, alone=alone) for alone in (True, False)]
    assert len(made[0]) > 20
    assert made[0] == made[1]


def _made(site: Path, folder: Path, extension: str, *, alone: bool) -> dict[str, bytes]:
    """Files that MkDocs makes of a site's Markdown."""
    shutil.copytree(site / ".cetakbiru/docs", folder / "docs")
    for page in (folder / "docs/id").rglob("*.md"):
        with page.open("a", encoding="utf-8") as text:
            text.write("\n* [a][b] ![c](d.png)[^1]\n\n```\n\ne\n```\n\n[b]: index.md\n[^1]: f\n")
    config = folder / "mkdocs.yml"
    words = (site / ".cetakbiru/mkdocs.id.yml").read_text(encoding="utf-8")
    own = f"markdown_extensions:\n- {extension}: {{UNIQUE_IDS: true}}\n" if extension else "markdown_extensions:\n"
    config.write_text(words.replace("markdown_extensions:\n", own), encoding="utf-8")
    engine = MkDocs()
    try:
        engine.ask(config, "1700000000", single=False, alone=alone)
        engine.wait()
    finally:
        engine.close()
    out = folder / "out/id"
    return {
        str(file.relative_to(out)): file.read_bytes() for file in out.rglob("*") if file.suffix in (".html", ".json")
    }
