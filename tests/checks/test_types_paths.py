"""Rule types that walk: steps, the path that must be there, the one that must not, and what is cut off."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.metamodel import PackError
from cetakbiru.model.steps import Walk, edges, trace

NAMES = "abcdefgh"
CHAIN = {
    "architecture/a.yaml": """
proses_bisnis:
  urus: {nama: Urus}
layanan:
  izin: {nama: Izin, proses_bisnis: [urus], bergantung_pada: [bayar]}
  bayar: {nama: Bayar}
aplikasi:
  sistem: {nama: Sistem, jenis: khusus, layanan: [bayar], server: [mesin]}
infrastruktur:
  mesin: {nama: Mesin, jenis: server}
"""
}
GRAPH = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]))


def services(pairs):
    """Services that depend on each other as the pairs say."""
    lines = [
        f"  {name}: {{nama: {name}, bergantung_pada: [{', '.join(sorted(b for a, b in pairs if a == name))}]}}"
        for name in NAMES
    ]
    return {"architecture/a.yaml": "\n".join(["layanan:", *lines])}


@given(pairs=GRAPH, goals=st.sets(st.sampled_from(NAMES), min_size=1))
def test_a_path_is_a_shortest_one(model_of, pairs, goals):
    """A walk finds a goal exactly where networkx finds one, and by as few steps."""
    walk = Walk(model_of(services(pairs)), ["bergantung_pada"])
    graph = nx.DiGraph(pairs)
    graph.add_nodes_from(NAMES)
    lengths = nx.single_source_shortest_path_length(graph, "a")
    reachable = [lengths[goal] for goal in goals - {"a"} if goal in lengths]
    path = walk.path("a", goals)
    assert len(path) - 1 == (min(reachable) if reachable else -1)
    assert all(pair in pairs for pair in pairwise(path))


@given(pairs=GRAPH)
def test_going_back_is_going_forward_turned_round(model_of, pairs):
    """A step with ``<`` leads from b to a exactly where the step without it leads from a to b."""
    model = model_of(services(pairs))
    forward = {(here, there) for here, there, _ in edges(model, ["bergantung_pada"])}
    back = {(there, here) for here, there, _ in edges(model, ["<bergantung_pada"])}
    assert forward == back == pairs


@pytest.mark.parametrize(("steps", "count"), [(["*"], 4), (["@dependency"], 1), (["layanan", "server"], 2), (["x"], 0)])
def test_steps_go_by_name_role_or_any(model_of, steps, count):
    """A step is the name of a relation, ``@`` with a role, or ``*`` for any; one that there is not leads nowhere."""
    assert len(list(edges(model_of(CHAIN), steps))) == count


def test_a_walk_stops_at_its_depth(model_of):
    """From the process three steps lead to the application and four to the server, and no fewer."""
    walk = Walk(model_of(CHAIN), ["<@realization", "@dependency", "<@serving", "@hosting"])
    assert trace(walk.reach(["urus"]), "mesin") == ["urus", "izin", "bayar", "sistem", "mesin"]
    assert walk.path("urus", {"mesin"}, depth=3) == []
    assert walk.path("urus", {"mesin"}, depth=4)[-1] == "mesin"


def test_what_must_be_reached(model_of, ask_type):
    """A service that no application serves is told; with dependencies allowed as a way, it is not."""
    model = model_of(CHAIN)
    alone = ask_type(model, "requires-path", **{"for": "kind:layanan", "via": ["<@serving"]})
    assert [item.element for item in alone] == ["izin"]
    wider = {"for": "kind:layanan", "via": ["<@serving", "@dependency"], "to": "kind:aplikasi", "depth": "2"}
    assert ask_type(model, "requires-path", **wider) == []


def test_what_must_not_be_reached(model_of, ask_type):
    """The path to what must not be reached is told from end to end, in names."""
    rule = {"for": "kind:layanan", "via": ["<@serving", "@dependency", "@hosting"], "to": "jenis:server"}
    found = ask_type(model_of(CHAIN), "forbids-path", **rule)
    assert [item.facts["path"]["id"] for item in found] == ["Izin → Bayar → Sistem → Mesin", "Bayar → Sistem → Mesin"]


def test_what_nothing_leads_to(model_of, ask_type):
    """Only what no beginning reaches is told."""
    rule = {"for": "kind:aplikasi kind:infrastruktur", "from": "kind:proses_bisnis", "via": ["<@realization"]}
    found = ask_type(model_of(CHAIN), "reachable-from", **rule)
    assert [item.element for item in found] == ["sistem", "mesin"]
    rule["via"] += ["@dependency", "<@serving", "@hosting"]
    assert ask_type(model_of(CHAIN), "reachable-from", **rule) == []


@given(pairs=GRAPH)
def test_a_cycle_is_told_where_there_is_one(model_of, ask_type, pairs):
    """There is a finding exactly where the graph is not acyclic, one for each knot, and its path is a circle."""
    found = ask_type(model_of(services(pairs)), "acyclic", role="dependency")
    knots = [part for part in nx.strongly_connected_components(nx.DiGraph(pairs)) if len(part) > 1]
    assert len(found) == len(knots)
    for item in found:
        path = item.facts["path"].split(" → ")
        assert path[0] == path[-1]
        assert all(pair in pairs for pair in pairwise(path))


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"via": ["x"]}, "for_"),
        ({"for": "kind:layanan", "via": ["x"], "too": "y"}, "too"),
        ({"for": "kind:layanan", "via": ["x"], "depth": "many"}, "many"),
        ({"for": "+++", "via": ["x"]}, "+++"),
    ],
)
def test_wrong_parameters_are_told_with_the_rule(model_of, ask_type, parameters, told):
    """A parameter that is missing, unknown, mistyped or no selector stops the check, and names the rule's file."""
    with pytest.raises(PackError, match=r"r\.yaml") as error:
        ask_type(model_of(CHAIN), "requires-path", **parameters)
    assert told in str(error.value)
