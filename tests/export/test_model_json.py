"""model.json holds all that a model is: it is of its schema, the same each time, and can be read back."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from cetakbiru.cli.main import CLEAN, main
from cetakbiru.export import write
from cetakbiru.export.model_json import content_hash, read
from cetakbiru.metamodel import builtin_packs, load_pack
from cetakbiru.model import build_model
from cetakbiru.pipeline import open_project
from cetakbiru.source import UsageError, dump, read_blobs

SCHEMA = json.loads((resources.files("cetakbiru.export") / "schemas/model.json").read_text(encoding="utf-8"))
PACK = load_pack(builtin_packs() / "spbe")


@pytest.fixture(scope="module")
def text(shipped) -> str:
    return write("json", shipped.model, "lampung")


def test_it_is_of_its_schema(text, trem):
    """The shipped model and the toy model are what the published schema says."""
    Draft7Validator.check_schema(SCHEMA)
    for data in (text, write("json", open_project(trem).model, "trem")):
        assert list(Draft7Validator(SCHEMA).iter_errors(json.loads(data))) == []


def test_what_is_written_can_be_read(shipped, text, trem):
    """load ∘ dump = id: the same elements and relations come back, value for value and in the same order."""
    for model, data in ((shipped.model, text), (toy := open_project(trem).model, write("json", toy, "trem"))):
        back = read(data, model.metamodel)
        assert dict(back.elements) == dict(model.elements)
        assert back.relations == model.relations
        assert [back.owner(key) for key in back.elements] == [model.owner(key) for key in model.elements]


def test_the_same_files_give_the_same_bytes(shipped, text):
    """Read again from the folder, the model is written the same."""
    assert write("json", open_project(shipped.root).model, "lampung") == text


def test_it_says_what_it_is_of(text):
    """Version, pack and government stand first; an element says its name, owner and line; the hash is its content's."""
    data = json.loads(text)
    assert (data["version"], data["pack"]["id"], data["government"]) == (1, "spbe", "lampung")
    unit = next(item for item in data["elements"] if item["id"] == "dishub")
    assert unit["name"] == {"id": "Dinas Perhubungan", "en": unit["name"]["en"]}
    assert (unit["owner"], unit["path"], unit["line"]) == ("dishub", "blueprints/dishub/unit.yaml", 3)
    assert data["hash"] == content_hash(data)


def test_a_change_is_noticed(shipped, text):
    """A file of another version, or changed after it was written, is refused with both ways out."""
    for changed in (text.replace("Dinas Perhubungan", "Dinas Angkutan"), text.replace('"version": 1', '"version": 2')):
        with pytest.raises(UsageError, match="Ask its owner for a new one"):
            read(changed, shipped.metamodel)


WORDS = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=12).filter(str.strip)
YEARS = st.integers(2000, 2100)
VALUES = st.fixed_dictionaries(
    {"nama": st.one_of(WORDS, st.fixed_dictionaries({"id": WORDS, "en": WORDS}))},
    optional={
        "indikator": WORDS,
        "target_per_tahun": st.dictionaries(YEARS, WORDS, min_size=1, max_size=3),
        "anggaran": st.dictionaries(YEARS, st.integers(0, 10**12), min_size=1, max_size=3),
        "tanggal_mulai": st.dates().map(str),
        "periode": YEARS.map(lambda year: f"{year}-{year + 4}"),
        "pihak_terkait": st.lists(WORDS, min_size=1, max_size=3),
        "ilustrasi": st.sampled_from(["ya", "tidak"]),
        "mulai": YEARS,
        "prasyarat": st.lists(st.sampled_from(["a", "b", "c"]), max_size=2),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, min_size=1))
def test_any_model_comes_back(items):
    """load ∘ dump = id for whatever the attributes hold: signs, languages, years, dates, lists, relations."""
    raw = dump({"inisiatif": items}).encode("utf-8")
    model, _ = build_model(read_blobs([("architecture/a.yaml", raw)]), PACK)
    assert len(model.elements) == len(items)
    back = read(write("json", model, "x"), PACK)
    assert (dict(back.elements), back.relations) == (dict(model.elements), model.relations)


def test_the_command_writes_a_file_or_to_the_terminal(trem, capsys):
    """``export`` prints the format that is asked for; ``--out`` writes it to a file and prints nothing."""
    assert main(["export", "json", "--project", str(trem)]) == CLEAN
    printed = capsys.readouterr().out
    assert main(["export", "json", "--project", str(trem), "--out", str(trem / "out/model.json")]) == CLEAN
    assert (trem / "out/model.json").read_text(encoding="utf-8") == printed
    assert capsys.readouterr().out == ""


def test_a_year_can_be_exported(trem):
    """``--year`` writes the architecture of that year: what does not exist then is left out."""
    out = trem / "model.json"
    ids = {}
    for year in ("2026", "2027"):
        main(["export", "json", "--project", str(trem), "--year", year, "--out", str(out)])
        ids[year] = {item["id"] for item in json.loads(out.read_text(encoding="utf-8"))["elements"]}
    assert ids["2027"] - ids["2026"] == {"south/airport"}
