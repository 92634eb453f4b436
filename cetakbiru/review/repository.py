"""The only door to git: revisions read from its objects, without checkout, index or temporary branch."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from cetakbiru.source import UnusableError

TIMEOUT = 120
# No lock where git only reads, no question for a password that nobody answers, and errors in one language.
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
# A hook runs with these set, relative to where git was called, which is not the project's folder.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class GitError(UnusableError):
    """Git cannot answer; the message says why and what to do, in Indonesian and English."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as a page tells it: short id, date (ISO) and subject; never a person's name."""

    id: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A path of a commit, from the project's folder, with the id of its blob: a file, a link, or a submodule."""

    path: str
    blob: str
    mode: str

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link, whose blob holds where it leads."""
        return self.mode == "120000"

    @property
    def is_module(self) -> bool:
        """Whether it is a submodule, whose files are in another repository."""
        return self.mode == "160000"


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
            # The end of options, or a revision named like one would be obeyed as such.
            return self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except GitError:
            raise GitError(self._unknown(revision)) from None

    def _unknown(self, revision: str) -> str:
        """Why a revision is not here: a shallow clone, or no such name."""
        if self.is_shallow():
            return (
                f"Revisi '{revision}' tidak ada karena klon ini dangkal. Ambil seluruh riwayatnya: git fetch "
                f"--unshallow; pada CI pakai fetch-depth: 0 (GitHub) atau GIT_DEPTH: 0 (GitLab).\n"
                f"Revision '{revision}' is not here because this clone is shallow. Fetch the whole history: git fetch "
                f"--unshallow; in CI use fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
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
            raise GitError(self._apart()) from None

    def _apart(self) -> str:
        """Why two revisions have no common ancestor here: a shallow clone, or histories that never met."""
        if self.is_shallow():
            return (
                "Leluhur bersama kedua revisi tidak ada karena klon ini dangkal. Ambil seluruh riwayatnya: git fetch "
                "--unshallow; pada CI pakai fetch-depth: 0 (GitHub) atau GIT_DEPTH: 0 (GitLab).\n"
                "The common ancestor of the two revisions is not here because this clone is shallow. Fetch the whole "
                "history: git fetch --unshallow; in CI use fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
            )
        return (
            "Kedua revisi tidak punya leluhur bersama: riwayatnya terpisah. Pilih revisi lain, atau bandingkan "
            "keduanya langsung: --no-merge-base.\n"
            "The two revisions have no common ancestor: their histories are unrelated. Choose another revision, or "
            "compare the two directly: --no-merge-base."
        )

    def is_shallow(self) -> bool:
        """Whether part of the past is not here."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == "true"

    def entries(self, commit: str, paths: Iterable[str]) -> list[Entry]:
        """Files, links and submodules of a commit below some folders, or at some paths."""
        wanted = [os.fsencode(f"{self.prefix}{path}") for path in paths]
        if not wanted:
            return []
        # Ended by zero bytes, since git quotes names with other signs where they end by lines.
        rows = self._raw("ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted).split(b"\0")
        found = []
        for row in filter(None, rows):
            facts, _, path = row.partition(b"\t")
            mode, _, blob = facts.decode().split()
            found.append(Entry(os.fsdecode(path).removeprefix(self.prefix), blob, mode))
        return found

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Contents of blobs by id, all read by one process.

        Raises:
            GitError: one is not here, as in a partial clone.
        """
        wanted = list(dict.fromkeys(ids))
        # All by one process: to begin one for each blob would take longer than to read it.
        raw = self._raw("cat-file", "--batch", feed="".join(f"{item}\n" for item in wanted).encode())
        contents, spot = {}, 0
        for item in wanted:
            end = raw.index(b"\n", spot)
            kind, _, size = raw[spot:end].decode().partition(" ")[2].partition(" ")
            if kind != "blob":
                raise GitError(f"git cat-file: {item} {kind}")
            contents[item] = raw[end + 1 : end + 1 + int(size)]
            spot = end + 1 + int(size) + 1
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
            # Author and summary stand only at the first line of a commit; the others repeat its id alone.
            elif len(row.split()[0]) == 40:
                current = row.split()[0]
        return lines

    def _git(self, *arguments: str) -> str:
        return self._raw(*arguments).decode("utf-8", "replace")

    def _raw(self, *arguments: str | bytes, feed: bytes | None = None) -> bytes:
        kept = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
        try:
            done = subprocess.run(  # noqa: S603 - fixed program, arguments never pass a shell
                ["git", "-C", str(self.root), *arguments],  # noqa: S607 - git is found on the path like everywhere
                input=feed, capture_output=True, timeout=TIMEOUT, check=False, env={**kept, **_QUIET},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise GitError(f"git: {TIMEOUT} s") from None
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip()[:500] or f"git {arguments[0]!r}")
        return done.stdout


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def open_repository(root: Path) -> Repository:
    """The repository that a project's folder is in.

    Raises:
        GitError: there is none, git is not installed, or it refuses to read this one.
    """
    try:
        found = Repository(root, "")._git("rev-parse", "--show-prefix").rstrip("\n")
    except FileNotFoundError:
        raise GitError(
            "Git tidak terpasang, atau tidak ada pada PATH. Pasang git, lalu jalankan lagi.\n"
            "Git is not installed, or not on the PATH. Install git, then run this again."
        ) from None
    except GitError as error:
        raise GitError(
            f"Folder ini tidak dapat dibaca sebagai repositori git ({error}). Jalankan di dalam repositori, atau buat "
            f"dahulu: git init.\n"
            f"This folder cannot be read as a repository of git ({error}). Run this inside a repository, or begin one: "
            f"git init."
        ) from None
    return Repository(root, PurePosixPath(found).as_posix() + "/" if found else "")


def repository(root: Path) -> Repository | None:
    """The repository that a project's folder is in, or None where there is none or git is not installed."""
    try:
        return open_repository(root)
    except GitError:
        return None
