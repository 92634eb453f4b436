"""A review in one language, as plain data: the same facts for terminal, comment, page and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from cetakbiru.metamodel import Attribute, Kind, say
from cetakbiru.model import Element, MemberChange, Model, Relation
from cetakbiru.render import decimal, money
from cetakbiru.report import Told, fill, tell, told_in_order
from cetakbiru.review.compare import Review, Side
from cetakbiru.review.values import Wording
from cetakbiru.source import SETTINGS, Place, locate


@dataclass(frozen=True, slots=True)
class Row:
    """One change.

    Attributes:
        sign: ``+``, ``-``, ``~`` or ``→`` (another id, unit or file).
        what: ``element``, ``identity``, ``attribute``, ``relation`` or ``member``.
        unit: id of the owning unit, or empty; ``unit_name`` its name.
        element: id of the element after, or before where it is gone (of a member its id and a colon); ``name`` and
            ``kind`` in words.
        label: of the attribute or relation.
        before: value or target before, in words; ``after`` likewise.
        path: file of the side that has the element; ``line`` from 1.
    """

    sign: str
    what: str
    unit: str
    unit_name: str
    element: str
    name: str
    kind: str
    label: str
    before: str
    after: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ToldReview:
    """A review in one language."""

    language: str
    before: str
    after: str
    before_commit: str
    after_commit: str
    summary: str
    rows: tuple[Row, ...]
    introduced: tuple[Told, ...]
    resolved: tuple[Told, ...]
    impacts: tuple[dict[str, Any], ...]
    deltas: tuple[dict[str, Any], ...]
    questions: tuple[dict[str, str], ...]
    files: tuple[dict[str, str], ...]
    notes: tuple[str, ...]


def tell_review(review: Review, language: str) -> ToldReview:
    """Tell a review.

    Args:
        review: what was compared.
        language: language of the words.
    """
    teller = _Teller(review, language)
    # By unit, since that is how the rows are told and how a comment is cut.
    rows = tuple(sorted(teller.rows(), key=_order))
    introduced, resolved = (
        teller.findings(review.introduced, review.after),
        teller.findings(review.resolved, review.before),
    )
    return ToldReview(
        language=language,
        before=review.before.name,
        after=review.after.name or teller.label("working-tree"),
        before_commit=review.before.commit,
        after_commit=review.after.commit,
        summary=teller.summary(rows, len(introduced), len(resolved)),
        rows=rows,
        introduced=introduced,
        resolved=resolved,
        impacts=tuple(teller.impacts()),
        deltas=tuple(teller.deltas()),
        questions=tuple(teller.questions()),
        files=tuple({"path": item.path, "sign": item.sign} for item in review.files),
        notes=tuple(say(words, language) for words in review.notes),
    )


_ORDER = {"element": 0, "identity": 1, "attribute": 2, "relation": 3, "member": 4}


def _order(row: Row) -> tuple[str | int, ...]:
    return row.unit, row.element, _ORDER[row.what], row.label, row.before, row.after


@dataclass(frozen=True, slots=True)
class _Teller:
    """A review while it is told in one language."""

    review: Review
    language: str

    @property
    def words(self) -> Wording:
        return Wording(self.review.after.model.metamodel, self.language)

    def label(self, key: str) -> str:
        return say(self.review.after.model.metamodel.label(f"review-{key}"), self.language)

    def findings(self, found: tuple[Any, ...], side: Side) -> tuple[Told, ...]:
        documents = side.model.sources.documents
        return tuple(told_in_order([tell(item, side.model.metamodel, documents, self.language) for item in found]))

    def summary(self, rows: tuple[Row, ...], introduced: int, resolved: int) -> str:
        """Two sentences that say how much changed and what it brings."""
        facts = {
            "changes": str(len(rows)),
            "files": str(len(self.review.files) or ""),
            "units": str(len({row.unit for row in rows})),
            "introduced": str(introduced),
            "resolved": str(resolved),
            "services": str(len({service for item in self.review.impacts for service in item.up})),
        }
        return fill(self.label("summary" if rows else "summary-none"), facts, self.language)

    def rows(self) -> Iterator[Row]:
        changes, before, after = self.review.changes, self.review.before.model, self.review.after.model
        for element in changes.added:
            yield self._row("+", "element", after, element)
        for element in changes.removed:
            yield self._row("-", "element", before, element)
        for item in changes.identities:
            old, new = f"{item.before.id} ({item.before.path})", f"{item.after.id} ({item.after.path})"
            key = "renamed" if item.renamed else "moved"
            yield replace(self._row("→", "identity", after, item.after), label=self.label(key), before=old, after=new)
        for change in changes.attributes:
            yield self._attribute(after.elements[change.element], change.name, change.before, change.after)
        whole = {item.id for item in (*changes.added, *changes.removed)}
        for relation in changes.relations:
            # One that came or went with its element is told by that element's row already.
            if (relation.before and relation.after) or relation.either.source not in whole:
                yield self._relation(relation.before, relation.after)
        yield from (self._member(change) for change in changes.members)

    def _member(self, change: MemberChange) -> Row:
        """Another content that a member is pinned to; what changed in it is for its own review to say."""
        member = change.either
        side = self.review.after if change.after else self.review.before
        old, new = (
            [item.revision or item.version, item.hash[:19]] if item else [] for item in (change.before, change.after)
        )
        # A member has no line in the model; what pins it has one in the settings.
        at = locate(side.model.sources.documents, Place(SETTINGS, ("members", member.number, "hash")))
        name = say(member.name, self.language)
        return Row(
            sign="~" if change.before and change.after else "+" if change.after else "-",
            what="member",
            unit=f"{member.id}:",
            unit_name=name,
            element=f"{member.id}:",
            name=name,
            kind=say(side.model.metamodel.label("member"), self.language),
            label=self.label("member-content"),
            before=" ".join(old),
            after=" ".join(new),
            path=at.path,
            line=at.line,
        )

    def _row(self, sign: str, what: str, model: Model, element: Element) -> Row:
        at = locate(model.sources.documents, element.place())
        owner = model.owner(element.id)
        return Row(
            sign=sign,
            what=what,
            unit=owner,
            unit_name=model.name(owner, self.language) if owner else "",
            element=element.id,
            name=model.name(element.id, self.language),
            kind=say(model.kind(element).label, self.language),
            label="",
            before="",
            after="",
            path=at.path,
            line=at.line,
        )

    def _attribute(self, element: Element, name: str, before: Any, after: Any) -> Row:
        model = self.review.after.model
        attribute = _known(model.kind(element), name, element.variant)
        label = say(attribute.label, self.language) if attribute else name
        if attribute and attribute.type == "levels":
            instrument = model.metamodel.instruments.get(str(model.value(element, "instrument")))
            pairs = ((before, after), (after, before))
            old, new = (self.words.levels(instrument, one, other) for one, other in pairs)
        else:
            old, new = self.words.value(attribute, before), self.words.value(attribute, after)
        return replace(self._row("~", "attribute", model, element), label=label, before=old, after=new)

    def _relation(self, before: Relation | None, after: Relation | None) -> Row:
        relation = after or before
        assert relation is not None
        model = self.review.after.model if after else self.review.before.model
        element = model.elements[relation.source]
        sign = "~" if before and after else "+" if after else "-"
        label = say(model.attribute(relation).label, self.language)
        old, new = self._target(before, self.review.before.model), self._target(after, self.review.after.model)
        return replace(self._row(sign, "relation", model, element), label=label, before=old, after=new)

    def _target(self, relation: Relation | None, model: Model) -> str:
        if relation is None:
            return ""
        own = model.attribute(relation).attributes
        carried = {key: self.words.value(own.get(key), value) for key, value in relation.values.items()}
        labels = {key: say(own[key].label, self.language) if key in own else key for key in carried}
        values = "; ".join(f"{labels[key]}: {words}" for key, words in carried.items())
        # The target may be a member's.
        name = model.whole.name(relation.target, self.language)
        return f"{name} ({relation.target})" + (f" [{values}]" if values else "")

    def name(self, element_id: str) -> str:
        """Name of an element of either side."""
        after, before = self.review.after.model, self.review.before.model
        return (after if element_id in after.elements else before).name(element_id, self.language)

    def impacts(self) -> Iterator[dict[str, Any]]:
        for item in self.review.impacts:
            yield {
                "sign": item.sign,
                "element": item.element,
                "name": self.name(item.element),
                "services": [self._path(path) for path in item.up.values()],
                "foundations": [self._path(path) for path in item.down.values()],
                "units": [self.name(unit) for unit in item.units],
                "codes": list(item.codes),
            }

    def _path(self, path: tuple[str, ...]) -> dict[str, Any]:
        return {"id": path[-1], "name": self.name(path[-1]), "path": [self.name(step) for step in path]}

    def deltas(self) -> Iterator[dict[str, Any]]:
        for item in self.review.deltas:
            words = [self._figure(item.key, value) for value in (item.before, item.after)]
            yield {"key": item.key, "label": self.label(item.key), "subject": say(item.subject, self.language),
                   "before": words[0], "after": words[1], "difference": _plain(item.after - item.before)}  # fmt: skip

    def _figure(self, key: str, value: Fraction | int) -> str:
        if key.startswith("budget"):
            return money(int(value), self.review.after.model.metamodel.currency, self.language)
        return decimal(float(value), 2, self.language) if key == "index" else str(value)

    def questions(self) -> Iterator[dict[str, str]]:
        for item in self.review.questions:
            facts = {key: self.name(getattr(item, key)) for key in ("unit", "own", "other")}
            facts["owner"] = self.name(item.owner) if item.owner else self.label("shared")
            yield {"unit": item.unit, "text": fill(self.label(item.key), facts, self.language)}


def _plain(value: Fraction | int) -> float:
    """A number as JSON writes it: whole where it is."""
    return int(value) if value == int(value) else float(value)


def _known(kind: Kind, name: str, variant: str) -> Attribute | None:
    """The attribute of a name, of another variant where the element's own has none: it may have had that before."""
    others = (items[name] for items in kind.variants.values() if name in items)
    return kind.attribute(name, variant) or next(others, None)
