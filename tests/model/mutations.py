"""A model and a changed version of it, of which it is known which element became which: to measure what is found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cetakbiru.model import Element, Model, Relation

WORDS = """pelayanan digital terpadu sistem kinerja wilayah pesisir regional mandiri utama induk cerdas tangguh lestari
gemilang berkelanjutan inovatif strategis prima satelit""".split()  # noqa: SIM905 - words are read more easily than a list


def renamed(model: Model, ids: Mapping[str, str]) -> Model:
    """A model with other ids, wherever they stand."""

    def new(key: str) -> str:
        return ids.get(key, key)

    def placed(element: Element) -> Element:
        space, _, local = new(element.id).rpartition("/")
        return replace(element, id=new(element.id), local=local, namespace=space if new(element.id) != element.id
                       else element.namespace)  # fmt: skip

    def carried(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: tuple(map(new, v)) if isinstance(v, tuple) else v for name, v in values.items()}

    elements = {new(key): placed(element) for key, element in model.elements.items()}
    relations = tuple(
        r._replace(source=new(r.source), target=new(r.target), values=carried(r.values)) for r in model.relations
    )
    return replace(model, elements=elements, relations=relations, outward=())


@dataclass
class Mutations:
    """Changes of every kind, drawn by chance from a seed.

    Attributes:
        model: the model before; twins are added to it.
        expected: id before to id after, of everything that is the same thing under another id.
        how: id before to the name of the change, traps included.
    """

    model: Model
    seed: int
    expected: dict[str, str] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        unit = self.model.metamodel.unit_kind()
        self.pool = [item for item in self.model.elements.values() if item.kind != unit]
        self.chance.shuffle(self.pool)
        self.edits: dict[str, Element] = {}
        self.gone: set[str] = set()
        self.come: dict[str, Element] = {}
        self.lost: set[int] = set()
        self.gained: list[Relation] = []

    def versions(self) -> tuple[Model, Model]:
        """The two models."""
        for name, count, change in self._plan():
            for element in self._take(count, name):
                self.how[element.id] = name
                change(element)
        return self.model, self._after()

    def _plan(self) -> Iterable[tuple[str, int, Callable[[Element], None]]]:
        """Names of the changes, how many of each, and what does it."""
        yield "renamed", 40, lambda e: self._rename(e, e)
        yield "moved to another unit", 25, self._move
        for many in (1, 2, 3):
            yield f"renamed, {many} attributes", 14, lambda e, many=many: self._rename(e, self._changed(e, many))  # type: ignore[misc]
        yield "renamed, other name", 30, lambda e: self._rename(e, self._named_alike(e))
        yield "renamed, other name, 1 attribute", 10, lambda e: self._rename(e, self._changed(self._named_alike(e), 1))
        yield "wholly new id and name", 15, self._rebrand
        yield "split", 10, self._split
        yield "twins", 10, self._twins
        yield "gone, an unrelated one came", 40, self._replace_unrelated
        yield "gone, a copy of a neighbour came", 20, self._copy_neighbour
        yield "gone, another took its place", 20, self._supersede

    def _take(self, count: int, name: str) -> list[Element]:
        """Elements that a change suits, each used once."""
        suits = {
            "moved to another unit": lambda e: bool(e.namespace) and self.model.kind(e).home != "architecture",
            "split": lambda e: len(self.model.outgoing[e.id]) >= 3 and len(e.values) >= 4,
            "gone, another took its place": lambda e: self._degree(e) >= 3,
        }.get(name, bool)
        chosen = [item for item in self.pool if suits(item)][:count]
        self.pool = [item for item in self.pool if item not in chosen]
        return chosen

    def _degree(self, element: Element) -> int:
        return len(self.model.outgoing[element.id]) + len(self.model.incoming[element.id])

    def _rename(self, element: Element, edited: Element, local: str = "") -> None:
        self._same(element, _full(element.namespace, local or self._local(element)), edited)

    def _same(self, element: Element, new: str, edited: Element) -> None:
        taken = {*self.model.elements, *self.expected.values()}
        self.expected[element.id] = f"{new}-x" if new in taken else new
        self.edits[element.id] = edited

    def _local(self, element: Element) -> str:
        words = element.local.split("-")
        return self.chance.choice(
            [self._slug(), f"{element.local}-{self.chance.choice(WORDS)}", "-".join([*words[1:], "baru"])]
        )

    def _slug(self) -> str:
        return "-".join([*self.chance.sample(WORDS, 2), str(self.chance.randrange(10_000))])

    def _move(self, element: Element) -> None:
        unit = self.chance.choice([unit for unit in self.model.units if unit != element.namespace])
        self._same(element, _full(unit, element.local), element)

    def _name(self, element: Element) -> str:
        known = self.model.kind(element).all_attributes(element.variant)
        return next(name for name in element.values if known[name].role == "name")

    def _changed(self, element: Element, many: int) -> Element:
        """Other values of a few attributes, as other elements of the kind have them; gone where none has another."""
        fixed = {self._name(element), self.model.kind(element).variant_by}
        values = dict(element.values)
        free = [name for name in values if name not in fixed]
        for name in self.chance.sample(free, min(many, len(free))):
            others = [item.values[name] for item in self.model.by_kind[element.kind] if name in item.values]
            other = self.chance.choice(others)
            values[name] = other
            if other == element.values[name]:
                del values[name]
        return replace(element, values=values)

    def _named_alike(self, element: Element) -> Element:
        """A name with a word more, a word less, or another first word."""
        name = self._name(element)
        words = {key: self._alike(text) for key, text in element.values[name].items()}
        return replace(element, values={**element.values, name: words})

    def _alike(self, text: str) -> str:
        words = text.split()
        word = self.chance.choice(WORDS)
        return " ".join(self.chance.choice([[*words, word], [word.title(), *words[1:]], words[:-1] or [word]]))

    def _renamed_wholly(self, element: Element) -> Element:
        words = " ".join(self.chance.sample(WORDS, 3)).title()
        return replace(element, values={**element.values, self._name(element): {"id": words}})

    def _rebrand(self, element: Element) -> None:
        self._rename(element, self._renamed_wholly(element), self._slug())

    def _split(self, element: Element) -> None:
        """The greater part keeps the name; the lesser one is new."""
        fixed = {self._name(element), self.model.kind(element).variant_by}
        free = [name for name in element.values if name not in fixed]
        away = set(self.chance.sample(free, len(free) // 3))
        rest = {name: value for name, value in element.values.items() if name not in away}
        self._rename(element, replace(element, values=rest))
        part = {name: value for name, value in element.values.items() if name in away | fixed}
        new = self._add(self._renamed_wholly(replace(element, values=part)))
        held = self.model.outgoing[element.id]
        for relation in held[: len(held) // 3]:
            self.lost.add(id(relation))
            self.gained.append(relation._replace(source=new))

    def _twins(self, element: Element) -> None:
        """Two elements that differ in their name alone, both renamed."""
        twin = replace(self._named_alike(element), id=f"{element.id}-kembar", local=f"{element.local}-kembar")
        held = tuple(relation._replace(source=twin.id) for relation in self.model.outgoing[element.id])
        self.model = replace(
            self.model, elements={**self.model.elements, twin.id: twin}, relations=(*self.model.relations, *held)
        )
        self.how[twin.id] = "twins"
        for item in (element, twin):
            self._rename(item, item)

    def _replace_unrelated(self, element: Element) -> None:
        """Another of the kind, its values from here and there."""
        self.gone.add(element.id)
        donors = [item for item in self.model.by_kind[element.kind] if item.variant == element.variant]
        values = {name: self.chance.choice([d.values.get(name, value) for d in donors])
                  for name, value in element.values.items()}  # fmt: skip
        new = self._add(self._renamed_wholly(replace(element, values=values)))
        donor = self.chance.choice(donors)
        if donor.id != element.id:
            self.gained += [relation._replace(source=new) for relation in self.model.outgoing[donor.id]]

    def _copy_neighbour(self, element: Element) -> None:
        """A copy of one that stays, under a like name, while another of its kind goes."""
        self.gone.add(element.id)
        kept = [item for item in self.pool if item.kind == element.kind]
        if kept:
            new = self._add(self._named_alike(kept[0]))
            self.pool.remove(kept[0])
            self.gained += [relation._replace(source=new) for relation in self.model.outgoing[kept[0].id]]

    def _supersede(self, element: Element) -> None:
        """Another one with all the relations that the old one had."""
        self._replace_unrelated(element)
        new = next(reversed(self.come))
        self.gained = [item for item in self.gained if item.source != new]
        self.gained += [relation._replace(source=new) for relation in self.model.outgoing[element.id]]
        self.gained += [relation._replace(target=new) for relation in self.model.incoming[element.id]]

    def _add(self, like: Element) -> str:
        local = self._slug()
        new = _full(like.namespace, local)
        self.come[new] = replace(like, id=new, local=local)
        return new

    def _after(self) -> Model:
        """The later model."""
        stay = {key: self.edits.get(key, item) for key, item in self.model.elements.items() if key not in self.gone}
        held = [item for item in self.model.relations if id(item) not in self.lost]
        elements = {**stay, **self.come}
        relations = tuple(item for item in (*held, *self.gained) if {item.source, item.target} <= elements.keys())
        return renamed(replace(self.model, elements=elements, relations=relations), self.expected)


def _full(space: str, local: str) -> str:
    return f"{space}/{local}" if space else local
