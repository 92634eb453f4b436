"""Diagrams in the hands of a reader: links, mouse, keys, wheel, fingers, full screen, downloads."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

UNIT = "unit/dinkes/index.html"
VIEW = "views/shared-hosting.html"
SVG = "{http://www.w3.org/2000/svg}"


def figure(page, number: int = 0):
    """A diagram of the page, in sight."""
    found = page.locator(".cb-figure").nth(number)
    found.scroll_into_view_if_needed()
    return found


def width(found) -> float:
    """How wide the picture is on the screen."""
    return found.locator("svg.cb-svg").evaluate("svg => svg.getBoundingClientRect().width")


def scrolled(found) -> list[float]:
    """How far the picture is moved within its frame."""
    return found.locator(".cb-scroll").evaluate("frame => [frame.scrollLeft, frame.scrollTop]")


def middle(locator) -> tuple[float, float]:
    """The middle of something on the screen."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def inside(found) -> tuple[float, float]:
    """A point of the picture's frame that is on the screen."""
    box = found.locator(".cb-scroll").bounding_box()
    return box["x"] + 300, max(box["y"], 100) + 200


def test_a_node_leads_to_its_card_and_back(visit):
    """A click on a node opens the element's card; the browser's way back returns to the diagram."""
    page = visit(UNIT)
    figure(page, 1).locator("svg a[href='aplikasi.html#simrs']").click()
    page.wait_for_url(lambda url: url.endswith("aplikasi.html#simrs"))
    card = page.locator("#simrs + .cb-card")
    assert "dinkes/simrs" in card.inner_text()
    page.go_back()
    assert figure(page, 1).locator("svg a[href='aplikasi.html#simrs']").is_visible()


def test_a_card_leads_to_the_diagrams_it_is_drawn_in(visit):
    """The card names the diagrams that show the element; one click leads there."""
    page = visit("unit/dinkes/aplikasi.html#simrs")
    page.locator("#simrs + .cb-card a[href='index.html#_v_unit-layers']").click()
    page.wait_for_url(lambda url: url.endswith("#_v_unit-layers"))
    assert page.locator("#_v_unit-layers").is_visible()


def test_a_drag_moves_the_picture_and_follows_no_link(visit):
    """Pressed on a node and moved, the mouse moves the picture; the page stays."""
    page = visit(UNIT)
    found = figure(page, 1)
    for _ in range(4):
        found.locator("[data-do=in]").click()
    found.locator(".cb-scroll").evaluate("frame => frame.scrollTo(300, 200)")
    node = found.locator("g.node a").filter(has_text="SATUSEHAT")
    node.evaluate("item => item.scrollIntoView({block: 'center', inline: 'center'})")
    before, (x, y) = scrolled(found), middle(node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=5)
    page.mouse.up()
    page.wait_for_timeout(200)
    assert page.url.endswith(UNIT)
    assert scrolled(found) == pytest.approx([before[0] + 60, before[1] + 40], abs=2)


def test_keys_zoom_fit_move_and_fill_the_screen(visit):
    """With the frame in focus: + and - zoom, 0 fits, arrows move, F fills the screen, Esc leaves it."""
    page = visit(UNIT)
    found = figure(page, 1)
    frame = found.locator(".cb-scroll")
    frame.focus()
    first = width(found)
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert width(found) == pytest.approx(first * 1.25**2, rel=0.02)
    before = scrolled(found)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelectorAll('.cb-scroll')[1].scrollLeft > before", arg=before[0])
    page.keyboard.press("-")
    assert width(found) == pytest.approx(first * 1.25, rel=0.02)
    page.keyboard.press("0")
    assert width(found) <= frame.evaluate("frame => frame.clientWidth") + 1
    page.keyboard.press("f")
    assert "cb-full" in found.get_attribute("class")
    assert found.bounding_box()["height"] == pytest.approx(page.evaluate("innerHeight"), abs=2)
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.cb-full')")
    assert width(found) == pytest.approx(first, abs=2)


def test_letters_are_the_diagrams_only_while_it_is_in_focus(visit):
    """The theme's own key for search still works elsewhere, and F in a diagram opens no search."""
    page = visit(UNIT)
    figure(page, 1).locator(".cb-scroll").focus()
    page.keyboard.press("f")
    assert not page.locator("#__search").is_checked()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("f")
    page.wait_for_function("document.querySelector('#__search').checked")


