"""When each element last changed, by the lines of its file; and what changed lately."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from cetakbiru.model import Element, Model
from cetakbiru.review.repository import Commit, GitError, Repository
from cetakbiru.source import FOLDERS, SETTINGS, Heads, Shelf, Sources, line_of, sum_of


def recent(repository: Repository, sources: Sources, count: int = 8) -> list[Commit]:
    """The latest commits that touched the model's own files; none where git cannot tell.

    Args:
        repository: the project's repository, which may hold other things too.
        sources: what was read of the project.
        count: how many at most.
    """
    try:
        # Folders and not the files found in them, since a file that was taken away is a change as well.
        return repository.recent(count, (*FOLDERS, SETTINGS, *sources.manifests))
    except GitError:
        return []


def element_history(
    repository: Repository, model: Model, heads: Mapping[str, Heads], shelf: Shelf | None = None
) -> dict[str, Commit]:
    """The commit that last changed any line of each element.

    Args:
        repository: the project's repository.
        model: the model of the working tree.
        heads: lines of elements, as far as they are known.
        shelf: where is kept what git said of each file; git is asked again where the file or the last commit is new.

    Returns:
        Element id to commit; without those whose file git does not know yet.
    """
    by_path: dict[str, list[Element]] = {}
    for element in model.elements.values():
        by_path.setdefault(element.path, []).append(element)

    def ask(paths: list[str]) -> dict[str, dict[str, list[str]]]:
        # Git goes through the history once for each file, in processes of its own.
        with ThreadPoolExecutor() as pool:
            lines = pool.map(lambda path: _lines(repository, path), paths)
            return {path: _latest(model, by_path[path], heads, said) for path, said in zip(paths, lines, strict=True)}

    try:
        head, whole = repository.resolve("HEAD"), not repository.is_shallow()
    except GitError:
        return {}  # no commit yet
    # A shallow clone may be given more of the past while its last commit stays.
    kept = shelf if shelf and whole else Shelf(name="history")
    told = kept.filled({path: _sum(model, head, elements) for path, elements in by_path.items()}, ask)
    return {key: Commit(*commit) for path in by_path for key, commit in told[path].items()}


def _sum(model: Model, head: str, elements: list[Element]) -> str:
    """A name for all that the history of a file's elements hangs on."""
    ids = " ".join(element.id for element in elements)
    return sum_of({"file": model.sources.sums.get(elements[0].path, "").encode(), "asked": f"{head} {ids}".encode()})


def _lines(repository: Repository, path: str) -> list[Commit]:
    try:
        return repository.line_commits(path)
    except GitError:
        return []


def _latest(
    model: Model, elements: list[Element], heads: Mapping[str, Heads], lines: list[Commit]
) -> dict[str, list[str]]:
    """Each element's lines run to the next element of the file."""
    starts = sorted((line_of(item.place(), heads, model.sources.documents), item.id) for item in elements)
    ends = [line for line, _ in starts[1:]] + [len(lines) + 1]
    latest = {}
    for (start, element_id), end in zip(starts, ends, strict=True):
        # Lines that are not committed yet have an id of zeros.
        own = [commit for commit in lines[start - 1 : end - 1] if commit.id.strip("0")]
        if own:
            last = max(own, key=lambda commit: commit.date)
            latest[element_id] = [last.id, last.date, last.subject]
    return latest
