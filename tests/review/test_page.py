"""The review page in Chromium: driven by keyboard and mouse, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cetakbiru.metamodel import say
from cetakbiru.pipeline.revisions import review_revisions
from cetakbiru.render import LayoutError, plain
from cetakbiru.review import Review, review_page, tell_review
from cetakbiru.review import page as pages
from cetakbiru.review import pictures as drawing
from cetakbiru.review.places import address
from tests.axe import violations
from tests.project import cetakbiru
from tests.review.planted import FORGE, HOSTILE, git
from tests.review.town import large, review_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Where every node and edge that does not change stands within its picture.
PLACES = """(picture) => {
  const all = picture.querySelector(".cb-svg").getBoundingClientRect();
  return [...picture.querySelectorAll(".canvas :is(.node, .edge):not([class*=m-])")].map((item) => {
    const one = item.getBoundingClientRect();
    return [one.x - all.x, one.y - all.y, one.width, one.height];
  });
}"""
# How many things of a mark can be seen.
SEEN = """([picture, mark]) => [...picture.querySelectorAll(`.canvas .${mark}`)].filter((item) => {
  const style = getComputedStyle(item);
  return style.visibility === "visible" && Number(style.opacity) > 0.05;
}).length"""


@pytest.fixture(scope="module")
def out(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the real command writes for the planted changes; a new error makes it end with 1."""
    folder = tmp_path_factory.mktemp("review")
    done = cetakbiru(planted, "review", "utama", "usul", "--out", str(folder))
    assert done.returncode == 1, done.stderr
    return folder


@pytest.fixture(scope="module")
def review(planted: Path) -> Review:
    """The planted changes."""
    return review_revisions(planted, "utama", "usul")


