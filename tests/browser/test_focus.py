"""The focus box: any element with its neighbours, drawn in the browser."""

from __future__ import annotations

import pytest

UNIT = "unit/dinkes/index.html"


def ask(page, words: str, depth: str = "1"):
    """Open the focus box of the page's first diagram and ask for an element."""
    figure = page.locator(".cb-figure").first
    if not figure.locator(".cb-focus").is_visible():
        figure.locator("[data-do=focus]").click()
    figure.locator("[name=element]").fill(words)
    figure.locator("[name=depth]").select_option(depth)
    figure.locator(".cb-focus [type=submit]").click()
    page.wait_for_function("document.querySelector('.cb-focus [role=status]').textContent")
    return figure


def relations(project, element: str) -> list[tuple[str, str]]:
    """Relations of an element as the model has them; what cites the same source is no neighbour."""
    model = project.model
    found = [*model.outgoing[element], *model.incoming[element]]
    return [(item.source, item.target) for item in found if model.attribute(item).role != "source"]


@pytest.mark.parametrize("words", ["dinkes/simrs", "SIMRS Terpadu (dinkes/simrs)", "simrs terpadu", "SIMRS Ter"])
def test_an_element_is_drawn_with_all_its_neighbours(visit, shipped, words):
    """Asked by id, by the list's words, by name or its beginning, each neighbour is drawn and each relation told."""
    page = visit(UNIT)
    figure = ask(page, words)
    expected = relations(shipped, "dinkes/simrs")
    assert figure.locator(".cb-found g.node").count() == len({end for ends in expected for end in ends})
    assert figure.locator(".cb-found g.edge").count() == len(expected)
    assert figure.locator(".cb-found tbody tr").count() == len(expected)
    assert figure.locator(".cb-found g.node.centre text").first.inner_html() == "SIMRS Terpadu"


def test_every_element_is_offered(visit, shipped):
    """The list holds every element of the model, and is fetched only when the box is opened."""
    page = visit(UNIT)
    assert page.evaluate("typeof cetakbiruGraph") == "undefined"
    page.locator("[data-do=focus]").first.click()
    page.wait_for_selector("#cb-elements", state="attached")
    offered = page.locator("#cb-elements option").evaluate_all("all => all.map(item => item.value)")
    assert {f"{shipped.model.name(key)} ({key})" for key in shipped.model.elements} - set(offered) == set()


def test_every_element_leads_to_a_card(visit, lampung):
    """The build checks the links that stand in pages; those that the browser makes lead somewhere too."""
    page = visit(UNIT)
    page.locator("[data-do=focus]").first.click()
    page.wait_for_selector("#cb-elements", state="attached")
    found: dict[str, set[str]] = {}
    for address in page.evaluate("cetakbiruGraph.elements.map(row => row[4])"):
        path, _, anchor = address.partition("#")
        found.setdefault(path, set()).add(anchor)
    pages = {path: (lampung / path).read_text(encoding="utf-8") for path in found}
    lost = [(path, key) for path, keys in found.items() for key in keys if key and f'id="{key}"' not in pages[path]]
    assert lost == []


def test_what_is_left_out_is_told(visit):
    """Two steps from what everything uses are too many for one picture; the page says how many are not drawn."""
    page = visit(UNIT)
    figure = ask(page, "diskominfotik", "2")
    drawn = figure.locator(".cb-found g.node").count()
    said = figure.locator("[role=status]").inner_text()
    assert f"{drawn} elemen" in said
    assert "tidak digambar" in said


def test_boxes_do_not_overlap_and_words_fit(visit):
    """However many boxes there are, none covers another and no word leaves its box."""
    page = visit(UNIT)
    ask(page, "dinkes/simrs", "3")
    assert page.evaluate("""() => {
        const boxes = [...document.querySelectorAll('.cb-found g.node')].map(node => {
            const box = node.querySelector('polygon').getBBox();
            const words = [...node.querySelectorAll('text')].map(text => text.getBBox());
            return {box, words};
        });
        const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x
            || a.y + a.height <= b.y || b.y + b.height <= a.y;
        const covered = boxes.some((one, i) => boxes.some((two, j) => i < j && !apart(one.box, two.box)));
        const outside = boxes.some(({box, words}) => words.some(word =>
            word.x < box.x - 1 || word.x + word.width > box.x + box.width + 1
            || word.y < box.y - 2 || word.y + word.height > box.y + box.height + 2));
        return [covered, outside];
    }""") == [False, False]


def test_a_box_leads_to_its_card(visit):
    """A click on a neighbour opens its card."""
    page = visit(UNIT)
    figure = ask(page, "dinkes/simrs")
    figure.locator(".cb-found g.node a[href$='layanan.html#rujukan-daring']").click()
    page.wait_for_url(lambda url: url.endswith("unit/dinkes/layanan.html#rujukan-daring"))


def test_the_way_back_shows_the_pages_own_diagram(visit):
    """The picture of the page returns, with its legend and its table; nothing of the other stays."""
    page = visit(UNIT)
    figure = ask(page, "dinkes/simrs")
    assert not figure.locator(".cb-diagram[data-diagram]").is_visible()
    figure.locator("[data-do=back]").click()
    assert figure.locator(".cb-diagram[data-diagram]").is_visible()
    assert figure.locator("figcaption").is_visible()
    assert figure.locator(".cb-found").count() == 0


def test_what_is_not_there_is_said(visit):
    """An unknown name is answered in words that a screen reader speaks."""
    page = visit("en/" + UNIT)
    figure = ask(page, "nowhere at all")
    assert "no element “nowhere at all”" in figure.locator("[role=status]").inner_text()


def test_the_picture_zooms_by_keys_too(visit):
    """The picture drawn in the browser is one like the others."""
    page = visit(UNIT)
    figure = ask(page, "dinkes/simrs")
    figure.locator(".cb-found .cb-scroll").focus()
    size = "() => document.querySelector('.cb-found svg').getBoundingClientRect().width"
    before = page.evaluate(size)
    page.keyboard.press("+")
    assert page.evaluate(size) == pytest.approx(1.25 * before, rel=0.02)
