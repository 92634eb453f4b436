"""A change stays where it is: one more element in a unit redraws no other unit's diagrams."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cetakbiru.model import Model, build_model
from cetakbiru.render import layout, to_dot
from cetakbiru.source import Sources
from cetakbiru.views import Diagram, compute, viewpoints

FILE = "blueprints/dinkes/tambahan.yaml"
ALONE = "aplikasi:\n  tambahan: {nama: Aplikasi Tambahan, jenis: khusus, layanan: [rujukan-daring]}\n"


def _with(model: Model, text: str) -> Model:
    """The model with one file more."""
    known = model.sources
    sources = Sources(dict(known.documents), dict(known.narratives), list(known.findings), set(known.broken))
    sources.manifests = dict(known.manifests)
    sources.take([(FILE, text.encode())])
    sources.documents = dict(sorted(sources.documents.items()))
    return build_model(sources, model.metamodel)[0]


def _drawings(model: Model) -> Mapping[tuple[str, str], str]:
    """DOT text of each diagram of each unit."""
    points = [item for item in viewpoints(model, "unit") if item.form == "diagram"]
    bodies = {(unit, point.name): compute(model, point, unit).body for unit in model.units for point in points}
    return {
        key: to_dot(body, model.metamodel, "id", lambda item: item).dot
        for key, body in bodies.items()
        if isinstance(body, Diagram)
    }


@pytest.fixture(scope="module")
def drawn(shipped):
    """The diagrams of all units before and after."""
    return _drawings(shipped.model), _drawings(_with(shipped.model, ALONE))


def test_no_other_units_diagram_changes(drawn):
    """Only diagrams of the unit that got the element differ, and some of these do."""
    before, after = drawn
    assert before.keys() == after.keys()
    assert {unit for unit, view in before if before[unit, view] != after[unit, view]} == {"dinkes"}


def test_the_same_diagram_has_the_same_picture(drawn):
    """What is drawn from the same text is the same picture to the last byte, whatever is laid out beside it."""
    before, after = ([text for (unit, _), text in sorted(side.items()) if unit == "dinsos"] for side in drawn)
    rest = [text for (unit, _), text in sorted(drawn[1].items()) if unit == "dinkes"]
    assert before
    assert layout(before) == layout([*rest, *after])[len(rest) :]
