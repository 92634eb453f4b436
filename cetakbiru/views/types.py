"""What is shown: nodes, edges, groups, cells. No layout and no markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cetakbiru.metamodel import PackError, Text, text

# A name becomes the address of a page.
_NAME = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A view as a pack or a project defines it.

    Attributes:
        name: stem of its file.
        form: which form computes it.
        scope: ``government`` (one view) or ``unit`` (one for each work unit).
        options: the rest, read by the form.
    """

    name: str
    form: str
    scope: str
    title: Text
    intro: Text
    options: Mapping[str, Any]

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """An option that is a list of words."""
        raw = self.options.get(key)
        if raw is None:
            return default
        return tuple(str(item) for item in raw) if isinstance(raw, list) else (str(raw),)

    def word(self, key: str, default: str = "") -> str:
        """An option that is one word."""
        return str(self.options.get(key) or default)

    def number(self, key: str, default: int) -> int:
        """An option that is a number.

        Raises:
            PackError: it is none.
        """
        written = str(self.options.get(key) or default)
        if not written.isdecimal():
            raise PackError(f"viewpoints/{self.name}.yaml: {key}: {written} (0, 1, 2, …)")
        return int(written)

    def flag(self, key: str) -> bool:
        """An option that is yes or no; no unless said."""
        # Options are text, as all scalars of a pack are: true is a word here.
        return self.word(key).lower() in ("true", "yes", "ya")


def viewpoint(name: str, raw: Mapping[str, Any]) -> Viewpoint:
    """One viewpoint's data.

    Raises:
        PackError: the form or the title is missing, or the name cannot be an address.
    """
    if not _NAME.fullmatch(name) or name == "index":
        raise PackError(f"viewpoints/{name}.yaml: nama berkas / file name (a–z, 0–9, -, _; index)")
    if not raw.get("form") or not raw.get("title"):
        raise PackError(f"viewpoints/{name}.yaml: form, title")
    rest = {key: value for key, value in raw.items() if key not in ("form", "scope", "title", "intro")}
    scope = str(raw.get("scope") or "government")
    return Viewpoint(name, str(raw["form"]), scope, text(raw["title"]), text(raw.get("intro")), rest)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a diagram.

    Attributes:
        id: full id of the element.
        kind: its kind; ``domain`` its chapter.
        own: whether it belongs to what the view is about, or is its surroundings.
        owner: abbreviation or name of the owning unit, where the node is not the view's own.
        state: ``present``, ``changed``, ``new`` or empty.
        mark: in a comparison ``added``, ``removed`` or ``changed``; ``was`` its name before, where that differs.
    """

    id: str
    name: Text
    kind: str
    domain: str
    own: bool
    owner: Text
    state: str
    mark: str = ""
    was: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a diagram; ``count`` relations in one where the view draws them together.

    In a comparison it has a ``mark`` as a node has; ``was`` is the count before, where it is changed.
    """

    source: str
    target: str
    label: Text
    role: str
    count: int = 1
    mark: str = ""
    was: int = 0


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes and edges, in a repeatable order.

    Attributes:
        direction: ``LR`` or ``TB``.
        layers: kinds in the order of the layers, where each kind is a layer of its own.
        groups: group id to its name, for nodes drawn in frames; ``group_of`` node id to group id.
        counted: whether an edge tells how many relations it stands for.
        left_out: how many elements were not drawn to keep the picture legible.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    direction: str
    layers: tuple[str, ...]
    groups: Mapping[str, Text] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    counted: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Head of a row or column: an element, or a class of elements."""

    id: str
    name: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, and the elements behind it."""

    text: str
    ids: tuple[str, ...]
    strength: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Elements in rows.

    Attributes:
        columns: key and label; the key is an attribute's name, or steps that lead to other elements.
        rows: ids.
        ends: (row, key) to the ids that a column's steps lead to.
    """

    columns: tuple[tuple[str, Text], ...]
    rows: tuple[str, ...]
    ends: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bar:
    """A work package on the roadmap: its years, what each costs, and what must come first."""

    id: str
    name: Text
    years: tuple[int, ...]
    amounts: Mapping[int, int]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Work packages in groups over the years of the plan."""

    rows: tuple[tuple[Text, tuple[Bar, ...]], ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A class of a heat map: how many elements fall in it, whose they are, and whether several owners share a code."""

    code: str
    name: Text
    ids: tuple[str, ...]
    owners: tuple[str, ...]
    doubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Classes of a reference, in groups: (code, name, tiles)."""

    scheme: str
    rows: tuple[tuple[str, Text, tuple[Tile, ...]], ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Shares from 0 to 1 along axes."""

    rows: tuple[tuple[str, Text, float, int], ...]


@dataclass(frozen=True, slots=True)
class ComputedView:
    """A viewpoint applied to a model.

    Attributes:
        name: name of the viewpoint; ``unit`` the work unit it is about, or empty.
        title: the viewpoint's title with the unit's name in it.
        body: what the form computed.
    """

    name: str
    unit: str
    form: str
    title: Text
    intro: Text
    body: Diagram | Matrix | Catalogue | Roadmap | Heatmap | Radar

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        if isinstance(self.body, Diagram):
            # A single node says nothing that its card does not say.
            return len(self.body.nodes) < 2
        return not self.body.rows
