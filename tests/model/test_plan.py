"""Risks are looked up, and a roadmap has a critical path."""

from __future__ import annotations

from pathlib import Path

import pytest

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model import build_model
from cetakbiru.model.risk import magnitude
from cetakbiru.model.schedule import Schedule
from cetakbiru.source import read_blobs

PACK = load_pack(find_pack("spbe", Path()))
PLAN = """
inisiatif:
  a: {nama: A, target_per_tahun: {2025: x}, anggaran: {2025: 1}}
  b: {nama: B, target_per_tahun: {2026: x, 2027: x}, prasyarat: [a], anggaran: {2026: 2, 2027: 3}}
  c: {nama: C, target_per_tahun: {2026: x}, prasyarat: [a]}
  d: {nama: D, target_per_tahun: {2028: x}, prasyarat: [b, c]}
  e: {nama: E, target_per_tahun: {2029: x}}
"""


@pytest.fixture(scope="module")
def schedule():
    """A plan of five items: a before b and c, both before d, and e alone."""
    model, _ = build_model(read_blobs([("blueprints/dinas.yaml", PLAN.encode())]), PACK)
    return Schedule(model)


LOOKED_UP = [
    (1, 1, 1, "Very low"), (5, 1, 9, "Low"), (1, 5, 20, "High"),
    (3, 3, 14, "Medium"), (2, 5, 21, "Very high"), (5, 5, 25, "Very high"),
]  # fmt: skip


@pytest.mark.parametrize(("likelihood", "impact", "value", "level"), LOOKED_UP)
def test_a_magnitude_is_looked_up(likelihood, impact, value, level):
    """The magnitude is the regulation's table, not the product: 1 × 5 is 20, and 5 × 1 is 9."""
    found = magnitude(PACK, likelihood, impact)
    assert (found.value, found.level["en"]) == (value, level)


def test_every_magnitude_occurs_once():
    """The twenty-five cells hold the values 1 to 25, each once."""
    assert sorted(magnitude(PACK, up, over).value for up in range(1, 6) for over in range(1, 6)) == list(range(1, 26))


def test_levels_outside_the_matrix_have_no_magnitude():
    """A level that the matrix does not know gives nothing rather than a guess."""
    assert magnitude(PACK, 6, 1) is None
    assert magnitude(PACK, 1, 0) is None


def test_the_critical_path_is_the_longest_chain(schedule):
    """a (1 year), b (2), d (1): four years in a row; the way through c has only three."""
    assert schedule.critical_path() == ["dinas/a", "dinas/b", "dinas/d"]
    assert schedule.work(["dinas/a", "dinas/b", "dinas/d"]) == 4


def test_what_slips(schedule):
    """If a ends a year late, b and c begin a year late, and b pushes d; c may end a year late, d waits for b anyhow."""
    assert schedule.slips("dinas/a", 1) == {"dinas/b": 1, "dinas/c": 1, "dinas/d": 1}
    assert schedule.slips("dinas/c", 1) == {}


def test_a_cycle_does_not_hang():
    """Items that wait for each other still give a path; the cycle itself is a finding of the checks."""
    text = PLAN.replace("anggaran: {2025: 1}", "prasyarat: [b]")
    model, _ = build_model(read_blobs([("blueprints/dinas.yaml", text.encode())]), PACK)
    assert "dinas/d" in Schedule(model).critical_path()


def test_a_slip_into_a_circle_ends():
    """What slips is told once round for items that wait for each other, whoever is late."""
    text = PLAN.replace("prasyarat: [a], anggaran", "prasyarat: [a, c], anggaran").replace(
        "2026: x}, prasyarat: [a]}", "2026: x}, prasyarat: [a, b]}"
    )
    model, _ = build_model(read_blobs([("blueprints/dinas.yaml", text.encode())]), PACK)
    assert set(Schedule(model).slips("dinas/a", 1)) == {"dinas/b", "dinas/c", "dinas/d"}


def test_slack_is_what_may_be_used_up(schedule):
    """c may end a year later before d begins; a and b not at all; d and e have until the plan ends."""
    assert [schedule.slack(f"dinas/{key}", 2029) for key in "abcde"] == [0, 0, 1, 1, 0]
    assert schedule.slack("dinas/e", 2028) == 0


def test_a_slip_within_the_slack_moves_nothing(schedule):
    """What the chart shows as slack is what ``slips`` agrees to: within it nothing moves, and one year more does."""
    spare = schedule.slack("dinas/c", 2029)
    assert schedule.slips("dinas/c", spare) == {}
    assert schedule.slips("dinas/c", spare + 1) == {"dinas/d": 1}


def test_items_that_wait_for_each_other_stand_together(schedule):
    """One group in order of time; e, which nobody waits for and which waits for nobody, is in none."""
    assert schedule.chains() == [["dinas/a", "dinas/c", "dinas/b", "dinas/d"]]
