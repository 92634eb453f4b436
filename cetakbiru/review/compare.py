"""Two sides of a model to a review: what changed, what it means, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cetakbiru.checks import fingerprint
from cetakbiru.metamodel import Text
from cetakbiru.model import Changes, Element, Model, diff
from cetakbiru.review.meaning import Delta, Impacted, Question, deltas, impacted, questions
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
    changes = diff(before.model, after.model)
    introduced, resolved = _findings(before, after, changes)
    return Review(
        before=before,
        after=after,
        changes=changes,
        introduced=introduced,
        resolved=resolved,
        impacts=impacted(before.model, after.model, changes),
        deltas=deltas(before.model, after.model, before.findings, after.findings),
        questions=questions(before.model, after.model, changes),
        files=tuple(files),
        notes=tuple(notes),
    )


def _findings(before: Side, after: Side, changes: Changes) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that only one side has, an element's new id taken for its old one."""
    moved = {item.before.id: item.after for item in changes.identities}
    old = [(item, fingerprint(_moved(item, moved))) for item in before.findings]
    new = [(item, fingerprint(item)) for item in after.findings]
    return _only(new, Counter(key for _, key in old)), _only(old, Counter(key for _, key in new))


def _moved(finding: Finding, moved: Mapping[str, Element]) -> Finding:
    """A finding as it reads once its element has its new id and file."""
    element = moved.get(finding.element)
    if element is None:
        return finding
    route = (element.kind, element.local, *finding.place.route[2:])
    return replace(finding, element=element.id, place=replace(finding.place, path=element.path, route=route))


def _only(mine: list[tuple[Finding, str]], theirs: Counter[str]) -> tuple[Finding, ...]:
    """Findings of one side beyond those of the other, the same fault counted as often as it occurs."""
    rest = Counter(theirs)
    found = []
    for item, key in mine:
        if rest[key] > 0:
            rest[key] -= 1
        else:
            found.append(item)
    return tuple(found)
