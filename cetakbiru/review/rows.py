"""Changes as rows: what each is told with, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cetakbiru.metamodel import Attribute, Kind, say
from cetakbiru.model import Element, Model, Relation
from cetakbiru.review.compare import Review
from cetakbiru.review.values import Wording
from cetakbiru.source import locate


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
class Rows:
    """The changes of a review while they are told in one language."""

    review: Review
    language: str

    @property
    def words(self) -> Wording:
        """How values are told."""
        return Wording(self.review.after.model.metamodel, self.language)

    def label(self, key: str) -> str:
        """A label of reviews."""
        return say(self.review.after.model.metamodel.label(f"review-{key}"), self.language)

    def own(self) -> Iterator[Row]:
        """Changes of the model's own elements and relations."""
        changes, before, after = self.review.changes, self.review.before.model, self.review.after.model
        for element in changes.added:
            yield self.row("+", "element", after, element)
        for element in changes.removed:
            yield self.row("-", "element", before, element)
        for item in changes.identities:
            old, new = f"{item.before.id} ({item.before.path})", f"{item.after.id} ({item.after.path})"
            key = "renamed" if item.renamed else "moved"
            yield replace(self.row("→", "identity", after, item.after), label=self.label(key), before=old, after=new)
        for change in changes.attributes:
            yield self.attribute(after, after.elements[change.element], change.name, change.before, change.after)
        whole = {item.id for item in (*changes.added, *changes.removed)}
        for relation in changes.relations:
            # One that came or went with its element is told by that element's row already.
            if (relation.before and relation.after) or relation.either.source not in whole:
                yield self._relation(relation.before, relation.after)

    def row(self, sign: str, what: str, model: Model, element: Element) -> Row:
        """A row about an element of a model, with nothing said of it yet."""
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

    def attribute(self, model: Model, element: Element, name: str, before: Any, after: Any) -> Row:
        """An attribute of an element before and after."""
        attribute = _known(model.kind(element), name, element.variant)
        label = say(attribute.label, self.language) if attribute else name
        if attribute and attribute.type == "levels":
            instrument = model.metamodel.instruments.get(str(model.value(element, "instrument")))
            pairs = ((before, after), (after, before))
            old, new = (self.words.levels(instrument, one, other) for one, other in pairs)
        else:
            old, new = self.words.value(attribute, before), self.words.value(attribute, after)
        return replace(self.row("~", "attribute", model, element), label=label, before=old, after=new)

    def _relation(self, before: Relation | None, after: Relation | None) -> Row:
        relation = after or before
        assert relation is not None
        model = self.review.after.model if after else self.review.before.model
        element = model.elements[relation.source]
        sign = "~" if before and after else "+" if after else "-"
        label = say(model.attribute(relation).label, self.language)
        old, new = self._target(before, self.review.before.model), self._target(after, self.review.after.model)
        return replace(self.row(sign, "relation", model, element), label=label, before=old, after=new)

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


def _known(kind: Kind, name: str, variant: str) -> Attribute | None:
    """The attribute of a name, of another variant where the element's own has none: it may have had that before."""
    others = (items[name] for items in kind.variants.values() if name in items)
    return kind.attribute(name, variant) or next(others, None)
