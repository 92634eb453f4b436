"""The form ``governments``, and the other forms where they show what members published."""

from __future__ import annotations

from typing import Any

import pytest

from cetakbiru.metamodel import PackError, say
from cetakbiru.model import Model
from cetakbiru.views import ComputedView, Matrix, compute, viewpoints
from cetakbiru.views.types import viewpoint
from tests.members import KABUPATEN, KOTA, OWN, gathered, project, published

PLAN = "inisiatif:\n  {0}: {{nama: Rencana {0}, anggaran: {{2026: {1}, 2027: 5}}}}\n"


def computed(model: Model, form: str, **options: Any) -> ComputedView:
    """A viewpoint that shows members, applied to a model."""
    return compute(model, viewpoint("v", {"form": form, "title": "V", "members": "true", **options}))


def model_of(own: str = OWN, city: str = "", regency: str = "") -> Model:
    """A government with two members; what is given is added to their blueprints."""
    files = ({**part, "blueprints/kominfo.yaml": part["blueprints/kominfo.yaml"] + more} for part, more in (
        (KOTA, city), (KABUPATEN, regency),
    ))  # fmt: skip
    manifests = dict(zip(("kota", "kabupaten"), map(published, files, ("kota", "kabupaten")), strict=True))
    model, findings = gathered(project(manifests, own))
    assert findings == []
    return model


def cells(matrix: Matrix) -> dict[str, dict[str, str]]:
    """What each row's cells say, by the names of rows and columns."""
    columns = {item.id: say(item.short, "id") for item in matrix.columns}
    return {say(row.name, "id"): {columns[c]: cell.text for (r, c), cell in matrix.cells.items() if r == row.id}
            for row in matrix.rows}  # fmt: skip


def test_governments_against_domains_counts_elements():
    """Each government has a row, its own first, with how many of the chosen elements it has in each domain."""
    matrix = computed(model_of(), "governments", select="kind:aplikasi", by="domain").body
    assert cells(matrix) == {
        "Pemerintah ini": {"Aplikasi": "1"}, "Pemerintah Kota": {"Aplikasi": "2"}, "kabupaten": {"Aplikasi": "1"},
    }  # fmt: skip


def test_elements_of_like_names_stand_in_one_row():
    """Names that differ only in words that tell nothing are one row, with a cell for each government that has it."""
    matrix = computed(
        model_of(), "governments", select="kind:aplikasi", by="name", ignore=["kota", "kabupaten", "provinsi"]
    ).body
    assert cells(matrix) == {"Lapor Provinsi": {"Pemerintah ini": "●", "Kota": "●", "kabupaten": "●"}}


@pytest.mark.parametrize(("least", "rows"), [(2, 1), (3, 0)])
def test_a_row_needs_enough_governments(least, rows):
    """A class is shown from the number of governments on that is asked for; several in one are counted there."""
    service = "layanan:\n  a: {nama: A, referensi: RAL.02.01.07}\n  b: {nama: B, referensi: RAL.02.01.07}\n"
    model = model_of(city=service, regency="layanan:\n  c: {nama: C, referensi: RAL.02.01.07}\n")
    matrix = computed(model, "governments", select="kind:layanan", by="code", least=str(least)).body
    assert len(matrix.rows) == rows
    assert list(cells(matrix).values()) == [{"Kota": "2", "kabupaten": "●"}][:rows]


def test_a_class_may_be_that_of_what_is_served():
    """With ``via`` applications are classed by the services they support."""
    service = "layanan:\n  a: {nama: A, referensi: RAL.02.01.07}\n"
    own = OWN.replace("nama: Lapor Provinsi", "nama: Lapor Provinsi, layanan: [a]") + service
    model = model_of(own)
    matrix = computed(model, "governments", select="kind:aplikasi", by="code", via=["@serving"], least="1").body
    assert [(row.id, say(row.name, "id")) for row in matrix.rows] == [
        ("RAL:RAL.02.01.07", "RAL.02.01.07 Kependudukan dan Pencatatan Sipil"),
    ]  # fmt: skip
    assert [cell.ids for cell in matrix.cells.values()] == [("kominfo/lapor",)]


def test_an_unknown_way_to_compare_is_refused():
    """A misspelt ``by`` is named with those that there are."""
    with pytest.raises(PackError, match=r"by: colour \(domain, name, code\)"):
        computed(model_of(), "governments", by="colour")


def test_budgets_are_summed_by_government():
    """One bar a government, with what all its roadmap items cost in each year."""
    model = model_of(OWN + PLAN.format("a", 10), PLAN.format("b", 20) + PLAN.format("c", 1).split("\n", 1)[1])
    roadmap = computed(model, "roadmap", select="kind:inisiatif", sum="government").body
    assert [(bar.id, dict(bar.amounts)) for _, bars in roadmap.rows for bar in bars] == [
        (":", {2026: 10, 2027: 5}), ("kota:", {2026: 21, 2027: 10}),
    ]  # fmt: skip


def test_connections_between_governments_are_framed():
    """With ``crossing`` only relations across a border are drawn, members' ends in the frame of their member."""
    options = {"crossing": "true", "frames": "government", "connected": "true"}
    diagram = computed(model_of(), "diagram", **options).body
    assert [(edge.source, edge.target) for edge in diagram.edges] == [("kominfo/lapor", "kota:kominfo/lapor")]
    assert diagram.group_of == {"kota:kominfo/lapor": "kota:"}


def test_a_diagram_shows_what_is_reached_in_another_government():
    """As surroundings of a unit a member's element is drawn as another's, with the member's name."""
    point = viewpoint("v", {"form": "diagram", "title": "V", "select": "unit:kominfo", "neighbours": "true"})
    nodes = {node.id: node for node in compute(model_of(), point, "kominfo").body.nodes}
    assert nodes["kota:kominfo/lapor"].own is False
    assert say(nodes["kota:kominfo/lapor"].owner, "id") == "Kominfo, Kota"
    alone = viewpoint("v", {"form": "diagram", "title": "V", "select": "unit:kominfo"})
    assert "kota:kominfo/lapor" not in {node.id for node in compute(model_of(), alone, "kominfo").body.nodes}


def test_views_of_members_are_not_there_without_members():
    """A viewpoint that shows members is offered only where there are any."""
    alone, _ = gathered(project({}, "aplikasi: {a: {nama: A}}\n"))
    offered = [{point.name for point in viewpoints(model)} for model in (alone, model_of())]
    assert "governments-landscape" not in offered[0]
    assert "governments-landscape" in offered[1]
