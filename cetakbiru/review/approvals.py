"""What a unit approves of: the marks of what it relies on, in a file that is committed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cetakbiru.metamodel import say
from cetakbiru.model import APPROVALS, RELIES_ON, Model, approved, nearest, relied_on
from cetakbiru.source import UsageError, dump, write_if_changed

VERSION = 1


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approval recorded.

    Attributes:
        path: the file; ``count`` how many elements it holds.
        new, changed, dropped: ids that it did not hold before, that had another mark, that are relied on no more.
    """

    path: str
    count: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    dropped: tuple[str, ...]


def approve(root: Path, model: Model, unit: str, language: str) -> Approval:
    """Record that a unit approves of all that it relies on, as it is now.

    Args:
        root: the project's folder.
        model: its model.
        unit: id of the unit.
        language: language of the file's comment.

    Raises:
        UsageError: there is no such unit, or a file cannot be read, so that what it holds is not known.
    """
    _refuse(model, unit)
    old, new = approved(model).get(unit, {}), relied_on(model, unit)
    # One file a unit: two units that approve on two branches never change the same lines.
    path = f"{APPROVALS}/{unit}.yaml"
    head = say(model.metamodel.label("approvals-head"), language)
    body = dump({"version": VERSION, "unit": unit, RELIES_ON: new})
    write_if_changed(root / path, f"# {head}\n{body}")
    return Approval(
        path=path,
        count=len(new),
        new=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and old[key] != new[key]),
        dropped=tuple(key for key in old if key not in new),
    )


def _refuse(model: Model, unit: str) -> None:
    """See that the unit exists and that all it may rely on is known."""
    if unit not in model.units:
        near = nearest(unit, model.units) or "-"
        raise UsageError(
            f"Tidak ada unit '{unit}'. Periksa ejaannya (paling mirip: {near}), atau tulis dahulu cetak birunya.",
            f"There is no unit '{unit}'. Check the spelling (nearest: {near}), or write its blueprint first.",
        )
    # Any broken file counts, whoever's it is: what it holds may be relied on.
    if model.sources.broken:
        paths = ", ".join(sorted(model.sources.broken))
        raise UsageError(
            f"Tidak dapat dibaca: {paths}. Yang isinya tidak diketahui tidak dapat disetujui. Perbaiki berkasnya, atau "
            "keluarkan dari proyek, lalu jalankan lagi.",
            f"Cannot be read: {paths}. What is not known cannot be approved of. Mend the file, or take it out of the "
            "project, then run this again.",
        )
