"""A finding in a reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.source import Document, Finding, Location, Place, fingerprint, locate

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.S)
_FACT = re.compile(r"\{(\w+)\}")
_LONG = 160


@dataclass(frozen=True, slots=True)
class Places(Sequence[Location]):
    """Places whose lines are looked up when one asks for them: most reports show few of them, or none."""

    documents: Mapping[str, Document] = field(compare=False, repr=False)
    places: tuple[Place, ...]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, spot: int) -> Location: ...

    @overload
    def __getitem__(self, spot: slice) -> Sequence[Location]: ...

    def __getitem__(self, spot: int | slice) -> Location | Sequence[Location]:
        if isinstance(spot, slice):
            return [locate(self.documents, place) for place in self.places[spot]]
        return locate(self.documents, self.places[spot])


@dataclass(frozen=True, slots=True)
class Told:
    """A finding told in one language, with its lines found.

    Attributes:
        rule: id of the rule; ``title`` its short statement.
        severity: error, warning or info.
        message: what is wrong and the ways out; names in it stand as they were written.
        at: the primary location; ``related`` others that a reader wants to see.
        fingerprint: what stays the same of the finding when lines move.
    """

    rule: str
    severity: str
    title: str
    message: str
    element: str
    at: Location
    related: Sequence[Location]
    fingerprint: str = ""


def tell(finding: Finding, metamodel: Metamodel, documents: Mapping[str, Document], language: str) -> Told:
    """Tell a finding.

    Args:
        finding: what was found.
        metamodel: the pack, which holds the words.
        documents: documents by path, for the lines.
        language: language of the message.
    """
    rule = metamodel.rules.get(finding.rule)
    # A pack that extends none may lack words for what the reading finds; the id of the rule says more than nothing.
    template = say(rule.message, language) if rule else finding.rule
    return Told(
        rule=finding.rule,
        severity=finding.severity or "info",
        title=say(rule.title, language) if rule else finding.rule,
        message=fill(template, finding.facts, language),
        element=finding.element,
        at=locate(documents, finding.place),
        related=Places(documents, finding.related),
        fingerprint=fingerprint(finding),
    )


def fill(template: str, facts: Mapping[str, object], language: str) -> str:
    """Fill ``{fact}`` in a template; a part in ``[[ ]]`` stays only where all its facts are there."""

    def word(match: re.Match[str]) -> str:
        return _words(facts.get(match[1], ""), language)

    def optional(match: re.Match[str]) -> str:
        names = _FACT.findall(match[1])
        return match[1] if all(_words(facts.get(name, ""), language) for name in names) else ""

    # Facts come last and once, so that what a name holds is never read as a template.
    return " ".join(_FACT.sub(word, _OPTIONAL.sub(optional, template)).split())


def outline(template: str) -> str:
    """A template for people who read the rule and not a finding: the name of each fact stands in marks."""
    return _FACT.sub(r"‹\1›", template.replace("[[", "").replace("]]", ""))


def _words(value: object, language: str) -> str:
    """A fact as words: texts in the language, lists with commas, what is far too long cut."""
    if isinstance(value, tuple | list):
        words = ", ".join(_words(item, language) for item in value)
    else:
        words = say(value, language)
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"


def printable(words: str) -> str:
    """Words for a terminal or a log: a sign that is invisible or steers the screen becomes its code."""
    return words if words.isprintable() else "".join(_code(sign) for sign in words)


def _code(sign: str) -> str:
    # Python does not call it printable, but it steers nothing.
    if sign.isprintable() or sign == "\N{NO-BREAK SPACE}":
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def told_in_order(told: list[Told]) -> list[Told]:
    """Findings by file and line."""
    return sorted(told, key=lambda item: (item.at.path, item.at.line, item.at.column, item.rule))
