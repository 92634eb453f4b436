"""A pack's folder as plain data, with the packs it extends beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from cetakbiru.source import Document, Finding, decode, locate, parse

SECTIONS = ("kinds", "vocabularies", "references", "rules", "viewpoints", "instruments")


class PackError(Exception):
    """A pack that cannot be used; the message says what is wrong and where.

    Attributes:
        findings: what is wrong with the form of a file, where that is the trouble.
    """

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def builtin_packs() -> Path:
    """Folder of the packs that come with the toolkit."""
    return Path(str(resources.files("cetakbiru") / "packs"))


def find_pack(name: str, project: Path) -> Path:
    """Folder of a pack: a path inside the project, or the name of one that comes with the toolkit.

    Raises:
        PackError: where there is none.
    """
    inside = (project / name).resolve()
    if (inside / "pack.yaml").is_file() and inside.is_relative_to(project.resolve()):
        return inside
    builtin = builtin_packs() / name
    if name.isidentifier() and (builtin / "pack.yaml").is_file():
        return builtin
    known = ", ".join(sorted(item.name for item in builtin_packs().iterdir() if (item / "pack.yaml").is_file()))
    raise PackError(f"pack: '{name}' — tidak ada paket dengan nama itu / no such pack. ({known})")


def read_pack(folder: Path) -> dict[str, Any]:
    """Read a pack and those it extends; entries of the nearer pack win, file by file.

    Returns:
        Section name to mapping of file stem to (data, origin); ``pack`` and ``labels`` merged.
    """
    head = read_yaml(folder / "pack.yaml")
    merged: dict[str, Any] = {section: {} for section in SECTIONS} | {"pack": {}, "labels": {}}
    if base := head.get("extends"):
        merged = read_pack(builtin_packs() / str(base))
    merged["pack"] = {**merged["pack"], **head}
    if (folder / "labels.yaml").is_file():
        merged["labels"] = {**merged["labels"], **read_yaml(folder / "labels.yaml")}
    for section in SECTIONS:
        for path in sorted((folder / section).glob("*.yaml")):
            merged[section][path.stem] = (read_yaml(path), str(path))
    return merged


def read_yaml(path: Path) -> dict[str, Any]:
    """One YAML file that must hold a mapping.

    Raises:
        PackError: where it does not.
    """
    try:
        text, findings = decode(path.name, path.read_bytes())
    except OSError as error:
        raise PackError(f"{path}: {error.strerror}") from None
    document, more = parse(path.name, text) if text is not None else (None, [])
    findings += more
    if findings or document is None or not isinstance(document.data, dict):
        complaints = "; ".join(_complaints(path, document, findings)) or f"{path}: bukan pemetaan / not a mapping"
        raise PackError(complaints, findings)
    return document.data


def _complaints(path: Path, document: Document | None, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        where = locate({document.path: document} if document else {}, finding.place)
        yield f"{path}:{where.line}:{where.column}: {finding.rule} {dict(finding.facts)}"
