"""Answers of an earlier check that must still be the same, so that only the other rules are asked again.

An answer is kept with the attributes and relations that it hangs on (``reads.py``) and the elements that it names. It
holds as long as no file came or went, none holds other elements or in another order, and what changed in them is
neither an attribute that the answer hangs on nor an element that it names. Anything else that rules may see (pack,
settings, own rules, approvals, members, the day, the year) is part of the sign that answers are kept under. A rule
that looks at each element alone is put again to those elements only that changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from cetakbiru.checks.engine import Inquiry
from cetakbiru.metamodel import Metamodel, Rule
from cetakbiru.model import Model, is_model_file
from cetakbiru.source import Cache, Finding, Place, shared_out

ENOUGH = 20_000  # relations, below which a copy of the process takes longer than it saves
_NONE: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Kept:
    """Answers kept of one project.

    Attributes:
        cache: where they are kept, under ``name``.
        inquiry: puts rules to the model as it is now.
        sign: everything beside the model's files that answers hang on.
        fresh: answers that are known, each with the names and ids that it hangs on.
        stale: answers of an earlier check that still hold but for the elements in ``changed``.
    """

    cache: Cache
    name: str
    inquiry: Inquiry
    sign: tuple[Any, ...]
    fresh: dict[str, Any] = field(default_factory=dict)
    stale: dict[str, Any] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    @property
    def model(self) -> Model:
        """The model as it is now."""
        return self.inquiry.model

    def answers(self, rules: Sequence[Rule]) -> Iterator[Finding]:
        """The answers to rules, in the rules' order: as they were kept, or asked now."""
        # After an edit few are asked, and a copy of the process would come to more than its share.
        if not self.fresh and len(self.model.relations) >= ENOUGH:
            groups: dict[str, list[Rule]] = {}
            for rule in rules:
                if rule.id not in self.fresh:
                    # What rules of one type work out of the model, they can share.
                    groups.setdefault(rule.type, []).append(rule)
            # The most work first, so that nobody is left alone with it at the end.
            jobs = [partial(self._rows, group) for group in sorted(groups.values(), key=len, reverse=True)]
            for rows in shared_out(jobs):
                self.fresh.update(rows or {})
        for rule in rules:
            if rule.id in self.fresh:
                yield from (_finding(item) for item in self.fresh[rule.id][2])
            else:
                found, row = self._asked(rule)
                self.fresh.update({rule.id: row} if row else {})
                yield from found

    def _rows(self, rules: Sequence[Rule]) -> dict[str, Any]:
        """Answers to rules as plain data, as far as they can be told so."""
        rows = {rule.id: self._asked(rule)[1] for rule in rules}
        return {key: row for key, row in rows.items() if row}

    def _asked(self, rule: Rule) -> tuple[list[Finding], list[Any] | None]:
        """The answer to a rule, and the same with what it hangs on as plain data, where it can be told so."""
        worlds = (self.model, self.model.whole)
        for world in worlds:
            world.told.clear()
        earlier = self.stale.get(rule.id) if self.inquiry.is_alone(rule) else None
        found = self._mended(rule, earlier[2]) if earlier else list(self.inquiry.ask(rule))
        names = self.inquiry.reads(rule)
        told = {key for world in worlds for key in world.told}
        told |= set(earlier[1]) - self.changed if earlier else set()
        is_plain = all(map(_is_plain, found))
        return found, [names and sorted(names), sorted(told), [_row(item) for item in found]] if is_plain else None

    def _mended(self, rule: Rule, rows: list[Any]) -> list[Finding]:
        """An earlier answer that is asked again of those elements only that changed."""
        position = self.model.position
        fresh = self.inquiry.ask(rule, tuple(sorted(self.changed, key=position.__getitem__)))
        others = (item for item in map(_finding, rows) if item.element not in self.changed)
        return sorted((*others, *fresh), key=lambda item: position[item.element])

    def take_over(self) -> None:
        """Take over the earlier answers that still hold."""
        state = self.cache.get(self.name) or {}
        if state.get("sign") == _plain(self.sign):
            names, ids = self._touched(state["files"])
            if names is None:
                return
            self.changed.update(ids)
            for rule, row in state["answers"].items():
                holds = names.isdisjoint(row[0]) and ids.isdisjoint(row[1])
                (self.fresh if holds else self.stale)[rule] = row

    def save(self) -> None:
        """Keep what is good for the next check."""
        if self.cache.folder is None or self.cache.closed:
            return
        # What may hang on anything is good for this check only.
        answers = {key: row for key, row in self.fresh.items() if row[0] is not None}
        state = {"sign": _plain(self.sign), "files": self._files, "answers": answers}
        self.cache.put({self.name: state})

    @cached_property
    def _files(self) -> dict[str, str]:
        sources = self.model.sources
        return {path: sources.sums[path] for path in sources.documents if is_model_file(path)}

    def _touched(self, before: Mapping[str, str]) -> tuple[set[str] | None, set[str]]:
        """Attributes that changed since some files were read, and ids of elements; None where it may be any."""
        names: set[str] = set()
        spots: set[tuple[str, str, str]] = set()
        earlier = self.model.sources.earlier
        changed = [path for path, mark in self._files.items() if before.get(path) != mark]
        if list(before) != list(self._files) or any(earlier.get(path, ("",))[0] != before[path] for path in changed):
            return None, set()
        for path in changed:
            now = self.model.sources.documents[path].data
            found = _differences(earlier[path][1], now, self.model.metamodel)
            if found is None:
                return None, set()
            names |= {name for others in found.values() for name in others}
            spots |= {(path, *spot) for spot in found}
        elements = self.model.elements.values() if spots else ()
        return names, {item.id for item in elements if (item.path, item.kind, item.local) in spots}


