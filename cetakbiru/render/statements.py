"""Statements of a DOT text, written as they come; quoted by the one who knows how, and each word once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from graphviz import quoting

# The same names, classes and addresses stand in hundreds of diagrams, and its own writer takes four times as long.
quoted = lru_cache(maxsize=1 << 16)(quoting.quote)


class Statements:
    """A graph, or a part of one, that grows by statements.

    Attributes:
        lines: what was stated so far.
    """

    def __init__(self, indent: str = "\t") -> None:
        self.indent = indent
        self.lines: list[str] = []

    def attributes(self, of: str, **values: str) -> None:
        """Attributes that all nodes or edges have, or the graph itself."""
        self._state(f"{of}{_list(None, values)}")

    def own(self, **values: str) -> None:
        """Attributes of this part of a graph."""
        self._state(_pairs(None, values))

    def node(self, name: str, label: str | None = None, **values: str) -> None:
        """A node."""
        self._state(f"{quoted(name)}{_list(label, values)}")

    def edge(self, tail: str, head: str, label: str | None = None, **values: str) -> None:
        """An edge."""
        self._state(f"{quoted(tail)} -> {quoted(head)}{_list(label, values)}")

    @contextmanager
    def part(self, name: str = "") -> Iterator[Statements]:
        """A subgraph, framed where its name begins with ``cluster``."""
        inner = Statements(self.indent + "\t")
        yield inner
        self._state("\n".join([f"subgraph {quoted(name)} {{" if name else "{", *inner.lines, f"{self.indent}}}"]))

    @property
    def text(self) -> str:
        """The whole as DOT."""
        return "\n".join(["digraph {", *self.lines, "}", ""])

    def _state(self, statement: str) -> None:
        self.lines.append(self.indent + statement)


def _list(label: str | None, values: Mapping[str, str]) -> str:
    pairs = _pairs(label, values)
    return f" [{pairs}]" if pairs else ""


def _pairs(label: str | None, values: Mapping[str, str]) -> str:
    first = [] if label is None else [f"label={quoted(label)}"]
    return " ".join([*first, *(f"{key}={quoted(values[key])}" for key in sorted(values))])
