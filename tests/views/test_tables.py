"""The forms matrix, catalogue, roadmap, heat map and radar: known answers on the toy town."""

from __future__ import annotations

import pytest

from cetakbiru.metamodel import PackError
from cetakbiru.views import Heatmap, Matrix
from tests.views.town import FILES, TOWN, model_of, view

OPERATORS = {"rows": "kind:operator", "columns": "kind:operator"}


def written(matrix: Matrix) -> list[str]:
    """A matrix as lines: row, then each cell or a dot, columns in the first line."""
    head = " ".join(column.id for column in matrix.columns)
    cells = {ends: cell.text for ends, cell in matrix.cells.items()}
    return [
        head,
        *(f"{row.id}: " + " ".join(cells.get((row.id, c.id), ".") for c in matrix.columns) for row in matrix.rows),
    ]


def test_a_cell_marks_a_relation():
    """A relation from the row to the column, or from the column to the row, marks the cell; empty lines are gone."""
    matrix = {"rows": "kind:vehicle", "columns": "kind:line", "relations": ["@serving"]}
    assert written(view(TOWN, "matrix", **matrix)) == [
        "north/hill south/shore",
        "north/n1: ● .",
        "north/n2: ● ●",
    ]
    turned = {"rows": "kind:line", "columns": "kind:vehicle", "relations": ["@serving"]}
    assert written(view(TOWN, "matrix", **turned)) == [
        "north/n1 north/n2",
        "north/hill: ● ●",
        "south/shore: . ●",
    ]


def test_a_cell_knows_the_elements_behind_it():
    """Behind a cell stand both ends of its relations, once each."""
    matrix = view(TOWN, "matrix", rows="kind:vehicle", columns="kind:line", relations=["@serving"])
    assert matrix.cells["north/n2", "south/shore"].ids == ("north/n2", "south/shore")


def test_a_cell_shows_what_the_relation_carries():
    """With show a cell holds an attribute of the relation in place of a mark, where the relation has it."""
    assert written(
        view(TOWN, "matrix", rows="kind:line", columns="kind:stop", relations=["calls"], show="minutes")
    ) == [
        "harbour market market-east north/summit south/beach",
        "north/hill: 0 6 . 19 .",
        "south/shore: ● . . . ●",
        "south/airport: . . ● . .",
    ]


def test_empty_rows_are_kept_where_wanted():
    """A row without any cell is shown only with keep_empty; an empty column never."""
    matrix = {"rows": "kind:stop", "columns": "kind:stop", "relations": ["part_of"]}
    assert written(view(TOWN, "matrix", **matrix)) == ["market market-east", "market: . ●", "market-east: ● ."]
    kept = view(TOWN, "matrix", **matrix, keep_empty="true")
    assert [row.id for row in kept.rows] == ["harbour", "market", "market-east", "north/summit", "south/beach"]
    assert [column.id for column in kept.columns] == ["market", "market-east"]


def test_owners_against_domains_count_elements():
    """With columns @domain a cell counts what the row owns in the domain, the owner's own record not counted."""
    matrix = view(TOWN, "matrix", rows="kind:operator", columns="@domain", keep_empty="true")
    assert written(matrix) == ["network fleet works", "north: 2 2 .", "south: 3 . 2"]
    assert matrix.cells["north", "fleet"].ids == ("north/n1", "north/n2")


def test_relations_of_what_a_row_owns():
    """With owned the row's elements speak for it; with owned: both the column's do too, and relations within do not."""
    used = view(TOWN, "matrix", rows="kind:operator", columns="kind:stop", relations=["calls"], owned="true")
    assert written(used) == [
        "harbour market market-east north/summit south/beach",
        "north: ● ● . ● .",
        "south: ● . ● . ●",
    ]
    assert written(view(TOWN, "matrix", **OPERATORS, owned="both")) == ["north south", "north: . ●", "south: ● ."]


def test_what_reaches_a_column_along_steps():
    """With of and via a cell counts the row's elements that reach the column along any number of steps."""
    reaching = {"rows": "kind:operator", "columns": "kind:stop", "of": "kind:line kind:vehicle",
                "via": ["serves", "calls"]}  # fmt: skip
    assert written(view(TOWN, "matrix", **reaching)) == [
        "harbour market market-east north/summit south/beach",
        "north: 3 3 . 3 1",
        "south: 1 . 1 . 1",
    ]
    shared = view(TOWN, "matrix", **reaching, least="2")
    assert written(shared) == ["harbour south/beach", "north: 3 1", "south: 1 1"]
    assert {column for _, column in shared.cells} == {"harbour", "south/beach"}


