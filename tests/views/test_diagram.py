"""The form diagram: which nodes and edges there are, on the toy town where every answer can be checked by eye."""

from __future__ import annotations

import pytest

from cetakbiru.metamodel import PackError
from cetakbiru.model import at
from cetakbiru.views import Diagram
from tests.views.town import TOWN, computed, model_of, view

UNITS = "unit:north unit:south"


def nodes(diagram: Diagram) -> list[str]:
    return [node.id for node in diagram.nodes]


def edges(diagram: Diagram) -> list[str]:
    return [f"{edge.source} > {edge.target}" + (f" x{edge.count}" * (edge.count > 1)) for edge in diagram.edges]


def test_nodes_follow_the_packs_kinds_and_edges_the_files():
    """Kinds come in the order of the pack, elements and relations in that of the files."""
    drawn = view(TOWN, "diagram", kinds=["stop", "line"], relations=["@realization"])
    assert nodes(drawn) == [
        "north/hill", "south/shore", "south/airport", "harbour", "market", "market-east", "north/summit", "south/beach",
    ]  # fmt: skip
    assert edges(drawn) == [
        "north/hill > harbour", "north/hill > market", "north/hill > north/summit",
        "south/shore > harbour", "south/shore > south/beach", "south/airport > market-east",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("part_of", ["market-east > market"]),
        ("stop.part_of", ["market-east > market"]),
        ("line.part_of", []),
        ("@composition", ["market-east > market"]),
    ],
)
def test_relations_are_named_three_ways(wanted, found):
    """A relation is named by its attribute, by kind and attribute, or by role; a single word needs no list."""
    assert edges(view(TOWN, "diagram", select="kind:stop", relations=wanted)) == found


def test_relations_not_named_are_all_shown():
    """A viewpoint that names no relations shows every one among its elements."""
    shown = edges(view(TOWN, "diagram", select="owner:south"))
    assert shown == [
        "south/shore > south/beach", "south/opening > south/track", "south/opening > south/airport",
    ]  # fmt: skip


def test_surroundings_are_what_the_own_elements_touch():
    """Neighbours are shown one step away, marked as another's and with their owner, and not linked to each other."""
    drawn = view(TOWN, "diagram", "north", select="kind:vehicle,unit:north", kinds=["vehicle", "line", "stop"],
                 neighbours="true")  # fmt: skip
    assert [(node.id, node.own, dict(node.owner)) for node in drawn.nodes] == [
        ("north/hill", False, {}), ("south/shore", False, {"*": "ST"}), ("north/n1", True, {}), ("north/n2", True, {}),
    ]  # fmt: skip
    assert edges(drawn) == ["north/n1 > north/hill", "north/n2 > north/hill", "north/n2 > south/shore"]


def test_states_are_told_in_the_packs_meaning():
    """What the pack calls planned is new to the toolkit; an element without a state has none."""
    drawn = view(TOWN, "diagram", select="kind:line")
    assert {node.id: node.state for node in drawn.nodes} == {
        "north/hill": "", "south/shore": "", "south/airport": "new",
    }  # fmt: skip


def test_a_unit_is_drawn_as_one_node_with_counts():
    """Collapsed to the unit, its elements are one node, what touches none of them is gone, and edges tell how many."""
    drawn = view(TOWN, "diagram", "north", select="unit:north", neighbours="true", collapse="unit")
    assert nodes(drawn) == ["north", "south/shore", "harbour", "market", "old-yard"]
    assert edges(drawn) == [
        "north > harbour", "north > market", "north > old-yard x2", "north > south/shore",
    ]  # fmt: skip
    assert drawn.counted


def test_elements_are_drawn_as_their_owners():
    """Collapsed to owners, only what joins two owners is left; what nobody owns stays itself."""
    assert edges(view(TOWN, "diagram", collapse="owner", relations=["serves", "calls"])) == [
        "north > harbour", "north > market", "north > south", "south > harbour", "south > market-east",
    ]  # fmt: skip


def test_labels_name_the_relations_of_an_edge_once():
    """An edge for several relations names each attribute once, in every language."""
    drawn = view(TOWN, "diagram", "north", select="unit:north", neighbours="true", collapse="unit")
    labels = {edge.target: dict(edge.label) for edge in drawn.edges}
    assert labels["old-yard"] == {"id": "Disimpan di", "en": "Kept at"}


