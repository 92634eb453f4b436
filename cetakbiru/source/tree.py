"""A project's files: which there are, and what each holds."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from cetakbiru.source.document import Document, parse, parse_all
from cetakbiru.source.finding import Finding, Place
from cetakbiru.source.shelf import Shelf
from cetakbiru.source.text import MAX_BYTES, decode

FOLDERS = ("architecture", "blueprints")
SETTINGS = "cetakbiru.yaml"
MANIFEST = "model.json"
MAX_MANIFEST = 64 * 1024 * 1024
_YAML = (".yaml", ".yml")
_READ = (*_YAML, ".md")


@dataclass(slots=True)
class Sources:
    """Everything that was read of a project.

    Attributes:
        documents: YAML files that parse, by path.
        narratives: Markdown files, by path.
        findings: what is wrong with the files themselves.
        broken: paths of files that could not be read; what they hold is unknown, not absent.
        manifests: JSON that members of the project publish, by path: its bytes, or where to read them when they are
            wanted, because those of a whole country are large; None for one that lies outside the project.
        sums: a sum over the bytes of each file, by path.
        earlier: of documents that changed since they were kept, the sum and the data of that time.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    manifests: dict[str, bytes | Path | None] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def take(
        self,
        files: Iterable[tuple[str, bytes]],
        known: Mapping[str, Document] | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """Read the bytes of files; other kinds of file, and hidden ones, are left alone.

        Args:
            files: paths and bytes; all of a project, where there is a shelf.
            known: documents read before; one whose text is still the same is not read again.
            shelf: where data of documents is kept.
        """
        texts = {path: text for path, raw in files if (text := self._yaml(path, raw)) is not None}
        # By text and not by time: a revision of git has none.
        same = {path: item for path, item in (known or {}).items() if texts.get(path) == item.text}
        if shelf:
            same |= self._kept({path: text for path, text in texts.items() if path not in same}, shelf)
        found = parse_all({path: text for path, text in texts.items() if path not in same})
        for path in texts:
            document, findings = (same[path], []) if path in same else found[path]
            self.findings += findings
            if document is None:
                self.broken.add(path)
            else:
                self.documents[path] = document
        if shelf:
            # Only what reads without a finding, since findings are not kept and must be found again.
            whole = {path: item.data for path, (item, findings) in found.items() if item and not findings}
            shelf.keep({path: (self.sums[path], data) for path, data in whole.items()}, texts)

    def _kept(self, texts: Mapping[str, str], shelf: Shelf) -> dict[str, Document]:
        """Documents whose file did not change since they were kept; what is kept of others is noted."""
        same = {}
        for path, text in texts.items():
            mark, data = shelf.entry(path) or ("", None)
            if mark == self.sums[path]:
                same[path] = Document(path, text, data)
            elif mark:
                self.earlier[path] = (mark, data)
        return same

    def manifest(self, path: str) -> bytes | None:
        """Bytes of a manifest that the project names; None where it may not be read."""
        found = self.manifests.get(path)
        if not isinstance(found, Path):
            return found
        with found.open("rb") as stream:
            return stream.read(MAX_MANIFEST)

    @property
    def manifest_bytes(self) -> int:
        """How much the manifests come to."""
        sizes = (
            item.stat().st_size if isinstance(item, Path) else len(item or b"") for item in self.manifests.values()
        )
        return sum(sizes)

    def _yaml(self, path: str, raw: bytes) -> str | None:
        """Text of a file that should be YAML; of every other file what is to be kept is kept."""
        self.sums[path] = hashlib.sha256(raw).hexdigest()
        if path.endswith(".json"):
            self.manifests[path] = raw
        if not _wanted(path):
            return None
        # Such a name would steer the terminal or the log in which it is told.
        if not path.isprintable():
            shown = "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in path)
            self.complain("file-name", shown, suggestion="")
            return None
        text, findings = decode(path, raw)
        self.findings += findings
        if text is None:
            self.broken.add(path)
        elif not path.lower().endswith(_YAML):
            self.narratives[path] = text
            return None
        return text

    def complain(self, rule: str, path: str, **facts: str) -> None:
        """Note what is wrong with a file or folder as such."""
        self.findings.append(Finding(rule, Place(path, at=(1, 1)), {"path": path, **facts}))


def read_project(root: Path, shelf: Shelf | None = None, known: Mapping[str, Document] | None = None) -> Sources:
    """Read the model's files of a project folder, in the order of their paths.

    Args:
        root: folder that holds ``architecture/`` and ``blueprints/``, and the settings.
        shelf: where data of documents is kept.
        known: documents read before, of another revision.
    """
    sources = Sources()
    paths: list[str] = []
    for folder in FOLDERS:
        if not (root / folder).is_dir():
            sources.complain("folder-missing", folder)
        elif not _inside(root, folder):
            sources.complain("file-outside-project", folder)
        else:
            paths += _walk(root, root / folder, sources)
    # Sorted, so that the order of a folder's entries, which systems give as they like, changes nothing.
    files = ((path, raw) for path in sorted(paths) if (raw := _read_one(root, path, sources)) is not None)
    sources.take(files, known, shelf)
    _read_settings(root, sources)
    return sources


def read_blobs(blobs: Iterable[tuple[str, bytes]], known: Mapping[str, Document] | None = None) -> Sources:
    """Read files given as (path, bytes), as a revision of git holds them.

    Args:
        blobs: the files.
        known: documents of another revision; what did not change is not read again.
    """
    sources = Sources()
    sources.take(sorted(blobs), known)
    return sources


def member_paths(settings: Any) -> list[str]:
    """Where in the project settings say that manifests of members lie: files, or folders that hold one.

    Args:
        settings: what the settings' document holds, of whatever form.
    """
    rows = settings.get("members") if isinstance(settings, dict) else None
    found = [row.get("source") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [path for path in found if isinstance(path, str) and path and _stays(path)]


def _stays(path: str) -> bool:
    """Whether a path as written neither leads out of the project nor means something else than a file to git."""
    # Git reads a path that begins with a colon as a pattern.
    return not path.startswith(("/", ":")) and ".." not in PurePosixPath(path).parts


def _read_settings(root: Path, sources: Sources) -> None:
    """The settings as a document, so that findings can point into it, and the manifests that it names."""
    try:
        raw = (root / SETTINGS).read_bytes()
    except OSError:
        return
    sources.sums[SETTINGS] = hashlib.sha256(raw).hexdigest()
    text, _ = decode(SETTINGS, raw)
    # What is wrong with the settings is told by who reads them; here only places in them are wanted.
    document, _ = parse(SETTINGS, text or "")
    if document:
        sources.documents[SETTINGS] = document
        for path in member_paths(document.data):
            _read_manifest(root, path, sources)


def _read_manifest(root: Path, path: str, sources: Sources) -> None:
    """One manifest, if it is there; one that lies elsewhere is not opened."""
    try:
        path = f"{path.rstrip('/')}/{MANIFEST}" if (root / path).is_dir() else path
        if not _inside(root, path):
            # Known but never opened, so that the finding can say why.
            sources.manifests[path] = None
        elif (root / path).is_file():
            with (root / path).open("rb") as stream:
                sources.sums[path] = hashlib.file_digest(stream, "sha256").hexdigest()
            sources.manifests[path] = root / path
    except (OSError, ValueError):
        return


def _wanted(path: str) -> bool:
    """Whether a file of this name belongs to the model."""
    return path.lower().endswith(_READ) and not any(part.startswith(".") for part in PurePosixPath(path).parts)


def _walk(root: Path, folder: Path, sources: Sources) -> Iterator[str]:
    """Paths of the model's files below a folder; what cannot be one is reported."""
    relative = folder.relative_to(root).as_posix()
    try:
        entries = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError as error:
        sources.complain("file-unreadable", relative, problem=error.strerror or "")
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.name.startswith("."):
            continue
        # A link to a folder is not entered: it could lead round in a circle.
        if entry.is_dir(follow_symlinks=False):
            if path.lower().endswith(_YAML):
                sources.complain("file-is-folder", path)
            else:
                yield from _walk(root, Path(entry.path), sources)
        elif _wanted(path) or Path(entry.path).is_dir():
            yield from _file(root, path, sources)


def _file(root: Path, path: str, sources: Sources) -> Iterator[str]:
    """A path, unless it leads out of the project or to a folder (which could lead round in a circle)."""
    if not (root / path).is_symlink():
        yield path
    elif not _inside(root, path):
        sources.complain("file-outside-project", path)
    elif (root / path).is_dir():
        sources.complain("folder-is-link", path)
    else:
        yield path


def _inside(root: Path, path: str) -> bool:
    """Whether a path stays in the project when links are followed; unlike ``resolve`` this bears links in a circle."""
    return Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def _read_one(root: Path, path: str, sources: Sources) -> bytes | None:
    """Bytes of one file; a file that vanishes, may not be read or is none (a pipe) is a finding."""
    try:
        # Opening a pipe would wait for ever for somebody to write.
        found = (root / path).stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "bukan berkas biasa / not a regular file")
        with (root / path).open("rb") as stream:
            # Room for as much as is allowed would be made for each file, however small. One byte more than that is
            # read of too large a one, so that it is known without being read to its end.
            return stream.read() if found.st_size <= MAX_BYTES else stream.read(MAX_BYTES + 1)
    except OSError as error:
        sources.complain("file-unreadable", path, problem=error.strerror or type(error).__name__)
        sources.broken.add(path)
        return None
