"""Pages stay light however large the model is: long tables are split, long lists are cut and say so."""

from __future__ import annotations

import re

import pytest

from cetakbiru.pipeline.publish import site_input
from cetakbiru.render import environment
from cetakbiru.site import addresses, budget_pages, change_page, write
from cetakbiru.site import plan as planning
from cetakbiru.site import portions as cut
from cetakbiru.site.context import Context
from cetakbiru.site.plan import plan
from cetakbiru.site.portions import ends, is_later, path_of, portions
from cetakbiru.views import Catalogue, Matrix, Roadmap, compute, viewpoints
from tests.conftest import ROOT


@pytest.fixture
def narrow(monkeypatch):
    """Pages with room for little."""
    monkeypatch.setattr(cut, "CATALOGUE", 60)
    monkeypatch.setattr(cut, "MATRIX", 300)
    monkeypatch.setattr(cut, "BARS", 7)


@pytest.fixture
def short(monkeypatch):
    """Tables of units and of money with room for little."""
    monkeypatch.setattr(budget_pages, "SHARED", 1_500)
    monkeypatch.setattr(planning, "ALONE", 2_500)
    monkeypatch.setattr(change_page, "ALONE", 2_500)


@pytest.fixture(scope="module")
def context(shipped):
    """The shipped model as its site in Indonesian sees it."""
    return Context(site_input(shipped, None, "id"), "id")


def _views(model, form):
    found = [compute(model, point) for point in viewpoints(model, "government")]
    return [view for view in found if isinstance(view.body, form) and not view.empty]


@pytest.mark.usefixtures("narrow")
def test_a_catalogue_keeps_its_rows(shipped):
    """The portions of a catalogue are its rows in their order; none is long, and there are several."""
    for view in _views(shipped.model, Catalogue):
        parts = portions(view)
        assert [row for part in parts for row in part.body.rows] == list(view.body.rows)
        assert max(len(part.body.rows) for part in parts) <= 60 // (2 + len(view.body.columns))
        assert all((part.name, part.title, part.body.columns) == (view.name, view.title, view.body.columns)
                   for part in parts)  # fmt: skip
    assert len(_views(shipped.model, Catalogue)) >= 4


@pytest.mark.usefixtures("narrow")
def test_a_matrix_keeps_its_cells(shipped):
    """The portions of a matrix hold all its rows and cells, and each has just the columns that its rows fill."""
    split = 0
    for view in _views(shipped.model, Matrix):
        parts = [part.body for part in portions(view)]
        split += len(parts) > 1
        assert [row for part in parts for row in part.rows] == list(view.body.rows)
        assert {ends: cell for part in parts for ends, cell in part.cells.items()} == dict(view.body.cells)
        for part in parts if len(parts) > 1 else ():
            assert [column.id for column in part.columns] == [
                column.id for column in view.body.columns if any(column.id == key for _, key in part.cells)
            ]
    assert split >= 2


@pytest.mark.usefixtures("narrow")
def test_a_roadmap_keeps_its_bars(shipped):
    """The portions of a roadmap hold all its bars, each under its group's name."""
    for view in _views(shipped.model, Roadmap):
        parts = [part.body for part in portions(view)]
        told = [(words, bar) for part in parts for words, bars in part.rows for bar in bars]
        assert told == [(words, bar) for words, bars in view.body.rows for bar in bars]
        assert all(sum(len(bars) for _, bars in part.rows) <= 7 for part in parts)
    assert max(len(portions(view)) for view in _views(shipped.model, Roadmap)) > 1


def test_a_view_that_fits_is_one_page(shipped):
    """A view of the usual size is not touched."""
    views = [view for form in (Catalogue, Matrix, Roadmap) for view in _views(shipped.model, form)]
    whole = [view for view in views if portions(view)[0].body == view.body]
    assert len(whole) >= 8


