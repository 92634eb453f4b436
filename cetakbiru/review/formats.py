"""A told review as text for the author's terminal and as JSON for machines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from itertools import groupby

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.review.told import Row, ToldReview

VERSION = 1
_FINDING = ("rule", "severity", "title", "message", "element")


def to_json(told: ToldReview) -> str:
    """The review as JSON, form version 1 (see ``schemas/review.schema.json``)."""
    plain = dataclasses.asdict(told)
    for key in ("introduced", "resolved"):
        plain[key] = [
            {**{name: getattr(item, name) for name in _FINDING},
             "path": item.at.path, "line": item.at.line, "column": item.at.column}
            for item in getattr(told, key)
        ]  # fmt: skip
    return json.dumps({"version": VERSION, **plain}, ensure_ascii=False, indent=1) + "\n"


def to_text(told: ToldReview, metamodel: Metamodel) -> str:
    """The review for a terminal."""
    return "\n".join(_lines(told, lambda key: say(metamodel.label(key), told.language))) + "\n"


def _lines(told: ToldReview, label: Callable[[str], str]) -> Iterator[str]:
    yield f"{label('review-title')}: {told.before} → {told.after}"
    yield told.summary
    yield from (f"! {note}" for note in told.notes)
    for unit, rows in groupby(told.rows, key=lambda row: row.unit_name):
        yield f"\n{unit or label('shared')}"
        yield from (f"  {_row(row)}" for row in rows)
    for key in ("introduced", "resolved"):
        found = getattr(told, key)
        if found:
            yield f"\n{label(f'review-{key}')} ({len(found)})"
        for item in found:
            yield f"  {label(f'severity-{item.severity}')}: {_plain(item.message)} [{item.rule}]"
            yield f"    --> {item.at.path}:{item.at.line}:{item.at.column}"
    if told.questions:
        yield f"\n{label('review-questions')}"
        yield from (f"  ? {_plain(item['text'])}" for item in told.questions)
    if told.deltas:
        yield f"\n{label('review-figures')}"
        yield from (f"  {d['label']}, {_plain(d['subject'])}: {d['before']} → {d['after']}" for d in told.deltas)
    if told.files:
        yield f"\n{label('review-files')}"
        yield from (f"  {item['sign']} {_plain(item['path'])}" for item in told.files)


def _row(row: Row) -> str:
    head = f"{row.sign} {_plain(row.name)} [{row.element}]"
    if row.what == "element":
        return f"{head} ({row.kind})"
    values = " → ".join(_plain(item)[:100] or "–" for item in (row.before, row.after))
    return f"{head} {row.label}: {values}"


def _plain(words: str) -> str:
    """Words on one line without control characters, which a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(words.split()))
