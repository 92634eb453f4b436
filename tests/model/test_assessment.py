"""Indices are exact, and what they hide is told."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model.assessment import Option, cheapest, doubts, next_band, predicate_of, raised, score

PACK = load_pack(find_pack("spbe", Path()))
INSTRUMENTS = list(PACK.instruments.values())


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda item: item.key)
def test_weights_sum_to_a_hundred(instrument):
    """The weights of indicators sum to 100, and those of a group to the group's own."""
    assert sum(item.weight for item in instrument.indicators.values()) == 100
    for key, group in instrument.groups.items():
        under = {key} | {name for name, item in instrument.groups.items() if item.parent == key}
        assert sum(item.weight for item in instrument.indicators.values() if item.group in under) == group.weight


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda item: item.key)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_all_at_one_level_is_that_level(instrument, level):
    """All indicators at one level give exactly that index, in every group too."""
    found = score(instrument, dict.fromkeys(instrument.indicators, level))
    assert found.index == level
    assert set(found.groups.values()) == {level}


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda item: item.key)
def test_each_indicator_counts_by_its_weight(instrument):
    """One indicator one level higher than all others at 1 adds its weight in hundredths, level by level."""
    for key, indicator in instrument.indicators.items():
        for level in (2, 3, 4, 5):
            levels = {**dict.fromkeys(instrument.indicators, 1), key: level}
            exact = 1 + indicator.weight * (level - 1) / 100
            assert abs(score(instrument, levels).index - exact) <= Fraction(1, 200)


def test_mixed_by_hand():
    """Pemdi: aspects 1 to 6 at 3 and aspect 7 at 2 give (75*3 + 25*2) / 100 = 2.75, Good."""
    instrument = PACK.instruments["pemdi-2026"]
    levels = {key: 2 if item.group == "a7" else 3 for key, item in instrument.indicators.items()}
    found = score(instrument, levels)
    assert (found.index, found.groups["a7"], found.predicate["en"]) == (Fraction("2.75"), 2, "Good")


def test_spbe_by_hand():
    """SPBE by domain: (13*5 + 25*4 + 16.5*3 + 45.5*2) / 100 = 3.055, which rounds half up to 3.06."""
    instrument = PACK.instruments["spbe-2020"]
    by_domain = {"d1": 5, "d2": 4, "d3": 3, "d4": 2}
    parents = {key: item.parent for key, item in instrument.groups.items()}
    levels = {key: by_domain[parents[item.group]] for key, item in instrument.indicators.items()}
    assert score(instrument, levels).index == Fraction("3.06")


@pytest.mark.parametrize(
    ("index", "predicate"),
    [
        ("4.00", "Excellent"),
        ("3.99", "Very good"),
        ("3.50", "Very good"),
        ("2.50", "Good"),
        ("1.50", "Fair"),
        ("1.49", "Poor"),
    ],
)
def test_the_lower_bound_is_inclusive(index, predicate):
    """A band begins with its lower bound."""
    assert predicate_of(PACK.instruments["pemdi-2026"], Fraction(index))["en"] == predicate


@pytest.mark.parametrize(("index", "least"), [("1", "1.5"), ("2.49", "2.5"), ("2.5", "3.5"), ("3.5", "4"), ("4", None)])
def test_the_next_band_lies_above(index, least):
    """Where the next predicate begins; from its own bound one looks further up, and from the highest nowhere."""
    found = next_band(PACK.instruments["pemdi-2026"], Fraction(index))
    assert (found[0] if found else None) == (Fraction(least) if least else None)


def test_missing_levels_give_a_range():
    """Without all levels there is no index, only what it could be at least and at most."""
    instrument = PACK.instruments["pemdi-2026"]
    found = score(instrument, {key: 3 for key in instrument.indicators if key != "20"})
    assert (found.index, found.lowest, found.highest, found.missing) == (
        None,
        Fraction("2.70"),
        Fraction("3.30"),
        ("20",),
    )


LEVELS = st.dictionaries(st.sampled_from([str(n) for n in range(1, 21)]), st.integers(2, 5), min_size=1, max_size=4)
CHOICES = st.lists(st.tuples(st.integers(1, 50), LEVELS), max_size=6)


@given(CHOICES, st.integers(100, 260))
def test_the_cheapest_way_is_the_cheapest(choices, hundredths):
    """No other set of items reaches the target for less: compared with trying all sets."""
    instrument = PACK.instruments["pemdi-2026"]
    options = [Option(f"o{number}", cost, levels) for number, (cost, levels) in enumerate(choices)]
    target = Fraction(hundredths, 100)
    start = dict.fromkeys(instrument.indicators, 1)
    prices = []
    for size in range(len(options) + 1):
        for chosen in combinations(options, size):
            levels = dict(start)
            for option in chosen:
                levels = raised(levels, option)
            total = sum(instrument.indicators[key].weight * level for key, level in levels.items()) / 100
            if total >= target:
                prices.append(sum(option.cost for option in chosen))
    found = cheapest(instrument, start, options, target)
    assert (None if found is None else sum(option.cost for option in found)) == min(prices, default=None)


def test_a_claim_is_held_against_the_model(shipped):
    """A level that needs what the model lacks is doubted, with what is lacking; one that the model exceeds as well."""
    model = shipped.model
    spbe, pemdi = PACK.instruments["spbe-2020"], PACK.instruments["pemdi-2026"]
    (doubt,) = [item for item in doubts(model, spbe, {"29": 3}) if item.indicator == "29"]
    assert (doubt.claimed, doubt.borne) == (3, 1)
    assert "jenis:audit" in doubt.lacking
    (doubt,) = doubts(model, pemdi, {"13": 2})
    assert (doubt.borne, doubt.lacking) == (3, "")
