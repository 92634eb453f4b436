"""A revision of git, or a year of a model, to one side of a review."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cetakbiru.metamodel import PackError, Text
from cetakbiru.model import at
from cetakbiru.pipeline.others import changed_files, named
from cetakbiru.pipeline.project import RULES, VIEWPOINTS, Project, cache_of, check, open_project
from cetakbiru.pipeline.settings import FILE, SettingsError
from cetakbiru.review import Repository, Review, Side, compare, lay_out, open_repository
from cetakbiru.source import FOLDERS, Cache, Shelf, read_project


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
    found = open_repository(root)
    later = found.resolve(head) if head else ""
    earlier = found.resolve(base)
    if merge_base:
        earlier = found.merge_base(earlier, later or found.resolve("HEAD"))
    with tempfile.TemporaryDirectory(prefix="cetakbiru-") as folder:
        cache = cache_of(root)
        new = _Tree(Path(folder) / "new" if later else root, cache)
        # What is kept of the later side serves the earlier one too, which leaves it as it is.
        old = _Tree(Path(folder) / "old", replace(cache, closed=True))
        old.fill(found, earlier)
        if later:
            new.fill(found, later)
        after = new.side(head, later)
        old.other = new.project
        before, notes = _before(old, new, base, earlier)
        files = changed_files(old.root, new.root)
    return compare(before, after, files, [*notes, *_pack_note(before, after)])


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


class _Tree:
    """A project's folder: the working tree, or a commit's files laid out beside it.

    Attributes:
        root: the folder.
        cache: where what is worked out of it is kept.
        modules: paths of submodules, which a commit names without holding their files.
        project: what was read of it.
        other: the other side; what did not change is neither read nor built again.
    """

    def __init__(self, root: Path, cache: Cache) -> None:
        self.root, self.cache = root, cache
        self.modules: list[str] = []
        self.project: Project | None = None
        self.other: Project | None = None

    def fill(self, found: Repository, commit: str) -> None:
        """Lay out a commit's model, settings, and the pack and the manifests that these name."""
        self.root.mkdir()
        self.modules = lay_out(found, commit, [*FOLDERS, FILE], self.root)
        lay_out(found, commit, named(self.root), self.root)

    def side(self, name: str, commit: str) -> Side:
        """The side of a review that the folder is.

        Raises:
            SettingsError, PackError: its settings, rules or pack cannot be used.
        """
        try:
            known = self.other.model.sources.documents if self.other else {}
            sources = read_project(self.root, Shelf(self.cache), known)
            sources.broken |= set(self.modules)
            self.project = project = open_project(self.root, sources, self.cache, self.other)
            findings = check(project).findings
        except (SettingsError, PackError) as error:
            raise type(error)(str(error).replace(f"{self.root}/", "").replace(str(self.root), ".")) from None
        return Side(f"{name} ({commit[:9]})" if commit else "", commit, project.model, findings)

    def borrow(self, other: _Tree) -> None:
        """Take over another folder's settings, pack, rules and viewpoints in place of its own."""
        for path in (RULES, VIEWPOINTS, FILE, *named(self.root)):
            _remove(self.root / path)
        for path in (RULES, VIEWPOINTS, FILE, *named(other.root)):
            _copy(other.root / path, self.root / path)


def _before(old: _Tree, new: _Tree, name: str, commit: str) -> tuple[Side, list[Text]]:
    """The earlier side; where its settings, rules or pack cannot be used, its model as the later ones see it."""
    try:
        return old.side(name, commit), []
    except (SettingsError, PackError) as error:
        with tempfile.TemporaryDirectory(prefix="cetakbiru-") as folder:
            lent = _Tree(Path(folder) / "lent", old.cache)
            shutil.copytree(old.root, lent.root, symlinks=True)
            lent.modules, lent.other = old.modules, old.other
            lent.borrow(new)
            return lent.side(name, commit), [_note(str(error))]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    elif source.is_file():
        shutil.copyfile(source, target)


def _pack_note(before: Side, after: Side) -> Iterator[Text]:
    one, other = before.model.metamodel, after.model.metamodel
    if (one.id, one.version) != (other.id, other.version):
        words = f"{one.id} {one.version} → {other.id} {other.version}"
        yield {
            "id": f"Paket berubah: {words}. Perubahan di bawah dapat berasal dari paket, bukan dari model.",
            "en": f"The pack changed: {words}. Changes below may come from the pack, not from the model.",
        }


def _note(problem: str) -> Text:
    return {
        "id": f"Setelan, aturan, atau paket revisi dasar tidak dapat dipakai ({problem}). Modelnya dibaca dengan yang "
        "sekarang, sehingga perubahan setelan, aturan, dan paket tidak ikut ditinjau.",
        "en": f"Settings, rules or pack of the base revision cannot be used ({problem}). Its model is read with the "
        "present ones, so changes of settings, rules and pack are not reviewed.",
    }
