"""The shape of relations, held against what plain walks find."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.model import Impact, graph
from cetakbiru.model.graph import circle, dominators, graph_of, knots, parts
from cetakbiru.model.graph import reached as counted

NAMES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]))


def reached(pairs, start, without=""):
    """Steps to each id that a walk comes to from one, nearest first; itself only where the walk comes back."""
    steps, edge, taken = {}, {start}, 0
    while edge:
        taken += 1
        edge = {there for here, there in pairs if here in edge and there not in steps and there != without}
        steps |= dict.fromkeys(edge, taken)
    return steps


@given(pairs=PAIRS)
def test_a_knot_holds_all_that_lead_to_one_another(pairs):
    """Two ids are of one knot exactly where each can be reached from the other, and no id is of two knots."""
    walks = {key: reached(pairs, key) for key in NAMES}
    mutual = ({b for b in NAMES if b in walks[a] and a in walks[b]} for a in NAMES if a in walks[a])
    assert {frozenset(knot) for knot in knots(graph_of(pairs))} == {frozenset(group) for group in mutual}


@given(pairs=PAIRS)
def test_a_circle_is_a_shortest_one(pairs):
    """The circle of an id goes along the steps and comes back by as few as there can be."""
    graph = graph_of(pairs)
    for start in {key for knot in knots(graph) for key in knot}:
        way = [*circle(graph, start), start]
        assert all(pair in pairs for pair in pairwise(way))
        assert len(way) - 1 == reached(pairs, start)[start]


@given(pairs=PAIRS, chosen=st.sets(st.sampled_from(NAMES)))
def test_parts_hang_together_whichever_way_the_steps_lead(pairs, chosen):
    """Each id is with all that it reaches when every step goes both ways, among those chosen only."""
    both = [step for one, other in pairs if {one, other} <= chosen for step in ((one, other), (other, one))]
    found = {frozenset(part) for part in parts(sorted(chosen), pairs)}
    assert found == {frozenset({key, *reached(both, key)}) for key in chosen}


def test_parts_come_in_the_order_of_their_first_ids():
    """The order of the ids decides, not that of the steps."""
    assert parts("dcab", [("a", "b"), ("c", "x")]) == [{"d"}, {"c"}, {"a", "b"}]


@given(pairs=PAIRS)
def test_a_dominator_is_what_no_path_avoids(pairs):
    """Going from dominator to dominator back to the root gives exactly the ids without which there is no way."""
    nearest = dominators(graph_of(pairs, ["a"]), "a")
    assert nearest.keys() == reached(pairs, "a").keys() - {"a"}
    for key in nearest:
        chain, point = set(), nearest[key]
        while point != "a":
            chain.add(point)
            point = nearest[point]
        assert chain == {other for other in nearest if other != key and key not in reached(pairs, "a", other)}


@given(pairs=PAIRS, block=st.integers(1, 9))
def test_what_each_id_reaches_is_counted(pairs, block):
    """However few are counted at once, an id leads to as many others as a walk comes to, and as many lead to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "BLOCK", block)
        found = counted(graph_of(pairs, NAMES))
    back = [(there, here) for here, there in pairs]
    assert found == {key: tuple(len(reached(way, key).keys() - {key}) for way in (pairs, back)) for key in NAMES}


def test_impact_counts_are_those_of_the_paths(shipped):
    """Of every element of the shipped model as many depend and are stood on as have a path."""
    impact = Impact(shipped.model)
    counts = impact.counts()
    assert counts == {
        key: (len(impact.dependants(key)), len(impact.foundations(key))) for key in shipped.model.elements
    }
    assert max(counts.values())[0] > 10
