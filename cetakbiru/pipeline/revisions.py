"""A revision of git, or a year of a model, to one side of a review."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cetakbiru.metamodel import PackError, Text
from cetakbiru.model import at
from cetakbiru.pipeline.project import Project, check, open_project
from cetakbiru.pipeline.settings import FILE, SettingsError, load_settings
from cetakbiru.review import FileChange, GitError, Repository, Review, Side, compare, repository
from cetakbiru.source import FOLDERS, read_blobs

OTHER = ("architecture/rules/", "architecture/viewpoints/", "architecture/waivers.", "architecture/baseline.")
NOT_GIT: Text = {
    "id": "Folder ini bukan repositori git, atau git tidak terpasang. Tinjauan membandingkan dua revisi git.",
    "en": "This folder is no git repository, or git is not installed. A review compares two revisions of git.",
}


def review_revisions(root: Path, base: str, head: str = "", *, merge_base: bool = True) -> Review:
    """Compare two revisions, or a revision with the working tree.

    Args:
        root: the project's folder.
        base: branch, tag or commit to compare with.
        head: the later revision; the working tree where empty.
        merge_base: compare with the commit where the two parted, as a pull request does.

    Raises:
        GitError: git cannot answer.
        SettingsError, PackError: the later side cannot be read.
    """
    found = repository(root)
    if found is None:
        raise GitError("\n".join(NOT_GIT.values()))
    after_commit = found.resolve(head) if head else ""
    before_commit = found.resolve(base)
    if merge_base:
        before_commit = found.merge_base(before_commit, after_commit or found.resolve("HEAD"))
    after = _side(found, after_commit, head) if after_commit else _tree_side(root)
    notes: list[Text] = []
    try:
        before = _side(found, before_commit, base)
    except (SettingsError, PackError) as error:
        before = _read(found, before_commit, base, root)
        notes.append(_note(str(error)))
    notes += _pack_note(before, after)
    return compare(before, after, _files(found, before_commit, after_commit, root), notes)


def review_years(project: Project, first: int, last: int) -> Review:
    """Compare two years of one model: from present to target.

    Args:
        project: the project.
        first: the earlier year.
        last: the later one.
    """
    before, after = (
        Side(str(year), "", at(project.model, year), check(project, year=year).findings) for year in (first, last)
    )
    return compare(before, after)


def _tree_side(root: Path) -> Side:
    project = open_project(root)
    return Side("", "", project.model, check(project).findings)


def _side(found: Repository, commit: str, name: str) -> Side:
    """A commit's side, read from git's objects; settings and a pack of the project's own are laid out beside."""
    with tempfile.TemporaryDirectory(prefix="cetakbiru-") as folder:
        root = Path(folder)
        _lay_out(found, commit, [FILE], root)
        if (root / FILE).is_file() and "/" in (pack := load_settings(root).pack):
            _lay_out(found, commit, [pack], root)
        return _read(found, commit, name, root)


def _read(found: Repository, commit: str, name: str, root: Path) -> Side:
    files = found.files(commit, [*FOLDERS, *load_settings(root).members])
    contents = found.blobs(files.values())
    blobs = {path: contents[blob] for path, blob in files.items()} | {FILE: (root / FILE).read_bytes()}
    sources = read_blobs(blobs.items())
    project = open_project(root, sources)
    return Side(f"{name} ({commit[:9]})", commit, project.model, check(project).findings)


def _lay_out(found: Repository, commit: str, paths: list[str], root: Path) -> None:
    """Write some files of a commit into a folder of its own; paths of git never leave it."""
    files = found.files(commit, paths)
    contents = found.blobs(files.values())
    for path, blob in files.items():
        target = (root / path).resolve()
        if target.is_relative_to(root.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[blob])


def _files(found: Repository, before: str, after: str, root: Path) -> list[FileChange]:
    """Changed files that are no elements: settings, rules, viewpoints, waivers, narratives, the project's own pack."""
    wanted = [*FOLDERS, FILE, *_own_pack(root)]
    old = found.files(before, wanted)
    new = found.files(after, wanted) if after else found.tree_files(wanted)
    changes = []
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path) and _is_other(path):
            sign = "+" if path not in old else "-" if path not in new else "~"
            changes.append(FileChange(path, sign))
    return changes


def _own_pack(root: Path) -> list[str]:
    pack = load_settings(root).pack
    return [pack] if "/" in pack else []


def _is_other(path: str) -> bool:
    return path.endswith(".md") or path.startswith(OTHER) or not path.startswith(tuple(f"{f}/" for f in FOLDERS))


def _pack_note(before: Side, after: Side) -> list[Text]:
    one, other = before.model.metamodel, after.model.metamodel
    if (one.id, one.version) == (other.id, other.version):
        return []
    words = f"{one.id} {one.version} → {other.id} {other.version}"
    return [{
        "id": f"Paket berubah: {words}. Perubahan di bawah dapat berasal dari paket, bukan dari model.",
        "en": f"The pack changed: {words}. Changes below may come from the pack, not from the model.",
    }]  # fmt: skip


def _note(problem: str) -> Text:
    return {
        "id": f"Setelan atau paket revisi dasar tidak dapat dipakai ({problem}); dipakai yang sekarang.",
        "en": f"Settings or pack of the base revision cannot be used ({problem}); the present ones are.",
    }
