"""Text to plain data, by PyYAML's C events: no tags obeyed, no aliases expanded, nothing executed.

Every scalar stays the text that was written (or None where nothing was), because only the attribute's
type knows whether ``no`` is a word and ``2026`` a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from cetakbiru.source.cores import ODD, plain_all
from cetakbiru.source.finding import Finding, Place
from cetakbiru.source.plain import NOTHING
from cetakbiru.source.syntax import MAX_DEPTH, complaint
from cetakbiru.source.text import lines_as_shown


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file as written.

    Attributes:
        path: POSIX path relative to the project.
        text: the decoded text.
        data: dicts, lists, text and None.
    """

    path: str
    text: str
    data: Any


@dataclass(slots=True)
class _Frame:
    """An open mapping or list while the events run by."""

    container: Any
    key: str | None = None
    skipped: bool = False


@dataclass(slots=True)
class _Reader:
    """State of one pass over one file's events."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    result: Any = None

    def report(self, rule: str, event: Any, **facts: str) -> None:
        """Note a finding at an event, as far as it goes on its first line."""
        start, end = event.start_mark, event.end_mark
        # Carets can stand under one line only.
        stop = end.column if end.line == start.line and end.column > start.column else start.column + 1
        spot = (start.line + 1, start.column + 1, stop + 1)
        self.findings.append(Finding(rule, Place(self.path, at=spot), facts))

    def add(self, value: Any) -> None:
        """Put a finished scalar or a fresh container where it belongs."""
        if not self.stack:
            self.result = value
            return
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
        else:
            if not frame.skipped:
                frame.container[frame.key] = value
            frame.key, frame.skipped = None, False

    def expects_key(self) -> bool:
        """Whether the next event is a key of a mapping."""
        return bool(self.stack) and isinstance(self.stack[-1].container, dict) and self.stack[-1].key is None

    def take_key(self, event: Any) -> None:
        """Read a mapping's key; a repeated or merge key is reported and its value set aside."""
        frame = self.stack[-1]
        frame.key = event.value
        # In quotation marks it is a key like any other.
        if event.value == "<<" and not event.style:
            self.report("yaml-alias", event, name="<<")
            frame.skipped = True
        elif event.value in frame.container:
            self.report("duplicate-key", event, key=event.value)
            frame.skipped = True


def parse(path: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Read one YAML text.

    Args:
        path: POSIX path relative to the project.
        text: decoded text.

    Returns:
        The document, or None where it does not parse, and the findings.
    """
    return parse_all({path: lines_as_shown(text)})[path]


def parse_all(texts: Mapping[str, str]) -> dict[str, tuple[Document | None, list[Finding]]]:
    """Read many YAML texts.

    Args:
        texts: decoded texts by path, their lines ended by line feeds.

    Returns:
        What ``parse`` returns for each of them.
    """
    read = zip(texts.items(), plain_all(list(texts.values())), strict=True)
    return {
        path: _parse_with_care(path, text) if data is ODD else (Document(path, text, data), [])
        for (path, text), data in read
    }


def _parse_with_care(path: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Read a text that the quick way gave up: every event is looked at, and what is wrong is noted."""
    reader = _Reader(path)
    if _run(reader, text):
        return Document(path, text, reader.result), reader.findings
    lines = text.split("\n")
    return None, [replace(item, place=_with_line(item.place, lines)) for item in reader.findings]


def _with_line(place: Place, lines: list[str]) -> Place:
    """A place that carries its source line, since no document will be there to look it up."""
    number = place.at[0] if place.at else 0
    return replace(place, text=lines[number - 1] if 0 < number <= len(lines) else "")


def _run(reader: _Reader, text: str) -> bool:
    """Feed all events to the reader; False where the file cannot be used."""
    try:
        for event in _events(text):
            if not _step(reader, event):
                return False
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        reader.findings.append(complaint(reader.path, text, error))
        return False
    return True


def _events(text: str) -> Iterator[Any]:
    """All events of a text, one by one; the C parser needs no recursion for this."""
    # Events and no nodes: the composer would expand aliases, obey tags and recurse as deep as the text does.
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def _step(reader: _Reader, event: Any) -> bool:
    """Handle one event; False to stop reading the file."""
    kind = type(event)
    if kind is yaml.ScalarEvent:
        _scalar(reader, event)
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        return _open(reader, event, {} if kind is yaml.MappingStartEvent else [])
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        reader.stack.pop()
    elif kind is yaml.AliasEvent:
        reader.report("yaml-alias", event, name=f"*{event.anchor}")
        _alias(reader, event)
    elif kind is yaml.DocumentStartEvent and reader.result is not None:
        reader.report("yaml-several-documents", event)
        return False
    return True


def _alias(reader: _Reader, event: Any) -> None:
    """Leave out what an alias stands for: expanding it could make a small file explode."""
    if reader.expects_key():
        reader.stack[-1].key, reader.stack[-1].skipped = event.anchor, True
    # In a list nothing stands in its place: an empty item would be a second finding.
    elif not (reader.stack and isinstance(reader.stack[-1].container, list)):
        reader.add(None)


def _scalar(reader: _Reader, event: Any) -> None:
    """Handle one scalar: a key or a value."""
    if event.tag and event.tag != "!" and not event.tag.startswith("tag:yaml.org,2002:str"):
        reader.report("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    if reader.expects_key():
        reader.take_key(event)
    else:
        # Quotation marks make a text of what would mean nothing without them.
        plain = event.implicit[0] and not event.style
        reader.add(None if plain and event.value in NOTHING else event.value)


def _open(reader: _Reader, event: Any, container: Any) -> bool:
    """Open a mapping or list, unless it is a key or too deep."""
    # Rules and JSON walk through data by recursion, which Python ends at some depth.
    if len(reader.stack) >= MAX_DEPTH:
        reader.report("yaml-too-deep", event, limit=str(MAX_DEPTH))
        return False
    if reader.expects_key():
        reader.report("yaml-complex-key", event)
        return False
    if event.tag and event.tag not in ("!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        reader.report("yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    # What stands under a repeated key is read to its end, for its own faults, but is part of nothing.
    skipped = bool(reader.stack) and reader.stack[-1].skipped
    reader.add(container)
    reader.stack.append(_Frame(container, skipped=skipped))
    return True
