"""A project's files: which there are, and what each holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cetakbiru.source.document import Document, parse
from cetakbiru.source.finding import Finding, Place
from cetakbiru.source.text import MAX_BYTES, decode

FOLDERS = ("architecture", "blueprints")
_YAML = (".yaml", ".yml")


@dataclass(slots=True)
class Sources:
    """Everything that was read of a project.

    Attributes:
        documents: YAML files that parse, by path.
        narratives: Markdown files, by path.
        findings: what is wrong with the files themselves.
        broken: paths of files that could not be read; what they hold is unknown, not absent.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def take(self, path: str, raw: bytes) -> None:
        """Read one file's bytes; other kinds of file are left alone."""
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in (*_YAML, ".md"):
            return
        text, findings = decode(path, raw)
        if text is not None and suffix == ".md":
            self.narratives[path] = text
        elif text is not None:
            document, more = parse(path, text)
            findings += more
            if document is None:
                self.broken.add(path)
            else:
                self.documents[path] = document
        else:
            self.broken.add(path)
        self.findings += findings


def read_project(root: Path) -> Sources:
    """Read the model's files of a project folder, in the order of their paths.

    Args:
        root: folder that holds ``architecture/`` and ``blueprints/``.
    """
    sources = Sources()
    for folder in FOLDERS:
        if not (root / folder).is_dir():
            sources.findings.append(Finding("folder-missing", Place(folder, at=(1, 1)), {"folder": folder}))
            continue
        for path in _walk(root, root / folder, sources):
            _read_one(root, path, sources)
    return sources


def read_blobs(blobs: Iterable[tuple[str, bytes]]) -> Sources:
    """Read files given as (path, bytes), as a revision of git holds them."""
    sources = Sources()
    for path, raw in sorted(blobs):
        sources.take(path, raw)
    return sources


def _walk(root: Path, folder: Path, sources: Sources) -> Iterator[Path]:
    """Files below a folder, sorted; what cannot be a file of the model is reported."""
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
            _complain(sources, root, path, "file-outside-project")
        elif entry.is_dir(follow_symlinks=False):
            if path.suffix.lower() in _YAML:
                _complain(sources, root, path, "file-is-folder")
            else:
                yield from _walk(root, path, sources)
        else:
            yield path


def _complain(sources: Sources, root: Path, path: Path, rule: str) -> None:
    relative = path.relative_to(root).as_posix()
    sources.findings.append(Finding(rule, Place(relative, at=(1, 1)), {"path": relative}))


def _read_one(root: Path, path: Path, sources: Sources) -> None:
    """Read one file; a file that vanishes or may not be read is a finding."""
    relative = path.relative_to(root).as_posix()
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        facts = {"path": relative, "problem": error.strerror or type(error).__name__}
        sources.findings.append(Finding("file-unreadable", Place(relative, at=(1, 1)), facts))
        sources.broken.add(relative)
        return
    sources.take(relative, raw)
