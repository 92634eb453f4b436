"""Small models that are valid, and changed versions of them, written as the files of a project."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cetakbiru.metamodel import find_pack, load_pack
from cetakbiru.model import Model, build_model
from cetakbiru.source import dump, read_blobs

PACK = load_pack(find_pack("spbe", Path()))
FILES = {
    "": ("architecture/a.yaml", "architecture/dalam/b.yaml"),
    "satu": ("blueprints/satu/a.yaml", "blueprints/satu/b.yaml"),
    "dua": ("blueprints/dua.yaml", "blueprints/dua.yaml"),
}
LOCALS = ("arsip", "izin-usaha", "peta", "pusat")
NAMES = st.sampled_from(["Arsip", "Izin Usaha", "Peta Lahan", "Pusat Data", "Izin Usaha Daring", "Tempat"])
TEXT = NAMES | st.fixed_dictionaries({"id": NAMES, "en": NAMES})
VALUES: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "layanan": {"uraian": TEXT, "mulai": st.sampled_from(["2025", "2027"]), "ilustrasi": st.just("ya")},
    "aplikasi": {"basis": st.lists(st.sampled_from(["Web", "Mobile"]), max_size=2), "versi": st.just("3.10")},
    "data": {"data_pribadi": st.just("ya"), "validitas": st.just("Tahunan")},
    "infrastruktur": {"jenis": st.sampled_from(["server", "media-penyimpanan"]), "lokasi": NAMES},
    "inisiatif": {"anggaran": st.dictionaries(st.sampled_from(["2026", "2027"]), st.just("70"), min_size=1)},
}  # fmt: skip
RELATIONS = {
    "aplikasi": {"layanan": "layanan", "data": "data", "infrastruktur": "infrastruktur", "integrasi": "aplikasi"},
    "layanan": {"bergantung_pada": "layanan"},
    "inisiatif": {"menghasilkan": "aplikasi"},
}


@dataclass(frozen=True)
class Item:
    """An element, known by a number that stays when its id changes; relations are (attribute, number, carried)."""

    key: int
    kind: str
    space: str
    local: str
    file: int
    values: Mapping[str, Any]
    relations: tuple[tuple[str, int, Mapping[str, Any]], ...] = ()

    @property
    def id(self) -> str:
        return f"{self.space}/{self.local}" if self.space else self.local


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    """A few elements with a few values each, and relations among them."""
    spot = st.tuples(st.sampled_from(sorted(VALUES)), st.sampled_from(sorted(FILES)), st.sampled_from(LOCALS))
    spots = draw(st.lists(spot, min_size=1, max_size=7, unique_by=lambda spot: spot[1:]))
    found = [
        Item(key, *spot, draw(st.integers(0, 1)), draw(_values(spot[0])))  # type: ignore[arg-type]
        for key, spot in enumerate(spots)
    ]
    return [replace(item, relations=draw(_relations(item, found))) for item in found]


def _values(kind: str) -> st.SearchStrategy[Mapping[str, Any]]:
    return st.fixed_dictionaries({"nama": TEXT}, optional=dict(VALUES[kind]))


@st.composite
def _relations(draw: st.DrawFn, item: Item, among: list[Item]) -> tuple[tuple[str, int, Mapping[str, Any]], ...]:
    relations = []
    for name, kind in RELATIONS.get(item.kind, {}).items():
        targets = [other.key for other in among if other.kind == kind and other.key != item.key]
        for key in draw(st.lists(st.sampled_from(targets), max_size=3)) if targets else []:
            relations.append((name, key, draw(_carried(name, among))))
    return tuple(relations)


@st.composite
def _carried(draw: st.DrawFn, name: str, among: list[Item]) -> Mapping[str, Any]:
    """What a relation itself carries: a value, or other elements."""
    if name == "data":
        return draw(st.fixed_dictionaries({}, optional={"akses": st.sampled_from(["R", "CRUD"])}))
    data = [item.key for item in among if item.kind == "data"]
    if name == "integrasi" and data:
        return draw(
            st.fixed_dictionaries({}, optional={"data": st.lists(st.sampled_from(data), min_size=1, max_size=2)})
        )
    return {}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[Item], list[Item]]:
    """Two versions: the later one has elements less and more, renamed, moved and changed ones; or is another model."""
    before = draw(items())
    if draw(st.integers(0, 4)) == 0:
        return before, draw(items())
    after = [draw(_edited(item, before)) for item in before if draw(st.integers(0, 5))]
    added = draw(st.booleans())
    if added:
        after.append(Item(99, draw(st.sampled_from(sorted(VALUES))), "dua", "tambahan", 0, {"nama": draw(NAMES)}))
    return before, after


@st.composite
def _edited(draw: st.DrawFn, item: Item, among: list[Item]) -> Item:
    how = draw(st.sampled_from(["", "", "id", "unit", "file", "values", "relations", "kind"]))
    if how == "id":
        return replace(item, local=f"{item.local}-{item.key}")
    if how == "unit":
        return replace(item, space=draw(st.sampled_from(sorted(FILES))), local=f"{item.local}-{item.key}")
    if how == "file":
        return replace(item, file=1 - item.file)
    if how == "values":
        return replace(item, values=draw(_values(item.kind)))
    if how == "kind":
        kind = draw(st.sampled_from(sorted(VALUES)))
        return replace(item, kind=kind, values=draw(_values(kind)), relations=())
    return replace(item, relations=draw(_relations(item, among))) if how == "relations" else item


def files(items: list[Item], shuffle: int = 0) -> dict[str, str]:
    """The items as files; a number other than 0 gives another order and another form of the same content."""
    known = {item.key: item for item in items}
    spots = {unit: {"perangkat_daerah": {unit: {"nama": unit.title()}}} for unit in ("satu", "dua")}
    project: dict[str, dict[str, Any]] = {FILES[unit][0]: dict(section) for unit, section in spots.items()}
    for item in items:
        section = project.setdefault(FILES[item.space][item.file], {}).setdefault(item.kind, {})
        section[item.local] = {**item.values, **_written(item, known)}
    if not shuffle:
        return {path: dump(data) for path, data in project.items()}
    chance = random.Random(shuffle)
    mixed = {path: _mixed(data, chance) for path, data in project.items()}
    return {path: _odd(data, chance) for path, data in sorted(mixed.items(), key=lambda _: chance.random())}


def _written(item: Item, known: Mapping[int, Item]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, key, carried in item.relations:
        target = known.get(key)
        if target and target.kind == RELATIONS[item.kind][name]:
            ids = {word: [_ref(known[k]) for k in value if k in known and known[k].kind == "data"]
                   if isinstance(value, list) else value for word, value in carried.items()}  # fmt: skip
            found.setdefault(name, []).append({"ke": _ref(target), **{k: v for k, v in ids.items() if v}})
    return found


def _ref(item: Item) -> str:
    return item.id if item.space else f"/{item.id}"


def _mixed(data: Any, chance: random.Random) -> Any:
    """The same with mappings and lists in another order."""
    if isinstance(data, dict):
        return {key: _mixed(value, chance) for key, value in sorted(data.items(), key=lambda _: chance.random())}
    return (
        [_mixed(item, chance) for item in sorted(data, key=lambda _: chance.random())]
        if isinstance(data, list)
        else data
    )


def _odd(data: Any, chance: random.Random) -> str:
    """The same in another form of YAML, with comments and with the line ends of another system."""
    flow = "# Sebuah komentar\n" + json.dumps(data, indent=chance.choice([None, 3])) + "  # akhir\n"
    return chance.choice([dump(data).replace("\n", "\r\n"), flow, f"---\n\n{dump(data)}\n# akhir"])


def model(files: Mapping[str, str]) -> Model:
    """The model of some files, which are read without a complaint."""
    found, findings = build_model(read_blobs((path, text.encode()) for path, text in files.items()), PACK)
    assert findings == []
    return found
