"""What was found and where: the one currency between all stages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Route = tuple[str | int, ...]
Part = Literal["key", "value"]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, named by its route of keys and indexes, not by its line.

    Attributes:
        path: POSIX path relative to the project.
        route: keys and indexes from the top of the document; empty for the file itself.
        part: whether the key or the value at the end of the route is meant.
        at: line, column and, where it is known, the column after the end, from 1; only where no route
            can be given (a file that does not parse).
        text: the source line at ``at``, where the file is not kept as a document.
    """

    path: str
    route: Route = ()
    part: Part = "value"
    at: tuple[int, int] | tuple[int, int, int] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one rule.

    Attributes:
        rule: id of the rule, a statement of the fault in kebab-case.
        place: the primary place.
        facts: words that fill the rule's message; a value may be a text in several languages.
        element: full id of the element concerned, or empty.
        related: other places that a reader wants to see.
        severity: set by the policy; rules do not choose it.
    """

    rule: str
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)
    element: str = ""
    related: tuple[Place, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place as a reader needs it: line and column from 1, and the source line itself."""

    path: str
    line: int
    column: int
    end_column: int
    text: str


def fingerprint(finding: Finding) -> str:
    """What stays the same of a finding when lines move: rule, file, element, route, related elements.

    A place without a route is told from others of its file by the facts.
    """
    parts = [finding.rule, finding.place.path, finding.element, *map(str, finding.place.route)]
    parts += ["/".join(map(str, place.route)) for place in finding.related]
    # No route: facts alone tell two faults of one file apart, and no line may, for lines move.
    if finding.place.at:
        parts += [f"{key}={value}" for key, value in sorted(finding.facts.items())]
    # A name of a file may hold bytes that are no text.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:20]
