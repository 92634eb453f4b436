"""Findings for a terminal: message, place, the source line, and carets under the value."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from cetakbiru.metamodel import SEVERITIES
from cetakbiru.report.types import Outcome
from cetakbiru.report.words import Told, printable

_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36", "faint": "2"}
_RELATED = 5


def write(outcome: Outcome) -> str:
    """All findings, the most severe last, then what they come to: what must be mended is next to the prompt."""
    told = sorted(outcome.told, key=lambda item: SEVERITIES.index(item.severity))
    findings = ["\n".join(_finding(outcome, item)) for item in told]
    return "\n\n".join([*findings, "\n".join(_summary(outcome))]) + "\n"


def _summary(outcome: Outcome) -> Iterator[str]:
    """The summary, its verdict painted where there is something to see to."""
    checked, verdict, *more = outcome.summary()
    yield checked
    yield _paint(outcome, verdict, "error" if not outcome.passed else "info") if more else verdict
    yield from more


def _finding(outcome: Outcome, item: Told) -> Iterator[str]:
    label = outcome.words(f"severity-{item.severity}")
    # Ids have hyphens and must stay in one piece, so that they can be copied.
    lines = wrap(f"{label}: {printable(item.message)}", outcome.width, subsequent_indent="  ", break_on_hyphens=False)
    # Painted after it is wrapped, since the codes of colours would count as letters.
    yield _paint(outcome, f"{label}:", item.severity) + lines[0].removeprefix(f"{label}:")
    yield from lines[1:]
    where = printable(f"{item.at.path}:{item.at.line}:{item.at.column}")
    yield f"  --> {where}  {_paint(outcome, f'[{item.rule}]', 'faint')}"
    if item.at.text.strip():
        yield from _excerpt(outcome, item)
    for place in item.related[:_RELATED]:
        text = f": {_visible(place.text.strip()[:60])}" if place.text.strip() else ""
        yield f"  {outcome.words('see-also')} {printable(place.path)}:{place.line}:{place.column}{text}"
    if len(item.related) > _RELATED:
        yield f"  {outcome.words('see-also-more', count=len(item.related) - _RELATED)}"


def _excerpt(outcome: Outcome, item: Told) -> Iterator[str]:
    """The source line with carets, cut around the value where it is long."""
    # Five digits and a bar between two spaces stand before the line.
    room = outcome.width - 8
    first = max(0, item.at.column - 1 - room // 2) if len(item.at.text) > room else 0
    shown = _visible(item.at.text[first : first + room])
    before = item.at.column - 1 - first
    length = max(1, min(item.at.end_column - item.at.column, len(shown) - before))
    yield f"{item.at.line:>5} | {shown}"
    yield f"      | {' ' * before}{_paint(outcome, '^' * length, item.severity)}"


def _visible(line: str) -> str:
    """A source line sign by sign, so that carets stay under their value; what cannot be shown is a lozenge."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\N{LOZENGE}" for sign in line)


def _paint(outcome: Outcome, words: str, color: str) -> str:
    return f"\x1b[{_COLORS[color]}m{words}\x1b[0m" if outcome.color else words
