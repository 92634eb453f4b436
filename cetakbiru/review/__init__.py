"""Two revisions to what changed, what it means, and how a reviewer sees it. The only door to git."""

from cetakbiru.review.history import element_history, recent
from cetakbiru.review.repository import Commit, GitError, Repository, repository

__all__ = ["Commit", "GitError", "Repository", "element_history", "recent", "repository"]
