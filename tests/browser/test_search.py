"""Search: every element is found by what people call it, its card first, with and without a server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import build

CARD = "unit/dinkes/aplikasi.html#simrs"
CALLED = {
    "SIMRS Terpadu": CARD,  # its name
    "simrs": CARD,  # its id, its abbreviation
    "dinkes/simrs": CARD,  # its full id
    "srikandi": "shared/aplikasi.html#srikandi",  # one word that many other names hold too
    "Dinkes": "unit/dinkes/index.html",  # a unit's abbreviation
    "RAL.01.06.03": "unit/disperindag/layanan.html#pengaduan-konsumen",  # a code
}


def search(page, words: str) -> list[str]:
    """Ask the search box; addresses of the sections found, best first, pages only where nothing else is."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill(words)  # all at once, so that no answer to the first letters alone is read
    box.press("End")  # a key asks
    first = page.locator(".md-search-result__item").first
    first.wait_for()
    links = first.locator("a.md-search-result__link")
    return [link.get_attribute("href") or "" for link in links.all() if link.is_visible()]


def place(href: str, root: str) -> str:
    """Address within the site, without the words that are to be marked on the page, and without a volume's number."""
    path, _, anchor = href.removeprefix(f"{root}/").partition("#")
    return re.sub(r"\.\d+\.html", ".html", path.partition("?")[0]) + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize("words", CALLED)
def test_an_element_is_found_without_a_server(visit, lampung, words):
    """On a site opened from its files, typing a name, id, full id, abbreviation or code shows that card first."""
    page = visit("index.html")
    root = lampung.as_uri()
    found = [place(href, root) for href in search(page, words)]
    cards = [address for address in found if "#" in address]
    assert (cards if "#" in CALLED[words] else found)[0] == CALLED[words]


def test_an_element_is_found_with_a_server(visit, served):
    """The same search on a served site, from a page deep in it; a click on the result leads to the card."""
    page = visit("unit/bapenda/aplikasi.html", served)
    found = search(page, "simrs")
    assert [place(href, served) for href in found][1] == CARD
    page.locator("a.md-search-result__link").nth(1).click()
    page.wait_for_url(lambda url: url.endswith("#simrs"))
    assert page.locator("#simrs").inner_text().startswith("SIMRS Terpadu")


def test_the_other_language_has_a_search_of_its_own(visit, lampung):
    """The English pages find English names, and lead to English cards."""
    page = visit("en/index.html")
    found = [place(href, lampung.as_uri()) for href in search(page, "Online referral")]
    assert "en/unit/dinkes/layanan.html#rujukan-daring" in found


def test_words_are_not_cut_to_stems(visit, lampung):
    """No language's endings are cut off: an Indonesian word in -s or -ing is itself."""
    page = visit("index.html")
    found = [place(href, lampung.as_uri()) for href in search(page, "daring")]
    marked = page.locator(".md-search-result mark").all_text_contents()
    assert found
    assert {word.lower() for word in marked} <= {"daring"}


def test_what_is_nowhere_is_not_found(visit):
    """Nonsense finds nothing, and the page says so."""
    page = visit("index.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("qqxyzzy")
    page.wait_for_function("document.querySelector('.md-search-result__meta').innerText.includes('Tidak')")
    assert page.locator(".md-search-result__item").count() == 0


def test_the_other_engine_searches_without_a_server_too(visit, trem):
    """The same pages built by Zensical: a card is found by its id on a site opened from its files."""
    built = build(trem, "--engine", "zensical")
    page = visit("index.html", built.as_uri())
    page.keyboard.press("/")
    page.keyboard.type("n1")
    # The answer to the first letter alone comes before the one to both.
    card = re.compile(r"unit/north/fleet\.html\?h=n1#n1$")
    expect(page.locator("a:has(mark)").first).to_have_attribute("href", card, timeout=30_000)