def test_the_wheel_scrolls_the_page_unless_ctrl_is_held(visit):
    """A reader who scrolls past a diagram is not caught by it; with Ctrl the wheel zooms at the pointer."""
    page = visit(VIEW)
    found = figure(page)
    first = width(found)
    page.mouse.move(*inside(found))
    page.mouse.wheel(0, 200)
    # A wheel's scroll glides: it is over when two looks see the same place.
    page.wait_for_function("was => (was = window.seen, window.seen = scrollY) > 100 && was === scrollY", polling=150)
    assert width(found) == pytest.approx(first, abs=1)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    page.mouse.move(*inside(found))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_function("wide => document.querySelector('.cb-svg').clientWidth > 1.3 * wide", arg=first)
    page.keyboard.up("Control")
    assert page.evaluate("scrollY") == 0


def test_two_fingers_zoom(visit):
    """On a phone, two fingers that part make the picture larger."""
    page = visit(VIEW, width=390, has_touch=True, is_mobile=True)
    found = figure(page)
    first = width(found)
    touch = page.context.new_cdp_session(page)
    x, y = middle(found.locator(".cb-scroll"))
    y = min(y, 500)

    def fingers(kind: str, apart: int) -> None:
        points = [] if kind == "touchEnd" else [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 30)
    for apart in (40, 50, 60):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    assert width(found) == pytest.approx(first * 2, rel=0.1)


def test_words_are_large_enough_to_read(visit):
    """As a page first shows them, no word of a diagram is smaller than 9 pixels, on a wide screen or a phone."""
    small = """() => [...document.querySelectorAll('.cb-svg text')].map(text =>
        parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a).filter(size => size < 8.95)"""
    for address in (UNIT, VIEW, "views/shared-chain.html", "unit/diskominfotik/index.html"):
        for screen in (1440, 390):
            assert visit(address, width=screen).evaluate(small) == [], (address, screen)


def downloaded(page, found, kind: str) -> Path:
    """What a download button gives."""
    with page.expect_download() as waiting:
        found.locator(f"[data-do={kind}]").click()
    assert waiting.value.suggested_filename == f"rantai-lapisan-dinkes.{kind}"
    return waiting.value.path()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_downloaded_svg_needs_no_style_sheet(visit, scheme):
    """The file is whole: colours written out, light on paper whatever the page's colours, and the words all there."""
    page = visit(UNIT, color_scheme=scheme)
    found = figure(page, 1)
    root = ET.parse(downloaded(page, found, "svg")).getroot()
    assert root.tag == f"{SVG}svg"
    drawn = [item for item in root.iter() if item.tag.removeprefix(SVG) in ("path", "polygon", "text", "ellipse")]
    assert {item.get("fill") is not None and "var(" not in item.get("fill", "") for item in drawn} == {True}
    assert all("color(" not in value for item in drawn for value in item.attrib.values())
    assert not [item for item in root.iter() if item.get("class") or item.get("style")]
    assert {item.get("fill") for item in root.iter(f"{SVG}text")} == {"rgb(27,31,35)"}
    assert "SIMRS Terpadu" in " ".join(root.itertext())
    assert not [item for item in root.iter(f"{SVG}a") if item.get("href")]


def test_a_downloaded_svg_of_a_served_site_leads_to_it(visit, served):
    """Links in the file are whole addresses where the site has one."""
    page = visit(UNIT, served)
    root = ET.parse(downloaded(page, figure(page, 1), "svg")).getroot()
    assert f"{served}/unit/dinkes/aplikasi.html#simrs" in {item.get("href") for item in root.iter(f"{SVG}a")}


def test_a_downloaded_png_is_twice_the_size_and_not_blank(visit):
    """The file is a PNG of twice the picture's natural size, and many colours are in it."""
    page = visit(UNIT)
    found = figure(page, 1)
    raw = downloaded(page, found, "png").read_bytes()
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    natural = found.locator("svg.cb-svg").evaluate("svg => svg.viewBox.baseVal.width * 4 / 3")
    assert struct.unpack(">I", raw[16:20])[0] == pytest.approx(2 * natural, abs=2)
    assert len(set(raw)) == 256
    assert len(raw) > 50_000
