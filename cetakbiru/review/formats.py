"""A told review as text for the author's terminal and as JSON for machines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import groupby
from typing import Any

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.report import Told, fill
from cetakbiru.review.inert import line
from cetakbiru.review.rows import Row
from cetakbiru.review.told import ToldReview

VERSION = 1
_ROOM = 160  # letters of a value in a terminal
Label = Callable[..., str]


def to_json(told: ToldReview) -> str:
    """The review as JSON, form version 1 (see ``schemas/review.schema.json``).

    Every sign beyond plain letters is escaped, so that no terminal or log obeys what a name holds.
    """
    plain = {item.name: getattr(told, item.name) for item in dataclasses.fields(told)}
    # Row by row: to turn all of it into plain data at once would copy the findings' documents, too.
    plain["rows"] = [dataclasses.asdict(row) for row in told.rows]
    for key in ("introduced", "resolved"):
        plain[key] = [_finding(item) for item in plain[key]]
    # A runner obeys `##[` anywhere in a log; the escape says the same to JSON.
    return json.dumps({"version": VERSION, **plain}, indent=1).replace("##", "#\\u0023") + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of this form."""
    file = resources.files("cetakbiru.review") / "schemas" / "review.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _finding(item: Told) -> dict[str, Any]:
    facts = {key: getattr(item, key) for key in ("rule", "severity", "title", "message", "element", "fingerprint")}
    return {**facts, "path": item.at.path, "line": item.at.line, "column": item.at.column}


def to_text(told: ToldReview, metamodel: Metamodel) -> str:
    """The review for a terminal, or for the log of a CI run."""

    def label(key: str, **facts: object) -> str:
        return fill(say(metamodel.label(key), told.language), facts, told.language)

    return "\n".join(line(words) for part in _parts(told, label) for words in part) + "\n"


def _parts(told: ToldReview, label: Label) -> Iterator[list[str]]:
    """The parts of the text, each as its lines."""
    notes = [f"! {note}" for note in told.notes]
    yield [f"{label('review-title')}: {told.before} → {told.after}", told.summary, *notes]
    for _, rows in groupby(told.rows, key=lambda row: row.unit):
        found = list(rows)
        yield ["", found[0].unit_name or label("shared"), *(f"  {_row(row)}" for row in found)]
    for key in ("introduced", "resolved"):
        yield _headed(
            f"{label(f'review-{key}')} ({len(getattr(told, key))})", list(_findings(getattr(told, key), label))
        )
    yield _headed(label("review-questions"), [f"  ? {item['text']}" for item in told.questions])
    figures = [f"  {item['label']}, {item['subject']}: {item['before']} → {item['after']}" for item in told.deltas]
    yield _headed(label("review-figures"), figures)
    yield _headed(label("review-files"), [f"  {item['sign']} {item['path']}" for item in told.files])


def _headed(head: str, lines: list[str]) -> list[str]:
    return ["", head, *lines] if lines else []


def _findings(found: tuple[Told, ...], label: Label) -> Iterator[str]:
    for item in found:
        yield f"  {label(f'severity-{item.severity}')}: {item.message} [{item.rule}]"
        yield f"    --> {item.at.path}:{item.at.line}:{item.at.column}"


def _row(row: Row) -> str:
    head = f"{row.sign} {row.name} [{row.element}]"
    if row.what == "element":
        return f"{head} ({row.kind})"
    return f"{head} {row.label}: {_short(row.before)} → {_short(row.after)}"


def _short(words: str) -> str:
    return (words if len(words) <= _ROOM else f"{words[: _ROOM - 1]}…") or "–"