@pytest.mark.usefixtures("narrow")
def test_each_portion_leads_to_the_others(context):
    """A long view is several pages: the first has the view's address, all list the same portions, and none is alike."""
    pages = [page for page in plan(context) if page.path.startswith("views/applications.")]
    assert [page.path for page in pages] == [path_of("views/applications.html", number) for number in range(len(pages))]
    assert [is_later(page.path) for page in pages] == [False, *[True] * (len(pages) - 1)]
    assert len({page.title for page in pages}) == len(pages) > 2
    for number, page in enumerate(pages):
        assert [part["target"] for part in page.facts["parts"]] == [other.path for other in pages]
        assert page.facts["number"] == number
    text = _text(context, pages[1])
    assert 'href="applications.html"' in text and 'aria-current="page">2</a>' in text
    rows = sum(part["count"] for part in pages[0].facts["parts"])
    assert f"{rows} baris dibagi menjadi {len(pages)} halaman" in text


@pytest.mark.usefixtures("narrow")
def test_totals_are_of_the_whole_plan(context):
    """Whatever portion of a roadmap is read, its last line sums up all of it."""
    pages = [page for page in plan(context) if page.path.startswith("views/roadmap-units.")]
    totals = [re.findall(r'<tr class="cb-total">.*?</tr>', _text(context, page)) for page in pages]
    assert len(pages) > 1
    assert len({tuple(found) for found in totals}) == 1 and all(totals)


def test_a_heavy_page_names_less_and_says_so(context, monkeypatch):
    """A page above the weight names less of each list, first of what views tell too, how many more, and why."""
    item = next(page for page in plan(context) if page.path == "unit/dinkes/aplikasi.html")
    monkeypatch.setattr(write, "HEAVY", 10**9)
    full = _text(context, item)
    monkeypatch.setattr(write, "HEAVY", 1)
    texts = [full]
    for steps in ([(3, 10**9)], [(3, 10**9), (3, 3)]):
        monkeypatch.setattr(write, "SHORTER", steps)
        texts.append(_text(context, item))
    assert len(texts[0]) > len(texts[1]) > len(texts[2])
    assert ["Agar halaman ini tetap ringan" in text for text in texts] == [False, True, True]
    assert [bool(re.search(r"<i>dan \d+ lagi</i>", text)) for text in texts] == [False, True, True]
    assert (
        [text.count("cb-end ") for text in texts[:2]] == [full.count("cb-end ")] * 2 > [texts[2].count("cb-end ")] * 2
    )
    assert len({tuple(re.findall(r"^### .*", text, re.MULTILINE)) for text in texts}) == 1


def _text(context, item):
    return write.markdown_of(context, environment(ROOT, context.metamodel, "id"), item)


def test_ends_name_what_a_reader_looks_for(shipped):
    """The first and the last row of a portion are told by their ids or names, with how many there are."""
    view = next(view for view in _views(shipped.model, Catalogue) if view.name == "applications")
    assert ends(view) == (view.body.rows[0], view.body.rows[-1], len(view.body.rows))


ROW = re.compile(r'<tr><th scope="row">(?:<a href="[^"]*">)?(.*?)(?:</a>|</th>).*?</tr>')
LONG = {
    "budget-by-unit": ("budget.html", "budget-by-unit.html", ROW),
    "budget-by-function": ("budget.html", "budget-by-function.html", ROW),
    "spending": ("budget.html", "spending.html", ROW),
    "units": ("unit/index.html", "unit/index.html", re.compile(r'<a class="cb-item" href="[^"]*"><b>(.*?)</b>')),
    "change": ("change.html", "change.html", ROW),
}


def _table(context, key):
    """The pages of a table in their order: addresses, and the rows of each."""
    first, later, row = LONG[key]
    pages = {page.path: page for page in plan(context)}
    paths = [first, *(path for number in range(1, 99) if (path := path_of(later, number)) in pages)]
    texts = [_text(context, pages[path]) for path in paths]
    texts[0] = texts[0].partition(f"{{: #_{key} }}")[2] or texts[0]
    return paths, [row.findall(text.partition("\n## ")[0] if "budget" in first else text) for text in texts], texts


