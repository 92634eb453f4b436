"""The review as one static page that needs nothing but itself, and the frozen diagrams as files beside it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cetakbiru.metamodel import SEVERITIES, say
from cetakbiru.render import environment, number, page, variants
from cetakbiru.report import Told
from cetakbiru.review.compare import Review
from cetakbiru.review.pictures import MOST, Picture, pictures
from cetakbiru.review.places import address
from cetakbiru.review.rows import Row
from cetakbiru.review.told import ToldReview

ROOM = 110
_JOINERS = "\u200c\u200d"  # they shape letters and emoji


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page, and the diagrams by file name."""

    html: str
    diagrams: Mapping[str, str]


def review_page(review: Review, told: ToldReview, project: Path, forge: str) -> ReviewPage:
    """The page of a review.

    Args:
        review: what was compared.
        told: the same in the page's language.
        project: its ``templates/`` may override the page's parts.
        forge: address of a line, with ``{path}``, ``{line}`` and ``{commit}``.
    """
    env = environment(project, review.after.model.metamodel, told.language)
    drawn = pictures(review, told.language, MOST)
    # Its hash goes into the page's security policy, by which no other script runs there.
    script = page(env, "review/review.js", {})
    facts = _Facts(told, forge)
    context = {**facts.all(), "pictures": shown([asdict(item) for item in drawn]), "most": MOST, "script": script,
               "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}  # fmt: skip
    label = review.after.model.metamodel.label
    words = {name: say(label(f"review-{name}"), told.language) for name in ("before", "after", "both")}
    style = page(env, "review/diagram.css", {})
    return ReviewPage(page(env, "review/page.html.j2", context), _files(drawn, style, words))


def _files(drawn: Iterable[Picture], style: str, words: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{item.stem}.{name}.svg": text
        for item in drawn
        if item.svg
        for name, text in variants(item.svg, style, words).items()
    }


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the page's templates are given."""

    told: ToldReview
    forge: str

    def all(self) -> dict[str, Any]:
        """Every fact by name."""
        told = self.told
        numbers = {item["element"]: number for number, item in enumerate(told.impacts)}
        facts: dict[str, Any] = shown({
            "told": asdict(told),
            "rows": [self._row(row, numbers) for row in told.rows],
            "units": list({row.unit: row.unit_name for row in told.rows}.items()),
            "signs": dict(Counter(row.sign for row in told.rows)),
            "severities": self._severities(),
            "introduced": [self._finding(item, told.after_commit) for item in sorted(told.introduced, key=_gravest)],
            "resolved": [self._finding(item, told.before_commit) for item in told.resolved],
            "deltas": [{**item, "difference": _difference(item["difference"], told.language)} for item in told.deltas],
            "reach": _reach(told.impacts),
        })  # fmt: skip
        return facts

    def _severities(self) -> dict[str, int]:
        found = Counter(item.severity for item in self.told.introduced)
        return {severity: found[severity] for severity in reversed(SEVERITIES) if found[severity]}

    def _row(self, row: Row, numbers: Mapping[str, int]) -> dict[str, Any]:
        """A change, with the address of its line, what a search looks at, and its place in the explorer."""
        # A removed line is found only in the commit that still had it.
        commit = self.told.before_commit if row.sign == "-" else self.told.after_commit
        words = (row.name, row.element, row.kind, row.label, row.before, row.after, row.unit_name, row.path)
        reached = numbers.get(row.element)
        # Folded here, so that the script compares plain text while one types.
        return {**asdict(row), "url": address(self.forge, commit, row.path, row.line),
                "text": " ".join(words).casefold(), "impact": reached,
                "services": 0 if reached is None else len(self.told.impacts[reached]["services"])}  # fmt: skip

    def _finding(self, item: Told, commit: str) -> dict[str, Any]:
        url = address(self.forge, commit, item.at.path, item.at.line)
        return {**asdict(item), "url": url, "excerpt": _excerpt(item)}


def _gravest(item: Told) -> int:
    return -[str(severity) for severity in SEVERITIES].index(item.severity)


def _excerpt(item: Told) -> dict[str, str]:
    """The source line in three parts, the value in the middle, cut around it where it is long."""
    text, start = item.at.text, item.at.column - 1
    end = max(start + 1, item.at.end_column - 1)
    first = max(0, start - ROOM // 2) if len(text) > ROOM else 0
    parts = (text[first:start], text[start:end][:ROOM], text[end : first + ROOM])
    # A tab takes one column, as it does in the count of columns, or the carets would not stand below the value.
    before, value, after = (part.expandtabs(1) for part in parts)
    return {"before": before, "value": value, "after": after, "carets": " " * len(before) + "^" * len(value)}


def _difference(amount: float, language: str) -> str:
    return ("+" if amount > 0 else "−") + number(abs(amount), language)


def _reach(impacts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the impact explorer shows: each name once, paths as places in the list of names."""
    names: dict[str, int] = {}

    def place(words: str) -> int:
        return names.setdefault(words, len(names))

    items = [
        {
            "sign": "−" if item["sign"] == "-" else item["sign"],
            "id": item["element"],
            "name": place(item["name"]),
            "up": [[place(step) for step in other["path"]] for other in item["services"]],
            "down": [[place(step) for step in other["path"]] for other in item["foundations"]],
            "units": [place(unit) for unit in item["units"]],
            "codes": item["codes"],
        }
        for item in impacts
    ]
    return {"names": list(names), "items": items}


def shown(value: Any) -> Any:
    """Plain data whose words hold no sign that is unseen or turns the reading direction."""
    if isinstance(value, str):
        return value if value.isprintable() else "".join(map(_letter, value))
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return [shown(item) for item in value] if isinstance(value, list | tuple) else value


def _letter(letter: str) -> str:
    return letter if letter.isprintable() or letter in _JOINERS else " "