@contextmanager
def _opened(browser: Browser, file: Path, **how: Any) -> Iterator[Page]:
    """A page opened from a file; it may ask for nothing but itself, show no dialog and raise no error."""
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **how})
    page = context.new_page()
    alarms: list[str] = []
    page.on("request", lambda request: alarms.append(request.url) if request.url != file.as_uri() else None)
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.on("console", lambda message: alarms.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    yield page
    context.close()
    assert alarms == []


def _fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _visible(rows: Locator) -> int:
    return rows.locator("visible=true").count()


def test_it_holds_the_planted_changes(browser, out):
    """The page lists exactly the planted changes of the model and the other files, as the JSON does."""
    told = json.loads((out / "review.json").read_text(encoding="utf-8"))
    with _opened(browser, out / "index.html") as page:
        rows = page.locator("#rows tbody tr")
        signs = [(row.get_attribute("data-sign"), row.get_attribute("data-what")) for row in rows.all()]
        assert sorted(signs) == sorted((row["sign"], row["what"]) for row in told["rows"])
        assert len(signs) == 8
        assert page.locator("#files code").all_inner_texts() == [
            "architecture/viewpoints/rujukan.yaml", "architecture/waivers.yaml", "blueprints/dinkes/narasi.md",
            "cetakbiru.yaml",
        ]  # fmt: skip
        assert page.locator(".summary").inner_text() == told["summary"]


def test_new_findings_come_first(browser, out, planted):
    """A new finding has severity, message, a permalink to its line, and that line with carets under the value."""
    with _opened(browser, out / "index.html") as page:
        order = page.evaluate("[...document.querySelectorAll('main section[id]')].map((item) => item.id)")
        assert order == ["introduced", "questions", "diagrams", "changes", "impact", "figures", "files"]
        finding = page.locator(".finding").first
        assert finding.locator(".severity").inner_text().lower() == "galat"
        place = finding.locator(".place")
        path, _, line = place.inner_text().partition(":")
        commit = git(planted, "rev-parse", "usul")
        assert place.get_attribute("href") == address(FORGE, commit, path, int(line))
        assert "RAA.02.99" in (planted / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        source, carets = finding.locator("pre").inner_text().rstrip().split("\n")
        assert source[carets.index("^") : carets.rindex("^") + 1] == "RAA.02.99"


def test_a_hostile_name_is_only_a_name(browser, out):
    """The planted name with HTML and script in it is read as written; the page's own scripts are its only ones."""
    with _opened(browser, out / "index.html") as page:
        assert plain(HOSTILE) in page.locator("#rows").inner_text()
        assert page.locator("script").count() == 2
        assert page.title().startswith("Tinjauan arsitektur")
        hrefs = page.evaluate("[...document.querySelectorAll('[href]')].map((item) => item.getAttribute('href'))")
        assert [href for href in hrefs if not href.startswith(("#", "data:,", FORGE[: FORGE.index("{")]))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_can_be_read_by_all(browser, out, scheme, size):
    """With everything open, axe-core finds no fault in light or dark, and nothing is wider than the screen."""
    with _opened(browser, out / "index.html", color_scheme=scheme, viewport=size) as page:
        page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        assert violations(page) == []
        assert _fits(page)


def _shown(page: Page, picture: Locator) -> tuple[int, int]:
    """How many added and removed things can be seen in a picture."""
    handle = picture.element_handle()
    added, removed = (page.evaluate(SEEN, [handle, mark]) for mark in ("m-added", "m-removed"))
    return added, removed


def _by_mouse(picture: Locator) -> Callable[[str], None]:
    return lambda state: picture.locator(f"label:has(input[value={state}])").click()


def _by_digit(picture: Locator) -> Callable[[str], None]:
    return lambda state: picture.locator(".canvas").press({"before": "1", "both": "2", "after": "3"}[state])


def _by_arrow(picture: Locator) -> Callable[[str], None]:
    def press(state: str) -> None:
        slider = picture.locator("input[type=range]")
        slider.press({"before": "Home", "both": "Home", "after": "End"}[state])
        for _ in range(10 if state == "both" else 0):
            slider.press("ArrowRight")

    return press


@pytest.mark.parametrize("drive", [_by_mouse, _by_digit, _by_arrow])
def test_a_diagram_shows_before_both_and_after(browser, out, drive):
    """By mouse, by digit, by arrow keys on the slider: added and removed come and go, and all else moves 0 px."""
    with _opened(browser, out / "index.html") as page:
        picture = page.locator(".picture").first
        go, seen, places = drive(picture), {}, {}
        for state in ("before", "both", "after"):
            go(state)
            seen[state] = _shown(page, picture)
            places[state] = page.evaluate(PLACES, picture.element_handle())
            assert picture.locator(f"input[value={state}]").is_checked()
        added, removed = seen["both"]
        assert added > 0
        assert removed > 0
        assert seen == {"before": (0, removed), "both": (added, removed), "after": (added, 0)}
        assert len(places["both"]) > 20
        assert places["before"] == places["both"] == places["after"]


def test_between_the_states_the_slider_fades(browser, out):
    """Between before and both what is added is half there, what is removed wholly; no state is said to be chosen."""
    with _opened(browser, out / "index.html") as page:
        picture = page.locator(".picture").first
        picture.locator("input[type=range]").fill("25")
        shade = "(item) => Number(getComputedStyle(item).opacity)"
        assert picture.locator(".canvas .m-added").first.evaluate(shade) == pytest.approx(0.5)
        assert picture.locator(".canvas .m-removed").first.evaluate(shade) == 1
        assert picture.locator("input[type=radio]:checked").count() == 0


def test_by_keyboard_alone(browser, out):
    """From the top by Tab: to the content, to the states of the first diagram, changed there by the arrow keys."""
    with _opened(browser, out / "index.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.type") == "radio":
                break
        assert page.evaluate("document.activeElement.value") == "both"
        page.keyboard.press("ArrowRight")
        assert _shown(page, page.locator(".picture").first)[1] == 0
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_changes_are_filtered(browser, out):
    """By unit, by what changes, by sign and by free text, alone and together; the count says how many are left."""
    with _opened(browser, out / "index.html") as page:
        rows, form = page.locator("#rows tbody tr"), page.locator("#filter")
        assert _visible(rows) == 8
        form.locator("select[name=what]").select_option("relation")
        assert _visible(rows) == page.locator("tr[data-what=relation]").count() == 3
        form.locator("input[value='-']").uncheck()
        assert _visible(rows) == 2
        assert page.locator("#filtered").inner_text() == "2 dari 8 perubahan ditampilkan."
        form.locator("select[name=what]").select_option("*")
        form.locator("input[name=text]").fill("SIMRS harian")
        assert [row.get_attribute("data-what") for row in rows.locator("visible=true").all()] == ["relation"]
        form.locator("input[name=text]").fill("")
        form.locator("select[name=unit]").select_option("dinkes")
        assert _visible(rows) == 6


def test_the_impact_explorer_shows_the_way(browser, out):
    """A changed element, found by typing or from its row, shows the services up and the foundations down with paths."""
    with _opened(browser, out / "index.html") as page:
        page.locator("#seek").press_sequentially("simrs")
        assert page.locator("#chosen option").count() == 1
        assert page.locator("#reached h3").inner_text() == "~ SIMRS Terpadu Provinsi"
        up, down = page.locator("#reached .columns > div").all()
        assert "SIMRS Terpadu Provinsi → Rujukan Daring" in up.inner_text()
        assert re.search(r"SIMRS Terpadu Provinsi → .*Awan Pemerintah", down.inner_text())
        page.locator("tr[data-what=element]", has_text="dinkes/satusehat").locator("[data-impact]").click()
        assert page.locator("#reached h3").inner_text() == "− SATUSEHAT"
        assert page.evaluate("document.activeElement.id") == "chosen"
        page.keyboard.press("ArrowDown")
        assert page.locator("#reached h3").inner_text() != "− SATUSEHAT"


def test_dark_by_a_switch(browser, out):
    """The switch turns a light page dark and back, whatever the system has; opened again the page remembers."""
    paper = "getComputedStyle(document.body).backgroundColor"
    with _opened(browser, out / "index.html", color_scheme="light") as page:
        light = page.evaluate(paper)
        page.locator("#dark").press("Enter")
        dark = page.evaluate(paper)
        assert dark != light
        page.reload()
        assert page.evaluate(paper) == dark
        page.locator("#dark").click()
        assert page.evaluate(paper) == light


def test_without_script_nothing_is_lost(browser, out):
    """Without JavaScript the page has all rows, states that work by their radio buttons, and the paths in a table."""
    with _opened(browser, out / "index.html", java_script_enabled=False) as page:
        assert _visible(page.locator("#rows tbody tr")) == 8
        assert not page.locator("#filter").is_visible()
        picture = page.locator(".picture").first
        picture.locator("input[value=before]").check()
        assert not picture.locator(".canvas .m-added text").first.is_visible()
        assert picture.locator(".canvas .m-removed text").first.is_visible()
        assert "SIMRS Terpadu Provinsi → Rujukan Daring" in page.locator("#impact noscript").inner_text()


def test_diagrams_lie_beside_the_page(planted, out, tmp_path):
    """Three files for every picture; a file of an earlier review is taken away, one that is not ours stays."""
    stems = {path.name.split(".")[0] for path in (out / "diagrams").iterdir()}
    assert {path.name for path in (out / "diagrams").iterdir()} == {
        f"{stem}.{name}.svg" for stem in stems for name in ("before", "after", "both")
    }
    assert "unit-layers-dinkes" in stems
    (tmp_path / "diagrams").mkdir()
    for name in ("old.before.svg", "logo.svg"):
        (tmp_path / "diagrams" / name).write_text("<svg/>")
    cetakbiru(planted, "review", "utama", "usul", "--out", str(tmp_path))
    kept = {path.name for path in (tmp_path / "diagrams").iterdir()}
    assert kept == {path.name for path in (out / "diagrams").iterdir()} | {"logo.svg"}


def test_the_page_can_be_printed_to_the_screen(planted, out):
    """With ``--format html`` the command writes the very page to standard output."""
    done = cetakbiru(planted, "review", "utama", "usul", "--format", "html")
    assert done.stdout == (out / "index.html").read_text(encoding="utf-8")


def test_in_english(browser, review, planted, tmp_path):
    """Told in English, the page says so of itself, and no label of it is Indonesian."""
    file = tmp_path / "index.html"
    file.write_text(review_page(review, tell_review(review, "en"), planted, "").html, encoding="utf-8")
    labels = review.after.model.metamodel.labels
    words = {key: (say(text, "id"), say(text, "en")) for key, text in labels.items() if key.startswith("review-")}
    with _opened(browser, file) as page:
        assert page.locator("html").get_attribute("lang") == "en"
        said = page.locator("body").inner_text()
        assert words["review-introduced"][1] in said
        spoken = [one for one, other in words.values() if one != other and len(one) > 9 and "{" not in one]
        assert [one for one in spoken if one in said] == []
        assert page.locator("a.place").count() == 0


def test_many_views_are_listed(browser, review, planted, tmp_path, monkeypatch):
    """Beyond the number that a page draws, views are named with their counts, and the page says how many."""
    monkeypatch.setattr(pages, "MOST", 3)
    written = review_page(review, tell_review(review, "id"), planted, "")
    (tmp_path / "index.html").write_text(written.html, encoding="utf-8")
    with _opened(browser, tmp_path / "index.html") as page:
        assert page.locator(".picture").count() == page.locator(".canvas svg").count() == 3
        rest = page.locator(".listed li").count()
        assert rest > 2
        assert f"{rest} pandangan lain" in page.locator("#diagrams").inner_text()
        assert len(written.diagrams) == 9


def test_without_graphviz_the_page_still_tells(browser, review, planted, tmp_path, monkeypatch):
    """Where nothing can be drawn the page says so, with what differs in a table."""

    def fails(_sources):
        raise LayoutError("none")

    monkeypatch.setattr(drawing, "layout", fails)
    written = review_page(review, tell_review(review, "id"), planted, "")
    (tmp_path / "index.html").write_text(written.html, encoding="utf-8")
    with _opened(browser, tmp_path / "index.html") as page:
        picture = page.locator(".picture").first
        assert "tidak dapat digambar" in picture.inner_text()
        assert "SATUSEHAT" in picture.locator("table").first.inner_text()
        assert written.diagrams == {}


def test_nothing_changed(browser, planted, tmp_path):
    """A review without changes, findings or files is a page that says so."""
    review = review_revisions(planted, "usul", "usul")
    (tmp_path / "index.html").write_text(review_page(review, tell_review(review, "id"), planted, "").html)
    with _opened(browser, tmp_path / "index.html") as page:
        assert "tidak mengubah arsitektur" in page.locator(".summary").inner_text()
        assert page.locator("#diagrams, #rows, #explorer").count() == 0
        assert violations(page) == []


def test_5000_changed_elements(browser, tmp_path):
    """A review of 5,000 changed elements holds every one, and can be searched."""
    review = review_of(large(5000), large(5000, later=True) | {"architecture/more.yaml": _many(4000)})
    told = tell_review(review, "en")
    written = review_page(review, told, tmp_path, "")
    assert len(told.rows) > 5000
    (tmp_path / "index.html").write_text(written.html, encoding="utf-8")
    with _opened(browser, tmp_path / "index.html") as page:
        assert page.locator("#rows tbody tr").count() == len(told.rows)
        assert page.locator(".cut").count() == 1
        page.locator("#filter input[name=text]").fill("tambahan 3999")
        assert page.locator("#filtered").inner_text().startswith("1 of ")


def _many(count: int) -> str:
    lines = [f"  extra{number}: {{title: Tambahan {number}, zone: inner}}" for number in range(count)]
    return "\n".join(["stop:", *lines, ""])


@pytest.mark.parametrize(
    ("forge", "commit", "path", "expected"),
    [
        (FORGE, "c0ffee", "blueprints/a b#(1).yaml", FORGE[:46] + "c0ffee/blueprints/a%20b%23%281%29.yaml#L7"),
        ("javascript:alert(1)//{path}", "c0ffee", "a.yaml", ""),
        ("http://forge.example/{path}", "c0ffee", "a.yaml", ""),
        (FORGE, "", "a.yaml", ""),
    ],
)
def test_addresses_of_lines(forge, commit, path, expected):
    """A line's address holds its commit and its path, quoted; without a commit or a safe address there is none."""
    assert address(forge, commit, path, 7) == expected
