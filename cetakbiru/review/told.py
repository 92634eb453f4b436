"""A review in one language, as plain data: the same facts for terminal, comment, page and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cetakbiru.metamodel import say
from cetakbiru.render import decimal, money
from cetakbiru.report import Told, fill, tell, told_in_order
from cetakbiru.review.compare import Review, Side
from cetakbiru.review.member_rows import member_rows
from cetakbiru.review.rows import Row, Rows


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
    found = Rows(review, language)
    # By unit, since that is how the rows are told and how a comment is cut.
    rows = tuple(sorted((*found.own(), *member_rows(found, review.members)), key=_order))
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
    # What is told of a member goes from the whole to its parts, which letters would not keep.
    words = () if row.what == "member" else (row.label, row.before, row.after)
    return row.unit, row.element, _ORDER[row.what], *words


@dataclass(frozen=True, slots=True)
class _Teller:
    """A review while it is told in one language."""

    review: Review
    language: str

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
