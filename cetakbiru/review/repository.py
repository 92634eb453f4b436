"""The only door to git: revisions read from its objects, without checkout, index or temporary branch."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

TIMEOUT = 120
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class GitError(Exception):
    """Git cannot answer; the message says why and what to do, in Indonesian and English."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as a page tells it: short id, date (ISO) and subject; never a person's name."""

    id: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and the project's folder within it.

    Attributes:
        root: the project's folder.
        prefix: the project's path from the top of the repository, empty at the top.
    """

    root: Path
    prefix: str

    def resolve(self, revision: str) -> str:
        """Full id of the commit that a branch, tag or id names.

        Raises:
            GitError: there is no such commit here.
        """
        try:
            return self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except GitError:
            raise GitError(self._unknown(revision)) from None

    def _unknown(self, revision: str) -> str:
        """Why a revision is not here: a shallow clone, or no such name."""
        if self._git("rev-parse", "--is-shallow-repository").strip() == "true":
            return (
                f"Revisi '{revision}' tidak ada karena klon ini dangkal. Ambil riwayatnya: git fetch --unshallow, "
                f"atau pakai fetch-depth: 0 pada CI.\nRevision '{revision}' is not here because this clone is shallow. "
                f"Fetch its history: git fetch --unshallow, or use fetch-depth: 0 in CI."
            )
        return (
            f"Revisi '{revision}' tidak dikenal git. Periksa ejaannya, atau ambil dahulu: git fetch.\n"
            f"Git knows no revision '{revision}'. Check its spelling, or fetch it first: git fetch."
        )

    def merge_base(self, base: str, head: str) -> str:
        """The commit where two revisions parted.

        Raises:
            GitError: their histories are unrelated, or too shallow here to tell.
        """
        try:
            return self._git("merge-base", base, head).strip()
        except GitError:
            shallow = self._git("rev-parse", "--is-shallow-repository").strip() == "true"
            hint = "git fetch --unshallow" if shallow else "--no-merge-base"
            raise GitError(
                f"Kedua revisi tidak punya leluhur bersama di sini ({hint}).\n"
                f"The two revisions have no common ancestor here ({hint})."
            ) from None

    def files(self, commit: str, folders: Iterable[str]) -> dict[str, str]:
        """Blob ids of the files below some folders (or of single files), by path from the project's folder."""
        wanted = [f"{self.prefix}{folder}" for folder in folders]
        listing = self._raw("ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted).decode("utf-8", "replace")
        found = {}
        for row in filter(None, listing.split("\0")):
            facts, _, path = row.partition("\t")
            mode, kind, blob = facts.split()
            if kind == "blob" and mode != "120000":
                found[path.removeprefix(self.prefix)] = blob
        return found

    def tree_files(self, folders: Iterable[str]) -> dict[str, str]:
        """Blob ids that the files of the working tree would have, by path from the project's folder."""
        paths = [p for folder in folders for p in sorted(_below(self.root / folder)) if not p.is_symlink()]
        if not paths:
            return {}
        names = [path.relative_to(self.root).as_posix() for path in paths]
        said = self._raw("hash-object", "--stdin-paths", feed="".join(f"{name}\n" for name in names).encode()).decode()
        return dict(zip(names, said.split(), strict=True))

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Contents of blobs by id, all read by one process."""
        wanted = list(dict.fromkeys(ids))
        raw = self._raw("cat-file", "--batch", feed="".join(f"{item}\n" for item in wanted).encode())
        contents, spot = {}, 0
        for item in wanted:
            end = raw.index(b"\n", spot)
            size = int(raw[spot:end].split()[2])
            contents[item] = raw[end + 1 : end + 1 + size]
            spot = end + 1 + size + 1
        return contents

    def recent(self, count: int, folders: Iterable[str]) -> list[Commit]:
        """The latest commits that touched some folders."""
        said = self._git("log", f"-{count}", "--format=%h%x1f%cs%x1f%s", "--", *folders)
        return [Commit(*row.split("\x1f", 2)) for row in said.splitlines() if row.count("\x1f") >= 2]

    def line_commits(self, path: str) -> list[Commit]:
        """For each line of a file, the commit that last changed it."""
        said = self._git("blame", "--porcelain", "--", path)
        commits: dict[str, Commit] = {}
        lines: list[Commit] = []
        current, date, subject = "", "", ""
        for row in said.splitlines():
            if row.startswith("\t"):
                commits.setdefault(current, Commit(current[:9], date, subject))
                lines.append(commits[current])
            elif row.startswith("committer-time "):
                date = _day(int(row.split()[1]))
            elif row.startswith("summary "):
                subject = row.partition(" ")[2]
            elif len(row.split()[0]) == 40:
                current = row.split()[0]
        return lines

    def _git(self, *arguments: str) -> str:
        return self._raw(*arguments).decode("utf-8", "replace")

    def _raw(self, *arguments: str, feed: bytes | None = None) -> bytes:
        done = subprocess.run(  # noqa: S603 - fixed program, arguments never pass a shell
            ["git", "-C", str(self.root), *arguments],  # noqa: S607 - git is found on the path like everywhere
            input=feed, capture_output=True, timeout=TIMEOUT, check=False, env={**os.environ, **_QUIET},
        )  # fmt: skip
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip()[:500] or f"git {arguments[0]}")
        return done.stdout


def _below(path: Path) -> list[Path]:
    return [path] if path.is_file() else [item for item in path.rglob("*") if item.is_file()]


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def repository(root: Path) -> Repository | None:
    """The repository that a project's folder is in, or None where there is none or git is not installed."""
    try:
        found = Repository(root, "")._git("rev-parse", "--show-prefix").strip()
    except (GitError, FileNotFoundError):
        return None
    return Repository(root, PurePosixPath(found).as_posix() + "/" if found else "")
