"""Laws that hold for every view, whatever the model: generated towns, and the shipped model with all its viewpoints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetakbiru.model import Model
from cetakbiru.source import dump
from cetakbiru.views import Catalogue, Diagram, Heatmap, Matrix, Roadmap, compute, viewpoints
from tests.views.town import TOY, model_of, view

STOPS, LINES, TRAMS = [f"s{n}" for n in range(5)], [f"l{n}" for n in range(3)], [f"t{n}" for n in range(3)]
SLOW = settings(deadline=None, derandomize=True, database=None, max_examples=60)


def some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=3)


@st.composite
def towns(draw: Any) -> Model:
    """A town with two operators; who owns what and what leads where is drawn."""
    owner = {name: draw(st.sampled_from(["north", "south"])) for name in (*STOPS, *LINES, *TRAMS)}
    files: dict[str, dict[str, Any]] = {u: {"operator": {u: {"title": u}}} for u in ("north", "south")}

    def far(name: str, unit: str) -> str:
        return name if owner[name] == unit else f"{owner[name]}/{name}"

    for name, unit in owner.items():
        kind = {"s": "stop", "l": "line", "t": "vehicle"}[name[0]]
        values: dict[str, Any] = {"title": name}
        if kind == "stop":
            values["zone"] = "inner"
            values["part_of"] = next((far(other, unit) for other in draw(some(STOPS)) if other != name), None)
        elif kind == "line":
            values["number"] = "1"
            values["calls"] = [far(other, unit) for other in draw(some(STOPS))]
        else:
            values["power"] = "wire"
            values["serves"] = [far(other, unit) for other in draw(some(LINES))]
        files[unit].setdefault(kind, {})[name] = values
    return model_of({f"blueprints/{unit}.yaml": dump(data) for unit, data in files.items()})


OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "select": st.sampled_from(["unit:north", "kind:line", "kind:stop kind:line", "id:*", "owner:south"]),
        "kinds": st.lists(st.sampled_from(list(TOY.kinds)), min_size=1, unique=True),
        "relations": st.sampled_from([["calls"], ["@serving", "part_of"], ["vehicle.serves"]]),
        "limit": st.sampled_from(["0", "1", "3", "6"]),
        "collapse": st.sampled_from(["unit", "owner"]),
        **{flag: st.sampled_from(["true", "false"]) for flag in ("neighbours", "connected", "frames", "layers")},
    },
)


@SLOW
@given(towns(), OPTIONS)
def test_a_diagram_shows_its_model_and_nothing_else(model, options):
    """Nodes are elements, edges stand for relations between what they join, and each ends at a node of the picture."""
    drawn = view(model, "diagram", "north", **options)
    shown = {node.id for node in drawn.nodes}
    assert shown <= model.elements.keys()
    assert len(shown) == len(drawn.nodes)
    assert set(drawn.group_of) <= shown
    assert set(drawn.group_of.values()) == set(drawn.groups)
    for edge in drawn.edges:
        assert {edge.source, edge.target} <= shown
        own = [r for r in model.relations if _stands(model, options, edge.source, r.source)
               and _stands(model, options, edge.target, r.target)]  # fmt: skip
        assert 1 <= edge.count <= len(own)


def _stands(model: Model, options: dict[str, Any], node: str, element: str) -> bool:
    """Whether a node may stand for an element."""
    how = options.get("collapse")
    return node == element or (how == "owner" and model.owner(element) == node) or (how == "unit" and node == "north")


@SLOW
@given(towns(), OPTIONS)
def test_a_limit_is_kept_and_the_rest_is_counted(model, options):
    """Never more nodes than the limit, and what is missing against the picture without one is what it says."""
    limited = view(model, "diagram", "north", **options)
    full = view(model, "diagram", "north", **{**options, "limit": "999"})
    assert full.left_out == 0
    assert len(limited.nodes) + limited.left_out == len(full.nodes)
    assert len(limited.nodes) <= int(options.get("limit", 999))
    assert {node.id for node in limited.nodes} <= {node.id for node in full.nodes}


WORKS = "abcde"


@SLOW
@given(st.fixed_dictionaries({name: st.sets(st.sampled_from(WORKS.replace(name, ""))) for name in WORKS}))
def test_reducing_loses_no_way(after):
    """With reduce only edges go that a longer way implies, circles or not: what could be reached still can be."""
    works = {name: {"title": name, "after": sorted(others)} for name, others in after.items()}
    model = model_of({"architecture/works.yaml": dump({"project": works})})
    full, reduced = view(model, "diagram"), view(model, "diagram", reduce="true")
    assert reduced.nodes == full.nodes
    assert _pairs(reduced) <= _pairs(full)
    assert _ways(reduced) == _ways(full)


def _pairs(diagram: Diagram) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in diagram.edges}


def _ways(diagram: Diagram) -> dict[str, set[str]]:
    """Each node to all that can be reached from it."""
    onward: dict[str, set[str]] = defaultdict(set)
    for edge in diagram.edges:
        onward[edge.source].add(edge.target)
    ways = {}
    for node in [node.id for node in diagram.nodes]:
        seen: set[str] = set()
        edge = {node}
        while edge:
            edge = {end for key in edge for end in onward[key]} - seen
            seen |= edge
        ways[node] = seen - {node}
    return ways


@SLOW
@given(towns())
def test_a_matrix_counts_each_relation_from_both_sides(model):
    """Between owners, the cells count every relation that joins two of them, once from each side."""
    sides = {"rows": "kind:operator", "columns": "kind:operator"}
    matrix = view(model, "matrix", **sides, owned="both")
    between = [r for r in model.relations if model.owner(r.source) != model.owner(r.target)]
    assert sum(cell.strength for cell in matrix.cells.values()) == 2 * len(between)
    assert {end for ends in matrix.cells for end in ends} <= {row.id for row in matrix.rows}


def _ids(body: Any) -> Iterator[str]:
    """Every id that a view shows, whatever its form."""
    if isinstance(body, Diagram):
        yield from (node.id for node in body.nodes)
        yield from (end for edge in body.edges for end in (edge.source, edge.target))
        yield from body.groups
    elif isinstance(body, Matrix):
        yield from (row.id for row in body.rows)
        yield from (key for cell in body.cells.values() for key in cell.ids)
    elif isinstance(body, Catalogue):
        yield from (*body.rows, *(key for ends in body.ends.values() for key in ends))
    elif isinstance(body, Roadmap):
        yield from (key for _, bars in body.rows for bar in bars for key in (bar.id, *bar.after))
    elif isinstance(body, Heatmap):
        yield from (key for _, _, row in body.rows for tile in row for key in (*tile.ids, *tile.owners))


def _is_head(model: Any, key: str) -> bool:
    """Whether a row or column stands for a government, or for a code of a reference."""
    head, colon, rest = key.partition(":")
    governments = {"", *model.members}
    codes = model.metamodel.references[head].codes if head in model.metamodel.references else {}
    return bool(colon) and ((not rest and head in governments) or rest in codes)


@pytest.mark.parametrize("scope", ["government", "unit"])
def test_the_shipped_views_show_the_shipped_model(shipped, scope):
    """Every viewpoint of the shipped pack, for every unit, shows elements of it or of a member only."""
    model = shipped.model
    shown = 0
    for point in viewpoints(model, scope):
        for unit in model.units if scope == "unit" else ("",):
            body = compute(model, point, unit).body
            ids = set(_ids(body))
            assert {key for key in ids if not _is_head(model, key)} <= model.whole.elements.keys(), point.name
            if isinstance(body, Diagram):
                assert len(body.nodes) <= point.number("limit", 70), point.name
                assert {end for edge in body.edges for end in (edge.source, edge.target)} <= {n.id for n in body.nodes}
            shown += len(ids)
    assert shown > 1000
