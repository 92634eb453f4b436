"""What a page is made of is known without making it: marks differ wherever what they stand for does."""

from __future__ import annotations

from datetime import date

import pytest

from cetakbiru.pipeline import open_project
from cetakbiru.pipeline.publish import site_input
from cetakbiru.site.context import Context, Stamp
from cetakbiru.site.marks import mark_of_facts
from cetakbiru.site.plan import plan
from cetakbiru.site.values import Piece
from tests.site.conftest import town

# What a diagram shows, each in the file that says it.
SAID = {
    "a name": ("architecture/network.yaml", "Harbour", "Quay"),
    "a relation": ("blueprints/north.yaml", "at: summit, minutes: 19", "at: market-east, minutes: 19"),
    "a shape": ("pack/kinds/stop.yaml", "shape: ellipse", "shape: hexagon"),
    "a kind's name": ("pack/kinds/stop.yaml", "en: Stop}\nplural", "en: Halt}\nplural"),
    "a colour": ("pack/pack.yaml", "code: N, color: service", "code: N, color: plan"),
}


def _drawn(project):
    """DOT text of each diagram by its mark, and the address it stands at, in both languages."""
    given = site_input(open_project(project), None, "")
    found = {
        (language, page.path, item.name): (item.made_of, item.draw().dot)
        for language in given.languages
        for page in plan(Context(given, language))
        for item in page.drawings
    }
    assert found
    return found


@pytest.mark.parametrize("what", SAID)
def test_another_diagram_has_another_mark(tmp_path, what):
    """Before and after a change, in both languages: there is one DOT text for one mark, and the change shows in it."""
    project = town(tmp_path / "town")
    before = _drawn(project)
    path, old, new = SAID[what]
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), encoding="utf-8")
    after = _drawn(project)
    seen = {*before.values(), *after.values()}
    assert len({made_of for made_of, _ in seen}) == len(seen)
    assert {dot for _, dot in before.values()} != {dot for _, dot in after.values()}


def test_a_diagram_keeps_its_mark_where_it_shows_nothing_of_a_change(tmp_path):
    """Whether a stop has steps is on its card alone."""
    project = town(tmp_path / "town")
    before = _drawn(project)
    path = project / "architecture/network.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("step_free: yes", "step_free: no"), encoding="utf-8")
    assert _drawn(project) == before


FACTS = {"rows": [Piece("a", "b"), {"year": 2026, "sum": 1.5}], "stamp": Stamp("1", date(2026, 1, 2), "s"), "no": None}


@pytest.mark.parametrize(
    "other",
    [
        FACTS | {"rows": [Piece("a", "b", "c"), {"year": 2026, "sum": 1.5}]},
        FACTS | {"rows": [Piece("ab"), {"year": 2026, "sum": 1.5}]},
        FACTS | {"rows": [["Piece", "a", "b", ""], {"year": "2026", "sum": 1.5}]},
        FACTS | {"stamp": Stamp("1", date(2026, 1, 3), "s")},
        FACTS | {"no": False},
    ],
)
def test_facts_that_differ_have_another_mark(other):
    """A field, a place in a list, a type of value, a day: each changes the mark, which is the same without."""
    assert mark_of_facts(FACTS) == mark_of_facts({**FACTS, "rows": list(FACTS["rows"])})
    assert mark_of_facts(FACTS) != mark_of_facts(other)
