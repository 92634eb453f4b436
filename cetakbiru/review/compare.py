"""Two sides of a model to a review: what changed, what it means, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cetakbiru.metamodel import Text
from cetakbiru.model import Changes, Model, diff
from cetakbiru.report import fill
from cetakbiru.review.faults import is_below, only_one_side
from cetakbiru.review.meaning import Delta, Impacted, Question, deltas, impacted, questions
from cetakbiru.review.members import MemberReview, member_reviews, unread_members
from cetakbiru.source import Finding


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a review.

    Attributes:
        name: what a reader calls it: a branch, a short id, a year, or the working tree.
        commit: full id of the commit, or empty.
        model: its model.
        findings: what the checks find in it.
    """

    name: str
    commit: str
    model: Model
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FileChange:
    """A changed file that is no part of the model itself: a rule, a viewpoint, a waiver, a narrative, a setting."""

    path: str
    sign: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a reviewer is told.

    Attributes:
        before, after: the two sides.
        changes: what changed in the model.
        members: what changed inside of what members published.
        introduced, resolved: findings that only one side has.
        impacts: what each changed element's neighbours far and near may feel.
        deltas: figures that a decision needs, before and after.
        questions: what units that made no change should confirm.
        files: other files that changed.
        notes: what could not be reviewed, and why.
    """

    before: Side
    after: Side
    changes: Changes
    members: tuple[MemberReview, ...]
    introduced: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    impacts: tuple[Impacted, ...]
    deltas: tuple[Delta, ...]
    questions: tuple[Question, ...]
    files: tuple[FileChange, ...]
    notes: tuple[Text, ...]


def compare(before: Side, after: Side, files: Iterable[FileChange] = (), notes: Iterable[Text] = ()) -> Review:
    """Compare two sides.

    Args:
        before: the earlier side.
        after: the later one.
        files: other files that changed between them.
        notes: what could not be read of either.
    """
    # Each side without what the other cannot read: there nothing is known to have come or gone.
    old, new = _readable(before.model, after.model), _readable(after.model, before.model)
    changes = diff(old, new)
    introduced, resolved = only_one_side((before.model, before.findings), (after.model, after.findings), changes)
    names = _called(before), _called(after)
    return Review(
        before=before,
        after=after,
        changes=changes,
        members=member_reviews(before.model, after.model, changes),
        introduced=introduced,
        resolved=resolved,
        impacts=impacted(old, new, changes),
        deltas=deltas(old, new, before.findings, after.findings),
        questions=questions(old, new, changes),
        files=tuple(files),
        notes=(*notes, *_unread(before), *_unread(after), *unread_members(before.model, after.model, names)),
    )


def _readable(model: Model, other: Model) -> Model:
    """A model without what stands in files that cannot be read on the other side: there it is unknown, not absent."""
    if not other.sources.broken:
        return model
    elements = {key: item for key, item in model.elements.items() if not is_below(item.path, other.sources.broken)}
    relations = tuple(item for item in model.relations if {item.source, item.target} <= elements.keys())
    outward = tuple(item for item in model.outward if item.source in elements)
    return replace(model, elements=elements, relations=relations, outward=outward)


def _called(side: Side) -> Text:
    return {"*": side.name} if side.name else side.model.metamodel.label("review-working-tree")


def _unread(side: Side) -> Iterator[Text]:
    """What could not be compared because this side cannot be read there."""
    if side.model.sources.broken:
        label = side.model.metamodel.label
        facts = {"side": _called(side), "paths": tuple(sorted(side.model.sources.broken))}
        yield {language: fill(words, facts, language) for language, words in label("review-unread").items()}
