"""A blueprint on paper: printed from the browser it is a document on A4."""

from __future__ import annotations

import re

import pytest

UNIT = "unit/dinkes/index.html"
INCH = 96 / 25.4
INSIDE = (round((210 - 28) * INCH), round((297 - 32) * INCH))  # the sheet within its margins, in pixels


@pytest.fixture
def sheet(visit):
    """A unit's blueprint as its print style shows it, as wide as the sheet."""

    def opened(address: str = UNIT, **options):
        page = visit(address, width=INSIDE[0], **options)
        page.emulate_media(media="print")
        return page

    return opened


def test_a_blueprint_prints_on_a4(visit):
    """The browser's PDF is A4 and a few pages long."""
    raw = visit(UNIT).pdf(prefer_css_page_size=True, print_background=True)
    sizes = set(re.findall(rb"/MediaBox \[([^\]]+)\]", raw))
    assert {tuple(round(float(word)) for word in size.split()) for size in sizes} == {(0, 0, 595, 842)}
    assert 4 <= len(re.findall(rb"/Type /Page\b", raw)) <= 12


def test_the_sites_furniture_stays_off_the_paper(sheet):
    """Header, tabs, table of contents, footer and buttons are not printed; the text is."""
    page = sheet()
    off = (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".cb-strip", ".cb-tools", ".cb-table", ".headerlink")
    shown = [name for name in off if any(item.is_visible() for item in page.locator(name).all())]
    assert shown == []
    assert page.locator("#_narrative").is_visible()


@pytest.mark.parametrize("address", [UNIT, "unit/diskominfotik/index.html", "views/applications.html"])
def test_what_is_wide_or_tall_fits_the_sheet(sheet, address):
    """No diagram or table is wider than the sheet, and no diagram is taller than one."""
    page = sheet(address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= INSIDE[0]
    boxes = page.locator(".cb-svg").evaluate_all("all => all.map(svg => svg.getBoundingClientRect().height)")
    assert all(height <= INSIDE[1] - 120 for height in boxes)  # its heading and legend stand with it


def test_paper_is_light_whatever_the_screen(sheet):
    """A reader of the dark page prints dark words on white."""
    page = sheet(color_scheme="dark")
    for name in ("html", "body"):
        assert page.locator(name).evaluate("item => getComputedStyle(item).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".cb-svg text").first.evaluate("text => getComputedStyle(text).fill") == "rgb(27, 31, 35)"
