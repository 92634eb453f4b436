"""Rule types that look at the whole graph: groups that are cut off, and points that many stand on alone."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

NAMES = "abcdefgh"
# Edges go down the alphabet, so that every walk comes to an end.
DOWN = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1]))
BRIDGE = """
layanan:
  satu: {nama: Satu}
  dua: {nama: Dua}
  tiga: {nama: Tiga}
aplikasi:
  kiri: {nama: Kiri, jenis: khusus, layanan: [satu, dua], server: [mesin-a]}
  kanan: {nama: Kanan, jenis: khusus, layanan: [dua, tiga], server: [mesin-b]}
infrastruktur:
  mesin-a: {nama: Mesin A, jenis: server, fasilitas_komputasi: [gedung]}
  mesin-b: {nama: Mesin B, jenis: server, fasilitas_komputasi: [gedung]}
  gedung: {nama: Gedung, jenis: fasilitas-komputasi}
"""
HOSTED = {
    "for": "kind:layanan",
    "via": ["<@serving", "@hosting"],
    "to": "kind:infrastruktur",
    "points": "kind:aplikasi kind:infrastruktur",
    "least": "2",
}


def graph_of(pairs, kind="layanan", relation="bergantung_pada"):
    """Elements related as the pairs say."""
    lines = [
        f"  {name}: {{nama: {name}, {relation}: [{', '.join(sorted(b for a, b in pairs if a == name))}]}}"
        for name in NAMES
    ]
    return {"architecture/a.yaml": "\n".join([f"{kind}:", *lines])}


def test_a_point_that_all_stand_on(model_of, ask_type):
    """Two applications on two machines in one building: only the building is a single point, of all three services."""
    found = ask_type(model_of({"architecture/a.yaml": BRIDGE}), "cut-point", **HOSTED)
    assert [(item.element, item.facts["all"]) for item in found] == [("gedung", ("satu", "dua", "tiga"))]


def test_a_backup_takes_the_point_away(model_of, ask_type):
    """With a second building that takes over, no point is left that two services stand on alone."""
    text = BRIDGE.replace("jenis: fasilitas-komputasi}", "jenis: fasilitas-komputasi, cadangan: [gudang]}")
    text += "  gudang: {nama: Gudang, jenis: fasilitas-komputasi}\n"
    assert ask_type(model_of({"architecture/a.yaml": text}), "cut-point", **HOSTED) == []


def test_long_lists_are_cut(model_of, ask_type):
    """Only so many dependants are named, and how many more there are is said."""
    (found,) = ask_type(model_of({"architecture/a.yaml": BRIDGE}), "cut-point", **HOSTED, show="2")
    assert [item["*"] for item in found.facts["dependants"]] == ["Satu", "Dua"]
    assert (found.facts["more"], found.facts["count"], len(found.related)) == ("1", "3", 2)


@given(pairs=DOWN)
def test_a_point_is_one_without_which_there_is_no_way(model_of, ask_type, pairs):
    """A point is told of a service exactly where taking the point away leaves the service no way to an end."""
    parameters = {"for": "kind:layanan", "via": ["@dependency"], "to": "kind:layanan", "points": "kind:layanan"}
    found = ask_type(model_of(graph_of(pairs)), "cut-point", **parameters, least="1")
    told = {(item.element, other) for item in found for other in item.facts["all"]}
    assert {pair for pair in told if pair[0] != pair[1]} == set(needed(pairs))


def needed(pairs):
    """Pairs of a point and who has no way without it, by taking each point away in turn."""
    graph = nx.DiGraph(pairs)
    ends = {node for node in graph if not graph.succ[node]}
    for point in graph:
        rest = graph.subgraph(set(graph) - {point})
        yield from ((point, node) for node in rest if not ends & ({node} | nx.descendants(rest, node)))


@given(pairs=DOWN)
def test_groups_are_the_weak_components(model_of, ask_type, pairs):
    """Every component no larger than half of the largest is told once, with all its members."""
    found = ask_type(model_of(graph_of(pairs)), "connected", **{"for": "kind:layanan", "least": "1", "most": "0"})
    graph = nx.Graph(pairs)
    graph.add_nodes_from(NAMES)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    small = [part for part in parts if len(part) <= max(map(len, parts)) / 2]
    assert sorted(sorted(name["*"] for name in item.facts["members"]) for item in found) == sorted(small)


def test_only_relations_among_the_chosen_connect(model_of, ask_type):
    """An element whose only relation leads out of what is looked at is alone there."""
    rule = {"for": "kind:aplikasi kind:layanan"}
    text = BRIDGE + "keamanan:\n  sandi: {nama: Sandi, jenis: standar}\n"
    text = text.replace("aplikasi:\n", "aplikasi:\n  sepi: {nama: Sepi, jenis: khusus, keamanan: [sandi]}\n")
    model = model_of({"architecture/a.yaml": text})
    assert [item.element for item in ask_type(model, "connected", **rule)] == ["sepi"]
    assert ask_type(model, "connected", **{"for": rule["for"] + " kind:keamanan"}) == []
