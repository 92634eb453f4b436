"""What planners write is untrusted: on the site it is text, and nothing of it runs, loads or leads astray."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.reading import Page, page, pages

SKRIP = "<script>alert(1)</script>"
UNIT = "&lt;script&gt;alert(1)&lt;/script&gt; & <script>alert(1)</script>"
CARDS = {
    "unit/jahat/aplikasi.html": {"skrip": SKRIP, "gambar": '"><img src=x onerror=alert(1)>'},
    "unit/jahat/layanan.html": {
        "kurung": "{{ 7*7 }} {% raw %} {# x #}",
        "tautan": "[klik]( javascript:alert(1)) ![x](//example.org/x.png)",
        "atribut": "judul {: onclick=alert(1) } {: #kurung }",
        "tanda": "*tebal* _miring_ `kode` ~~coret~~ a: b #",
    },
    "shared/rujukan.html": {"berita": "](javascript:alert(1)) **judul** <javascript:alert(1)>"},
    "shared/proses-bisnis.html": {"utama": "\\N ]; a -> b; <table>"},
}
SCRIPTS = re.compile(r"(?:\.?\.?/)*assets/[\w./-]+\.js")


@pytest.fixture(scope="module")
def site(hostile) -> dict[str, Page]:
    """Every page of the hostile project's site."""
    return pages(hostile / "site")


def test_nothing_runs(site):
    """No page has a handler, an address that runs something, or a script that is not the engine's or the toolkit's."""
    for address, seen in site.items():
        for tag, held in seen.tags:
            assert not [key for key in held if key.startswith("on")], (address, tag, held)
            for key in ("href", "src", "data", "action", "formaction"):
                scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", held.get(key, ""), re.I)
                assert not scheme or scheme[1] in ("http", "https", "mailto"), (address, tag, held)
        assert [
            held["src"] for held in seen.all("script") if "src" in held and not SCRIPTS.fullmatch(held["src"])
        ] == []
        assert [body for body in seen.scripts if "alert" in body or "7*7" in body] == [], address


def test_nothing_is_loaded_from_elsewhere(site):
    """No picture, frame or style of a page comes from another host; a narrative's picture has become a link."""
    for address, seen in site.items():
        tags = ("img", "iframe", "embed", "object", "video", "source")
        loads = [held.get("src", "") for tag in tags for held in seen.all(tag)]
        own = "pictures/" if "manual/" in address else "-"  # the manual's own pictures are the only ones
        assert [item for item in loads if not item.startswith(own)] == [], address
    links = {held["href"] for held in site["unit/jahat/index.html"].all("a") if "href" in held}
    assert "http://example.org/x.png" in links
    assert "https://example.org/a?b=1&c=2" in links


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("address", CARDS)
def test_a_name_stands_over_its_card(site, address, language):
    """Each name is the heading of its card, letter by letter, and the card has the address that was designed."""
    seen = site[language + address].by_id
    assert {key: seen[key].removesuffix("¶") for key in CARDS[address]} == CARDS[address]


def test_titles_are_the_names(site):
    """The title of a page is its name and the site's, as text; the site's own title stands in the header."""
    assert site["unit/jahat/index.html"].title == f"{UNIT} - </title>{SKRIP} Situs"
    assert site["en/unit/jahat/index.html"].title == f"{UNIT} - {{{{ 7*7 }}}} Site <img src=x onerror=alert(1)>"
    assert site["unit/jahat/aplikasi.html"].title.startswith(f"Aplikasi — {UNIT} - ")


def test_texts_are_shown_as_written(site):
    """Descriptions, values, findings, a narrative and a commit's subject are on the page as they were written."""
    card = site["unit/jahat/aplikasi.html"].text
    for words in (
        f"</p></div>{SKRIP} href=x id=y src=//example.org/z", '"><img src=x onerror=alert(1)>', "<svg/onload=alert(1)>",
        "<a href=javascript:alert(1)>klik</a>", "</textarea></title><!-- --!> <![CDATA[ ]]> \U0001f600",
        "' onmouseover='alert(1)", '" onclick=alert(1) x="',
    ):  # fmt: skip
        assert words in card
    unit = site["unit/jahat/index.html"].text
    for words in (
        f"satu\n\n## dua {{: onclick=alert(1) }}\n\n{SKRIP}",
        f"Kata {SKRIP} dan <img",
        "{{ 7*7 }} dan {% raw %}",
    ):
        assert words in unit
    assert "Bagian {: onclick=alert(1) }" in unit
    assert "Judul yang dibuang" not in unit
    assert "<b onclick=alert(1)>bold</b>" in site["en/unit/jahat/index.html"].text
    assert f"{SKRIP} {{{{ 7*7 }}}}" in site["index.html"].text
    assert "{% include '/etc/passwd' %}" in site["unit/jahat/layanan.html"].text
    assert "<b>kelompok</b>" in site["findings.html"].text


def test_pictures_show_the_names(site):
    """In the diagrams the names stand as text, and a click leads to the card."""
    unit = site["unit/jahat/index.html"]
    assert SKRIP in unit.text
    assert "aplikasi.html#skrip" in {held["href"] for held in unit.all("a") if "href" in held}
    assert len([1 for _, held in unit.tags if held.get("class") == "cb-svg"]) >= 2


def test_the_search_index_is_escaped(hostile):
    """The search writes what it finds into the page as it is, so its index holds HTML that is safe already."""
    for path in (hostile / "site").rglob("search_index.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["docs"]:
            for words in (entry["title"], entry["text"], *entry.get("tags", ())):
                assert set(re.findall(r"<\W*(\w+)", words)) <= {"p", "code", "pre", "h1", "h2", "h3", "ul", "li", "ol"}
                assert not re.search(r"<[^>]*\son\w+=", words)


def test_a_browser_runs_nothing(hostile, browser):
    """Opened from a file and searched for the worst names, the pages open no dialog and report no error."""
    tab = browser.new_page()
    said: list[str] = []
    tab.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((hostile / "site/unit/jahat/index.html").as_uri())
    tab.fill("[data-md-component=search-query]", "alert")
    tab.wait_for_selector(".md-search-result__item")
    assert tab.evaluate("document.querySelectorAll('.md-search-result img, .md-search-result script').length") == 0
    tab.goto((hostile / "site/unit/jahat/aplikasi.html").as_uri())
    tab.close()
    assert said == []


def test_odd_file_names_are_shown(site):
    """Where a card was written is told with the file's name as it is."""
    assert "architecture/a & 'b' #1 %41.yaml:1" in site["shared/proses-bisnis.html"].text


def test_pages_are_well_cut(hostile):
    """No name has cut a page in two: each page has one head, one body and ends as it should."""
    for path in Path(hostile / "site").rglob("*.html"):
        html = path.read_text(encoding="utf-8").lower()
        assert [html.count(tag) for tag in ("<html", "<body", "</body>", "</html>")] == [1, 1, 1, 1], path
        assert html.rstrip().endswith("</html>"), path
    assert page(hostile / "site/unit/jahat/index.html").by_id["_findings"]
