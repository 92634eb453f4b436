"""Findings for a terminal: message, place, the source line, and carets under the value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cetakbiru.metamodel import say
from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told

_COLORS = {"error": "31", "warning": "33", "info": "36"}
_WIDTH = 110


def write(outcome: Outcome) -> str:
    """All findings, then one line that sums them up."""
    parts = ["\n".join(_finding(outcome, item)) for item in outcome.told]
    return "\n\n".join([*parts, _summary(outcome)]) + "\n"


def _finding(outcome: Outcome, item: Told) -> Iterator[str]:
    label = say(outcome.metamodel.label(f"severity-{item.severity}"), outcome.language)
    yield f"{_paint(outcome, label, _COLORS[item.severity])}: {item.message} [{item.rule}]"
    yield f"  --> {item.at.path}:{item.at.line}:{item.at.column}"
    if item.at.text.strip():
        yield from _excerpt(item)
    for place in item.related[:5]:
        yield f"  ... {place.path}:{place.line}:{place.column}: {place.text.strip()[:60]}"


def _excerpt(item: Told) -> Iterator[str]:
    """The source line with carets, cut around the value where it is long."""
    gutter = f"{item.at.line:>5} | "
    start = max(0, item.at.column - 1 - _WIDTH // 2) if len(item.at.text) > _WIDTH else 0
    shown = item.at.text[start : start + _WIDTH].replace("\t", " ")
    length = max(1, min(item.at.end_column - item.at.column, len(shown) - (item.at.column - 1 - start)))
    yield gutter + shown
    yield " " * (len(gutter) + item.at.column - 1 - start) + "^" * length


def _summary(outcome: Outcome) -> str:
    counts = Counter(item.severity for item in outcome.told)
    words = [_count(outcome, counts[key], key) for key in ("error", "warning", "info")]
    line = ", ".join(words)
    extra: Sequence[tuple[str, int]] = (("waived", outcome.waived), ("known", outcome.known))
    line += "".join(f"; {count} {say(outcome.metamodel.label(key), outcome.language)}" for key, count in extra if count)
    size = say(outcome.metamodel.label("checked"), outcome.language)
    return f"{size.format(elements=outcome.elements, relations=outcome.relations, rules=outcome.rules)} {line}."


def _count(outcome: Outcome, count: int, severity: str) -> str:
    return f"{count} {say(outcome.metamodel.label(f'count-{severity}'), outcome.language)}"


def _paint(outcome: Outcome, words: str, color: str) -> str:
    return f"\x1b[1;{color}m{words}\x1b[0m" if outcome.color else words