def test_a_catalogue_has_the_columns_that_its_kinds_know():
    """Columns are attributes and relations by name, those of a variant too; a name that no kind has is left out."""
    catalogue = view(TOWN, "catalogue", select="kind:vehicle", columns=["power", "voltage", "serves", "wings"])
    assert catalogue.rows == ("north/n1", "north/n2")
    assert [(key, label["en"]) for key, label in catalogue.columns] == [
        ("power", "Power"), ("voltage", "Voltage"), ("serves", "Serves"),
    ]  # fmt: skip
    assert view(TOWN, "catalogue", select="kind:vehicle", columns="power").columns == catalogue.columns[:1]


def test_a_column_follows_steps():
    """A column of steps leads over relations, forward and back, to the elements at their end."""
    beside = {"label": {"id": "Sejalur", "en": "On the same line"}, "steps": ["<calls", "calls"]}
    catalogue = view(TOWN, "catalogue", select="kind:stop", columns=["zone", beside])
    assert [(key, dict(label)) for key, label in catalogue.columns] == [
        ("zone", {"id": "Zona", "en": "Zone"}), ("#1", beside["label"]),
    ]  # fmt: skip
    assert catalogue.ends["harbour", "#1"] == ("harbour", "market", "north/summit", "south/beach")
    assert catalogue.ends["market-east", "#1"] == ("market-east",)


def test_a_roadmap_places_work_in_years():
    """Work packages stand in groups, by their first year, with what must come first; years run from first to last."""
    later = {**FILES, "architecture/works.yaml": "project:\n  later: {title: Later, cost: {2029: 5}}\n"}
    plan = view(model_of(later), "roadmap", select="kind:project", group="owner")
    assert [(dict(words), [bar.id for bar in bars]) for words, bars in plan.rows] == [
        ({"*": ""}, ["later"]),
        ({"id": "Trem Selatan", "en": "Southern Trams"}, ["south/track", "south/opening"]),
    ]
    assert plan.years == (2026, 2027, 2028, 2029)
    opening = plan.rows[1][1][1]
    assert (opening.years, dict(opening.amounts), opening.after) == ((2027,), {2027: 250_000}, ("south/track",))


def test_a_roadmap_is_grouped_by_an_attribute():
    """Grouped by an attribute with a value list, a group has the value's words; what lacks the attribute has none."""
    plan = view(TOWN, "roadmap", select="kind:line", group="colour")
    assert [(dict(words), [bar.id for bar in bars]) for words, bars in plan.rows] == [
        ({"id": "Merah", "en": "Red"}, ["north/hill"]),
        ({"id": "Biru", "en": "Blue"}, ["south/shore"]),
        ({"*": ""}, ["south/airport"]),
    ]
    assert plan.years == ()


def tiles(heat: Heatmap) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(tile.code, tile.ids, tile.owners, tile.doubles) for _, _, row in heat.rows for tile in row]


def test_a_heat_map_counts_elements_by_code():
    """A tile holds the elements under its code, their owners, and the codes that more than one owner uses."""
    assert tiles(view(TOWN, "heatmap", scheme="RAIL")) == [
        ("G.1", ("north/hill",), ("north",), ()),
        ("G.2", ("south/shore", "south/airport"), ("south",), ()),
    ]
    alike = {path: text.replace("G.2", "G.1") for path, text in FILES.items()}
    assert tiles(view(model_of(alike), "heatmap", scheme="RAIL", level="1")) == [
        ("G", ("north/hill", "south/shore", "south/airport"), ("north", "south"), ("G.1",)),
    ]


def test_a_heat_map_needs_a_reference():
    """A scheme that the pack does not have is named."""
    with pytest.raises(PackError, match=r"viewpoints/test\.yaml: scheme: ROAD"):
        view(TOWN, "heatmap", scheme="ROAD")


def test_a_radar_tells_how_much_is_filled_in():
    """A share is the mean of what each element gives of what its kind knows: here 2 of 3 and 5 of 6."""
    full = view(TOWN, "radar", select="old-yard north/n1", domains=["fleet", "works"])
    assert [(key, round(share, 3), count) for key, _, share, count in full.rows] == [("fleet", 0.75, 2)]
