"""Pages of every type as a reader meets them: languages, colours, phones, and nothing from elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.sample import PAGES

UNIT = "unit/dinkes/index.html"
AGREED = ("forum.html", "schedule.html", "obstacles.html", "budget.html", "documents.html", "accountability.html",
          "government/index.html", "government/pesisir-barat.html", "member/index.html", "member/lampung-selatan.html",
          "references/index.html", "references/rab.html", "references/raa.html", "risks.html",
          "views/roadmap-units.html")  # fmt: skip
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_nothing_is_asked_of_another_host(visit, served):
    """On no type of page, in no language, does the browser ask anything of any other host, or of a missing file."""
    page = visit("404.html", served)
    asked, failed = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for address in PAGES:
        for language in ("", "en/"):
            page.goto(f"{served}/{language}{address}", wait_until="load")
    assert asked == {urlsplit(served).netloc}
    assert failed == []


def test_a_page_opened_from_a_file_asks_nothing_of_a_network(visit, lampung):
    """Search, diagrams and focus box work from files: no address of another kind is asked for."""
    page = visit("index.html")
    asked = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).scheme))
    page.goto(f"{lampung.as_uri()}/{UNIT}")
    page.locator("[data-do=focus]").first.click()
    page.wait_for_selector("#cb-elements", state="attached")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("simrs")
    page.locator(".md-search-result__item").first.wait_for()
    assert asked <= {"file", "data", "blob"}


def test_an_old_address_of_a_card_leads_to_it(visit):
    """Where cards were divided into volumes, an old link opens the volume at the card; without its anchor, the list."""
    page = visit("shared/aplikasi.html#srikandi")
    page.wait_for_url(lambda url: "/shared/aplikasi." in url and ".html#srikandi" in url and "aplikasi.html" not in url)
    assert page.locator("h3#srikandi").inner_text().startswith("SRIKANDI")
    page = visit("shared/aplikasi.html")
    assert page.locator(".cb-rows #srikandi a").inner_text() == "SRIKANDI"


def test_the_language_switch_keeps_the_page(visit):
    """From a unit's page the switch leads to the same unit's page in English, and back."""
    page = visit("unit/dinkes/aplikasi.html")
    page.locator(".md-select button").hover()
    page.locator(".md-select__link[hreflang=en]").click()
    page.wait_for_url(lambda url: url.endswith("en/unit/dinkes/aplikasi.html"))
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".md-select button").hover()
    page.locator(".md-select__link[hreflang=id]").click()
    page.wait_for_url(lambda url: not url.endswith("en/unit/dinkes/aplikasi.html"))
    assert page.locator("html").get_attribute("lang") == "id"


def test_the_dark_switch_changes_page_and_diagram(visit):
    """One click makes the page dark, its diagrams with it: their cards are dark and their words light."""
    page = visit(UNIT)

    def look() -> list[str]:
        return page.evaluate("""() => {
            const node = document.querySelector('.cb-svg g.node');
            const fill = item => getComputedStyle(item).fill;
            const parts = ['polygon, path', 'text'].map(name => fill(node.querySelector(name)));
            return [document.body.dataset.mdColorScheme, ...parts];
        }""")

    scheme, card, words = look()
    assert scheme == "default"
    page.locator("label[for=__palette_1]").click()
    dark, dark_card, dark_words = look()
    assert dark == "slate"
    assert card != dark_card
    assert words != dark_words


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_a_phone(visit, address):
    """At 390 pixels the page itself never scrolls sideways; wide tables and diagrams scroll in frames of their own."""
    assert visit(address, width=390).evaluate(WIDER) == 0


def test_columns_of_tables_are_never_a_letter_wide(visit):
    """On a phone no column of a table is so narrow that words break inside."""
    narrow = """() => [...document.querySelectorAll('.cb-catalogue td, .cb-ends td, .cb-ends th')]
        .filter(cell => cell.innerText.trim().length > 12 && cell.getBoundingClientRect().width < 60).length"""
    for address in ("views/applications.html", "unit/dinkes/aplikasi.html"):
        assert visit(address, width=390).evaluate(narrow) == 0, address


@pytest.mark.parametrize("address", AGREED)
def test_what_governments_agreed_is_read_on_a_phone(visit, address):
    """At 390 pixels no table of these pages scrolls sideways: each of its rows becomes a list of labelled values."""
    wide = """() => [...document.querySelectorAll('.cb-scroll')]
        .filter(frame => frame.scrollWidth > frame.clientWidth).map(frame => frame.getAttribute('aria-label'))"""
    page = visit(address, width=390)
    assert page.evaluate(wide) == []
    unnamed = """() => [...document.querySelectorAll('.cb-stack tbody td')]
        .filter(cell => cell.innerText.trim() && !cell.dataset.label).length"""
    assert page.evaluate(unnamed) == 0


def test_a_reference_is_read_on_a_phone(visit):
    """At 390 pixels a code, its name and its users stand under one another, each as wide as the page."""
    page = visit("references/raa.html", width=390)
    row = page.locator(".cb-tree tr:has(a)").first
    code, name, confidence, users = (row.locator("td").nth(place).bounding_box() for place in range(4))
    assert code["y"] < name["y"] < users["y"] and confidence["y"] == code["y"]
    assert min(name["width"], users["width"]) > 250
    heads = page.locator(".cb-tree thead th")
    assert [heads.nth(place).is_visible() for place in range(heads.count())] == [True] * 4


def test_the_risk_matrix_is_read_on_a_phone(visit):
    """At 390 pixels a cell counts its risks, and leads to them in the list; on a desk it names them and counts none."""
    wide = visit("risks.html")
    names = wide.locator(".cb-risk td a:not(.cb-few)")
    assert names.first.is_visible() and not wide.locator(".cb-few").first.is_visible()
    page = visit("risks.html", width=390)
    assert not page.locator(".cb-risk td a:not(.cb-few)").first.is_visible()
    counts = page.locator(".cb-risk .cb-few")
    assert sum(int(text.split()[0]) for text in counts.all_inner_texts()) == names.count()
    cell = page.locator(".cb-risk td:has(.cb-few)").first
    magnitude = cell.locator("b").inner_text()
    cell.locator(".cb-few").click()
    assert page.url.endswith(f"#_m{magnitude}")
    assert page.locator(f"#_m{magnitude} td").first.inner_text().startswith(magnitude)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_on_coloured_cells_are_read(visit, scheme):
    """On a phone the label of a coloured cell has the colour of the words in the cell, in both colour modes."""
    page = visit("risks.html", width=390, color_scheme=scheme)
    look = "cell => [getComputedStyle(cell).color, getComputedStyle(cell, '::before').color]"
    words, label = page.locator(".cb-stack td[class*=cb-r]").first.evaluate(look)
    assert words == label


def test_a_plan_is_read_on_a_phone(visit):
    """At 390 pixels every year in which something is planned shows under its item, with its year."""
    page = visit("views/roadmap-units.html", width=390)
    active = page.locator(".cb-plan td.cb-active")
    hidden = "cells => cells.filter(cell => !cell.offsetHeight || !cell.dataset.label).length"
    assert active.count() > 20
    assert active.evaluate_all(hidden) == 0
