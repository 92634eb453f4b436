"""Laws of reading a model, whatever is written in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cetakbiru.checks import ask
from cetakbiru.metamodel import Attribute, Kind, Metamodel, find_pack, load_pack
from cetakbiru.model import Model, at, build_model
from cetakbiru.source import Finding, dump, locate, read_blobs

PACK = load_pack(find_pack("spbe", Path()))
PATHS = ("architecture/a.yaml", "architecture/b.yaml", "blueprints/contoh.yaml", "blueprints/lain/a.yaml")
ODD = st.recursive(
    st.none() | st.sampled_from(["<b>", "", "x" * 300, "../a"]) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ke", "id"]), inner, max_size=2),
    max_leaves=4,
)
PLAIN: Mapping[str, st.SearchStrategy[Any]] = {
    "year": st.sampled_from(["2024", "2026", "2029", "2035"]),
    "bool": st.sampled_from(["ya", "tidak"]),
    "date": st.just("2026-05-01"),
    "money": st.sampled_from(["0", "5000000"]),
    "number": st.just("3"),
    "yearly-money": st.dictionaries(st.sampled_from(["2024", "2026", "2028"]), st.just("700"), min_size=1),
    "yearly-text": st.just({"2027": "selesai"}),
}


def often(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly what belongs there, now and then anything."""
    return st.sampled_from([good] * 12 + [ODD]).flatmap(lambda chosen: chosen)


def ids(kind: str) -> list[str]:
    """Ids that elements of a kind have in these models."""
    name = kind.replace("_", "-")
    return [f"{name}-satu", f"{name}-dua", *(["contoh", "lain"] if kind == PACK.unit_kind() else [])]


def values(attribute: Attribute) -> st.SearchStrategy[Any]:
    """What may be written in an attribute."""
    if attribute.is_relation:
        known = [name for kind, _ in attribute.targets for name in ids(kind)]
        bare = st.sampled_from([*known, *known, *(f"{unit}{name}" for name in known for unit in ("/", "contoh/")), "x"])
        carried = {name: often(values(item)) for name, item in attribute.attributes.items()}
        target = bare | st.fixed_dictionaries({PACK.target_word: bare}, optional=carried)
        return st.lists(often(target), min_size=1, max_size=2 if attribute.many else 1)
    if attribute.vocabulary:
        return st.sampled_from(list(PACK.vocabularies[attribute.vocabulary].values))
    if attribute.scheme:
        return st.sampled_from(list(PACK.references[attribute.scheme].codes)[:40])
    return PLAIN.get(attribute.type, st.sampled_from(["Nama", "Nama lain"]))


@st.composite
def elements(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """An element of a kind with a few of its attributes, and rarely one that it does not have."""
    variant = draw(st.sampled_from(["", *kind.variants]))
    known = kind.all_attributes(variant)
    chosen = draw(st.lists(st.sampled_from(sorted(known)), min_size=3, max_size=8, unique=True))
    written = {name: draw(often(values(known[name]))) for name in chosen}
    stranger = draw(st.sampled_from([{}, {}, {}, {"asing": "x"}]))
    return written | ({kind.variant_by: variant} if variant else {}) | stranger


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """A file with a few kinds and a few elements of each."""
    kinds = draw(st.lists(st.sampled_from(sorted(PACK.kinds)), min_size=2, max_size=6, unique=True))
    return {name: draw(often(sections(PACK.kinds[name]))) for name in kinds}


def sections(kind: Kind) -> st.SearchStrategy[Any]:
    """A few elements of a kind, and rarely one with an id that cannot be used."""
    names = st.sampled_from([*ids(kind.name) * 3, "<b>"])
    return st.dictionaries(names, often(elements(kind)), min_size=1, max_size=3)


PROJECT = st.fixed_dictionaries(dict.fromkeys(PATHS, often(documents())))
SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: Mapping[str, Any]) -> tuple[Model, list[Finding]]:
    """A model read from plain data as files."""
    return build_model(read_blobs((path, dump(item).encode()) for path, item in data.items()), PACK)


@SLOWLY
@given(PROJECT)
def test_anything_written_is_read_and_checked(data: Mapping[str, Any]) -> None:
    """Whatever stands under the pack's words, a model comes of it and every rule can be put to it, in any year."""
    model, findings = read(data)
    found = [
        *findings,
        *ask(model, PACK.rules.values(), (2025, 2029)),
        *ask(at(model, 2027), PACK.rules.values(), (2025, 2029)),
    ]
    for item in found:
        place = locate(model.sources.documents, item.place)
        assert place.line >= 1
        assert place.column >= 1
        assert item.rule in PACK.rules


@SLOWLY
@given(PROJECT)
def test_a_model_holds_together(data: Mapping[str, Any]) -> None:
    """Every relation joins two elements that are there, of kinds that its attribute reaches."""
    model, _ = read(data)
    for relation in model.relations:
        target = model.elements[relation.target]
        assert any(kind == target.kind for kind, _ in model.attribute(relation).targets)
        assert relation.source != relation.target
    for element in model.elements.values():
        assert set(element.values) <= set(model.kind(element).all_attributes(element.variant))


@SLOWLY
@given(PROJECT, st.permutations(PATHS))
def test_the_order_of_files_does_not_matter(data: Mapping[str, Any], order: list[str]) -> None:
    """The same files in any order give the same elements, relations and findings, in the same order."""
    first, first_findings = read(data)
    second, second_findings = read({path: data[path] for path in order})
    assert list(first.elements.items()) == list(second.elements.items())
    assert first.relations == second.relations
    assert first_findings == second_findings


@pytest.mark.parametrize("path", ["blueprints/contoh/a.yaml", "blueprints/contoh.yaml"])
def test_splitting_a_blueprint_changes_nothing_it_says(path: str, metamodel: Metamodel) -> None:
    """A blueprint in one file or in a folder of several is the same set of elements and relations."""
    parts = {
        "perangkat_daerah": {"contoh": {"nama": "Dinas Contoh"}},
        "layanan": {"izin": {"nama": "Izin"}},
        "aplikasi": {"si": {"nama": "SI", "layanan": ["izin"]}},
    }
    whole, _ = read({path: parts})
    split, _ = read({f"blueprints/contoh/{key}.yaml": {key: part} for key, part in parts.items()})
    assert set(whole.elements) == set(split.elements) == {"contoh", "contoh/izin", "contoh/si"}
    assert whole.relations == split.relations
    assert whole.metamodel.id == metamodel.id
