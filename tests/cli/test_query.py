"""``query`` answers which elements a selector names, for people and for programs."""

from __future__ import annotations

import json

import pytest

from cetakbiru.cli.main import CLEAN, UNUSABLE, main


def _query(trem, capsys, *words: str) -> tuple[int, str, str]:
    code = main(["query", "--project", str(trem), *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_elements_are_listed_in_columns(trem, capsys):
    """One element a line: id, kind, name in the language asked for, owner."""
    code, out, _ = _query(trem, capsys, "kind:stop,unit:north", "kind:line,unit:north", "--lang", "en")
    assert code == CLEAN
    assert [line.split("  ")[0] for line in out.splitlines()] == ["north/hill", "north/summit"]
    assert out.splitlines()[0].split() == ["north/hill", "line", "Hill", "Line", "north"]


def test_elements_are_given_to_programs(trem, capsys):
    """The same as JSON."""
    _, out, _ = _query(trem, capsys, "id:north/hill", "--format", "json", "--lang", "id")
    assert json.loads(out) == [{"id": "north/hill", "kind": "line", "name": "Jalur Bukit", "owner": "north"}]


def test_impact_is_counted_both_ways(shipped, capsys):
    """Each element with how many depend on it and on how many it stands: as words with arrows, as numbers in JSON."""
    main(["query", "--project", str(shipped.root), "id:pusat-data-provinsi", "--impact", "--format", "json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["dependants"] > 100, row["foundations"]) == (True, 0)
    main(["query", "--project", str(shipped.root), "id:pusat-data-provinsi", "--impact"])
    assert capsys.readouterr().out.split()[-2:] == [f"↑{row['dependants']}", "↓0"]


def test_nothing_found_is_not_a_fault(trem, capsys):
    """No element: nothing on the output, a word beside it, and success; JSON is an empty list."""
    assert _query(trem, capsys, "kind:ferry") == (CLEAN, "", "Tidak ada elemen yang cocok.\nNo element matches.\n")
    assert json.loads(_query(trem, capsys, "kind:ferry", "--format", "json")[1]) == []


@pytest.mark.parametrize(("term", "meant"), [("+north/hil", "north/hill"), ("summmit", "north/summit"), ("zzz", "")])
def test_a_misspelt_id_is_answered_with_the_nearest(trem, capsys, term, meant):
    """A term that is neither an id nor word:value is named, with the nearest id and another way to search."""
    code, out, err = _query(trem, capsys, term)
    assert (code, out) == (UNUSABLE, "")
    assert term in err
    assert ("Did you mean" in err) == bool(meant)
    assert meant in err
    assert "kind:NAME" in err