@pytest.mark.parametrize("key", LONG)
def test_a_table_that_grows_with_the_units_is_divided(context, key, request):
    """A long table of units or money goes on on further pages: no row is lost or told twice, and all parts are led to.

    However many units there are, a page holds no more of them than it has room for.
    """
    whole = _table(context, key)[1]
    request.getfixturevalue("short")
    paths, parts, texts = _table(context, key)
    assert len(whole) == 1 and len(parts) > 2
    assert [row for part in parts for row in part] == whole[0]
    assert max(map(len, parts)) < len(whole[0]) / 2
    for number, (path, text) in enumerate(zip(paths, texts, strict=True)):
        assert f"menjadi {len(paths)} halaman agar tetap ringan" in text
        strip = text.rpartition('<nav class="cb-strip" data-search-exclude aria-label="Bagian">')[2]
        if number:  # what stands below a first part may be divided too
            ends = [link.partition("#")[0] for link in re.findall(r'<a href="([^"]*)"', strip)]
            assert ends == [end.rpartition("/")[2] for end in paths]
            assert f'aria-current="page">{number + 1}</a>' in strip
        assert is_later(path) == (number > 0)


def test_what_a_member_published_is_divided(shipped, monkeypatch):
    """However much a member published, its pages stay light; each element stands once, where links to it lead."""
    monkeypatch.setattr(addresses, "ALONE", 8_000)
    context = Context(site_input(shipped, None, "id"), "id")
    pages = {page.path: page for page in plan(context) if page.template == "member.md.j2"}
    member = context.addresses.member("lampung-selatan")
    own = {path: _text(context, page) for path, page in pages.items() if path in (member, path_of(member, 1))}
    assert len(own) == 2 and all("menjadi" in text and 'aria-label="Bagian"' in text for text in own.values())
    stands = [f"{path}#{row['anchor']}" for path, page in pages.items()
              for group in page.facts["groups"] for row in group["rows"]]  # fmt: skip
    assert sorted(stands) == sorted(map(context.addresses.element, context.model.foreign))
    rows = [row for text in own.values() for row in re.findall(r'<tr id="[^"]*">.*?</tr>', text)]
    assert max(map(len, own.values())) < 8_000 + 4_000
    assert sum(map(len, rows)) / len(rows) < 1.1 * (addresses.ROW + addresses.CROSSING)


@pytest.mark.usefixtures("short")
def test_languages_divide_alike(shipped):
    """Every language has the same pages, so that its switch leads from each part to the same part."""
    given = site_input(shipped, None, "")
    paths = [{page.path for page in plan(Context(given, language))} for language in ("id", "en")]
    assert paths[0] == paths[1]


def test_rows_weigh_no_more_than_is_reckoned(context):
    """What a row is reckoned to cost is what it comes to, so that a part is as light as it should be."""
    pages = {page.path: page for page in plan(context)}
    facts = pages["budget.html"].facts
    money = _text(context, pages["budget.html"])
    years = len(facts["years"])
    for key, cost in (
        ("budget-by-unit", budget_pages.PLAN + budget_pages.YEAR * years),
        ("spending", budget_pages.LINE),
    ):
        rows = [row[0] for row in re.finditer(ROW, money.partition(f"{{: #_{key} }}")[2].partition("\n## ")[0])]
        assert 0.7 * cost < sum(map(len, rows)) / len(rows) < 1.1 * cost, key
    units = re.findall(r'<a class="cb-item".*?</a>', _text(context, pages["unit/index.html"]))
    assert sum(map(len, units)) / len(units) < 1.1 * planning._UNIT
    change = pages["change.html"]
    reckoned = sum(map(change_page._cost, change.facts["rows"]))
    assert 0.7 * reckoned < sum(len(row[0]) for row in re.finditer(ROW, _text(context, change))) < 1.1 * reckoned


def test_a_heavy_page_cuts_its_findings(context, monkeypatch):
    """However much the checks find, a page stays light: it says how many findings it does not name."""
    item = next(page for page in plan(context) if page.path == "findings.html")
    rules = [{**rule, "items": rule["items"] * 40} for rule in item.facts["rules"]]
    monkeypatch.setitem(item.facts, "rules", rules)
    text = _text(context, item)
    assert len(text) <= write.HEAVY
    for section, rule in zip(text.split("\n## ")[1:], rules, strict=True):
        shown = section.count("<li>")
        left = re.search(r"<i>dan (\d+) lagi</i>", section)
        assert shown + (int(left[1]) if left else 0) == len(rule["items"])
    assert "<i>dan " in text