def recall(cache: Cache, inquiry: Inquiry) -> Kept:
    """The answers that are kept of a project, those of an earlier check that still hold among them.

    Args:
        cache: where they are kept.
        inquiry: puts rules to the model, whole or of a year.
    """
    model, sources = inquiry.model, inquiry.model.sources
    others = sources.sums.keys() - sources.narratives.keys()
    others = {path for path in others if path not in sources.documents or not is_model_file(path)}
    sign = (
        model.metamodel.mark,
        *(str(item) for item in (*inquiry.horizon, inquiry.year, inquiry.today)),
        *((path, sources.sums[path]) for path in sorted(others)),
    )
    known = model.metamodel.mark and sources.documents.keys() <= sources.sums.keys()
    found = Kept(cache if known else Cache(), f"answers-{inquiry.year or 'all'}", inquiry, sign)
    found.take_over()
    return found


def _differences(before: Any, after: Any, metamodel: Metamodel) -> dict[tuple[str, str], set[str]] | None:
    """Elements of a file with their attributes that changed; None where the file holds other elements."""
    if not _same_keys(before, after):
        return None
    found = {}
    for section, items in before.items():
        kind = metamodel.kinds.get(section)
        if kind is None or not _same_keys(items, after[section]):
            return None
        for local, one in items.items():
            names = _names(one, after[section][local])
            if names is None or kind.variant_by in names:
                return None
            if names:
                found[section, local] = names
    return found


def _same_keys(one: Any, other: Any) -> bool:
    return isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other)


def _names(before: Any, after: Any) -> set[str] | None:
    """Attributes of an element that were written otherwise; all of them where their order changed."""
    if not isinstance(before or _NONE, dict) or not isinstance(after or _NONE, dict):
        return None if before != after else set()
    one, other = before or _NONE, after or _NONE
    if [key for key in one if key in other] != [key for key in other if key in one]:
        return {*one, *other}
    return {key for key in {**one, **other} if one.get(key, _NONE) != other.get(key, _NONE)}


def _row(item: Finding) -> list[Any]:
    places = [[place.path, place.route, place.part, place.at, place.text] for place in (item.place, *item.related)]
    return [item.rule, places, item.element, _plain(item.facts)]


def _finding(row: list[Any]) -> Finding:
    rule, places, element, facts = row
    place, *related = (
        Place(path, tuple(route), part, tuple(at) if at else None, text) for path, route, part, at, text in places
    )
    return Finding(rule, place, _meant(facts), element, tuple(related))


def _is_plain(item: Finding) -> bool:
    """Whether a finding comes back from being kept as it was."""
    try:
        return _finding(_row(item)) == item
    except TypeError:
        return False


def _plain(value: Any) -> Any:
    """A fact as plain data that says what it was.

    Raises:
        TypeError: it is of none of the types that facts have.
    """
    if isinstance(value, Mapping):
        return {"map": [[_plain(key), _plain(item)] for key, item in value.items()]}
    if isinstance(value, tuple | list):
        return {type(value).__name__: [_plain(item) for item in value]}
    if type(value) is date:
        return {"date": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))


def _meant(value: Any) -> Any:
    """The fact that plain data stands for."""
    if not isinstance(value, dict):
        return value
    ((word, data),) = value.items()
    if word == "map":
        return {_meant(key): _meant(item) for key, item in data}
    if word == "date":
        return date.fromisoformat(data)
    items: Iterator[Any] = map(_meant, data)
    return tuple(items) if word == "tuple" else list(items)
