"""The quick way through a file comes to the same as the careful one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cetakbiru.source.document import _parse_with_care
from cetakbiru.source.plain import OddError, plain_data
from cetakbiru.source.text import lines_as_shown
from tests.house.measure import ROOT

PARTS = st.sampled_from(
    ["a", "b: ", "- ", "\n", "\n  ", "\n    ", ": ", "{", "}", "[", "]", ", ", "null", "~", "'~'", '""', "? ", "<<: ",
     "&x ", "*x", "!t ", "!!str ", "---\n", "...\n", "# c", "|\n  t\n", ">\n  t\n", "é"]
)  # fmt: skip
SHIPPED = sorted([*(ROOT / "architecture").glob("*.yaml"), *(ROOT / "blueprints").rglob("*.yaml")])


@settings(max_examples=1000)
@given(st.lists(PARTS, max_size=25).map("".join))
@example("a: 1\na: 2\n")
@example("a: &x 1\nb: *x\n")
@example("--- 1\n--- 2\n")
@example("---\n---\na: 1\n")
@example("? {a: 1}\n: 2\n")
@example("a: {b: [c, {d: ~}], e: {}}\n")
@example("[" * 41 + "]" * 41)
def test_both_ways_come_to_the_same(text: str) -> None:
    """What the quick way reads, the careful way reads too, with the same data and without a finding."""
    text = lines_as_shown(text)
    try:
        data = plain_data(text)
    except OddError:
        return
    document, findings = _parse_with_care("a.yaml", text)
    assert findings == []
    assert document is not None
    assert document.data == data


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_goes_the_quick_way(path) -> None:
    """No file of the shipped model needs the slow way: it is for faults and rarities."""
    assert isinstance(plain_data(lines_as_shown(path.read_text(encoding="utf-8"))), dict)