def test_frames_hold_the_surroundings_by_owner():
    """Framed, each neighbour that somebody owns lies in its owner's frame; the view's own and the shared in none."""
    drawn = view(TOWN, "diagram", "north", select="unit:north", kinds=["vehicle", "line", "stop"], neighbours="true",
                 frames="true")  # fmt: skip
    assert dict(drawn.groups) == {"south": {"*": "ST"}}
    assert dict(drawn.group_of) == {"south/shore": "south"}


def test_layers_are_the_kinds_in_the_views_order():
    """With layers, the view's own order of kinds decides, not the pack's."""
    assert view(TOWN, "diagram", kinds=["stop", "vehicle"], layers="true").layers == ("stop", "vehicle")
    assert view(TOWN, "diagram", kinds=["stop", "vehicle"]).layers == ()


def test_the_limit_keeps_the_own_and_the_best_connected():
    """Own elements come before the surroundings, the most connected first; the rest is counted, with its edges gone."""
    options = {"select": "kind:line", "kinds": ["line", "stop"], "neighbours": "true"}
    drawn = view(TOWN, "diagram", **options, limit="5")
    assert (nodes(drawn), drawn.left_out) == (
        ["north/hill", "south/shore", "south/airport", "harbour", "market"], 3,
    )  # fmt: skip
    assert edges(drawn) == ["north/hill > harbour", "north/hill > market", "south/shore > harbour"]
    assert view(TOWN, "diagram", **options, limit="8").left_out == 0


def test_the_limit_counts_what_is_drawn():
    """A unit drawn as one node takes one place, however many elements it has."""
    drawn = view(TOWN, "diagram", "north", select="unit:north", neighbours="true", collapse="unit", limit="3")
    assert (nodes(drawn), drawn.left_out) == (["north", "harbour", "old-yard"], 2)


def test_what_would_not_be_drawn_anyway_takes_no_place():
    """Where only connected elements are shown, unconnected ones neither use up the limit nor count as left out."""
    drawn = view(TOWN, "diagram", select="kind:stop", connected="true", limit="2")
    assert (nodes(drawn), drawn.left_out) == (["market", "market-east"], 0)


CHAIN = """
stop:
  a: {title: A, zone: inner, part_of: b}
  b: {title: B, zone: inner, part_of: c}
  c: {title: C, zone: inner}
line:
  x: {title: X, number: 1, calls: [c]}
project:
  p: {title: P, after: [q, r], builds: [x, c]}
  q: {title: Q, after: [r]}
  r: {title: R}
"""


def test_reduced_only_implied_edges_go():
    """With reduce an edge is left out where a longer way says the same, and only there."""
    chain = model_of({"architecture/chain.yaml": CHAIN})
    full = view(chain, "diagram")
    assert sorted(set(edges(full)) - set(edges(view(chain, "diagram", reduce="true")))) == ["p > c", "p > r"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"limit": "many"}, "viewpoints/test.yaml: limit: many (0, 1, 2, …)"),
        ({"limit": "-1"}, "viewpoints/test.yaml: limit: -1 (0, 1, 2, …)"),
        ({"select": "nowhere"}, "viewpoints/test.yaml: select: nowhere"),
    ],
)
def test_a_wrong_option_is_named(options, said):
    """An option that cannot be used is the viewpoint's fault, not a crash: the message names file, option and value."""
    with pytest.raises(PackError) as error:
        view(TOWN, "diagram", **options)
    assert str(error.value) == said


def test_an_unknown_form_is_named_with_those_there_are():
    """A misspelt form is refused with the list of forms."""
    with pytest.raises(PackError, match=r"form: diagam \(catalogue, diagram, governments, .*roadmap\)"):
        view(TOWN, "diagam")


def test_a_title_names_the_unit():
    """In a title of a unit's view the unit stands with its abbreviation."""
    assert computed(TOWN, "diagram", "south", select="unit:south").title == {"*": "A view of ST"}


def test_a_single_node_is_no_view():
    """A diagram of fewer than two nodes is not worth a page; a table without rows neither."""
    assert computed(TOWN, "diagram", select="north").empty
    assert not computed(TOWN, "diagram", select="north north/hill").empty
    assert computed(TOWN, "catalogue", select="kind:project,unit:north").empty


def test_a_year_has_its_own_picture():
    """A view of one year's model shows that year: before it opens there is no line to the airport."""
    lines = {year: nodes(view(at(TOWN, year), "diagram", select="kind:line")) for year in (2026, 2027)}
    assert lines == {
        2026: ["north/hill", "south/shore"], 2027: ["north/hill", "south/shore", "south/airport"],
    }  # fmt: skip
