"""A pack's folder as plain data, with the packs it extends beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cetakbiru.source import Cache, Document, Finding, UnusableError, decode, locate, parse, sum_of

SECTIONS = ("kinds", "vocabularies", "references", "rules", "viewpoints", "instruments")


class PackError(UnusableError):
    """A pack that cannot be used; the message says what is wrong and where.

    Attributes:
        findings: what is wrong with the form of a file, where that is the trouble.
    """

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def builtin_packs() -> Path:
    """Folder of the packs that come with the toolkit."""
    # Not by `importlib.resources`, whose import takes longer than reading a pack that is kept.
    return Path(__file__).parents[1] / "packs"


def find_pack(name: str, project: Path) -> Path:
    """Folder of a pack: a path inside the project, or the name of one that comes with the toolkit.

    Raises:
        PackError: where there is none.
    """
    # Links are followed before anything is asked: neither `..` nor a link may fetch a pack from outside the project.
    inside = (project / name).resolve()
    if (inside / "pack.yaml").is_file() and inside.is_relative_to(project.resolve()):
        return inside
    builtin = builtin_packs() / name
    # A name with a slash or a point in it would lead out of the folder of shipped packs.
    if name.isidentifier() and (builtin / "pack.yaml").is_file():
        return builtin
    known = ", ".join(sorted(item.name for item in builtin_packs().iterdir() if (item / "pack.yaml").is_file()))
    raise PackError(f"pack: '{name}' — tidak ada paket dengan nama itu / no such pack. ({known})")


def read_pack(folder: Path, cache: Cache) -> dict[str, Any]:
    """Read a pack and those it extends; entries of the nearer pack win, file by file.

    Args:
        folder: the pack's folder.
        cache: where the data of its files may be kept.

    Returns:
        Section name to mapping of file stem to (data, origin); ``pack`` and ``labels`` merged; ``mark`` a sum of all.
    """
    data, mark = _data(folder, cache)
    merged: dict[str, Any] = {section: {} for section in SECTIONS} | {"pack": {}, "labels": {}, "mark": ""}
    if base := data["pack.yaml"].get("extends"):
        merged = read_pack(builtin_packs() / str(base), cache)
    # Packs beneath count too: answers that are kept must not outlive a change in any of them.
    merged["mark"] += mark
    for name, content in data.items():
        section, _, file = name.removesuffix(".yaml").rpartition("/")
        if section:
            merged[section][file] = (content, str(folder / name))
        else:
            merged[file] = {**merged[file], **content}
    return merged


def _data(folder: Path, cache: Cache) -> tuple[dict[str, dict[str, Any]], str]:
    """Data of each file of a pack, by its name there, and a sum over the files."""
    names = ["pack.yaml", *(["labels.yaml"] if (folder / "labels.yaml").is_file() else [])]
    names += [f"{section}/{path.name}" for section in SECTIONS for path in sorted((folder / section).glob("*.yaml"))]
    # All bytes are read even where nothing changed, because an entry of the cache is found by content alone.
    files = {name: _bytes(folder / name) for name in names}
    data = cache.kept("pack", files, lambda: {name: _mapping(folder / name, raw) for name, raw in files.items()})
    return data, sum_of(files)


def read_yaml(path: Path) -> dict[str, Any]:
    """One YAML file that must hold a mapping.

    Raises:
        PackError: where it does not.
    """
    return _mapping(path, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PackError(f"{path}: {error.strerror}") from None


def _mapping(path: Path, raw: bytes) -> dict[str, Any]:
    text, findings = decode(path.name, raw)
    document, more = parse(path.name, text) if text is not None else (None, [])
    findings += more
    if findings or document is None or not isinstance(document.data, dict):
        complaints = "; ".join(_complaints(path, document, findings)) or f"{path}: bukan pemetaan / not a mapping"
        raise PackError(complaints, findings)
    return document.data


def _complaints(path: Path, document: Document | None, findings: list[Finding]) -> Iterator[str]:
    # The words that tell a finding are in the pack that cannot be read, so its rule and facts stand as they are.
    for finding in findings:
        where = locate({document.path: document} if document else {}, finding.place)
        yield f"{path}:{where.line}:{where.column}: {finding.rule} {dict(finding.facts)}"
