"""When each element last changed, by the lines of its file; and what changed lately."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from cetakbiru.model import Element, Model
from cetakbiru.review.repository import Commit, GitError, Repository
from cetakbiru.source import FOLDERS, locate


def recent(repository: Repository, count: int = 8) -> list[Commit]:
    """The latest commits that touched the model; none where git cannot tell."""
    try:
        return repository.recent(count, FOLDERS)
    except GitError:
        return []


def element_history(repository: Repository, model: Model) -> dict[str, Commit]:
    """The commit that last changed any line of each element.

    Args:
        repository: the project's repository.
        model: the model of the working tree.

    Returns:
        Element id to commit; without those whose file git does not know yet.
    """
    by_path: dict[str, list[Element]] = {}
    for element in model.elements.values():
        by_path.setdefault(element.path, []).append(element)
    # Git goes through the history once for each file, in processes of its own.
    with ThreadPoolExecutor() as pool:
        lines = dict(zip(by_path, pool.map(lambda path: _lines(repository, path), by_path), strict=True))
    found: dict[str, Commit] = {}
    for path, elements in by_path.items():
        found |= _latest(model, elements, lines[path])
    return found


def _lines(repository: Repository, path: str) -> list[Commit]:
    try:
        return repository.line_commits(path)
    except GitError:
        return []


def _latest(model: Model, elements: list[Element], lines: list[Commit]) -> Mapping[str, Commit]:
    """Each element's lines run to the next element of the file."""
    starts = sorted((locate(model.sources.documents, item.place()).line, item.id) for item in elements)
    ends = [line for line, _ in starts[1:]] + [len(lines) + 1]
    latest = {}
    for (start, element_id), end in zip(starts, ends, strict=True):
        # Lines that are not committed yet have an id of zeros.
        own = [commit for commit in lines[start - 1 : end - 1] if commit.id.strip("0")]
        if own:
            latest[element_id] = max(own, key=lambda commit: commit.date)
    return latest
