"""Two revisions to what changed, what it means, and how a reviewer sees it. The only door to git."""

from cetakbiru.review.approvals import Approval, approve
from cetakbiru.review.comment import comment
from cetakbiru.review.compare import FileChange, Review, Side, compare
from cetakbiru.review.formats import schema as review_schema
from cetakbiru.review.formats import to_json, to_text
from cetakbiru.review.history import element_history, recent
from cetakbiru.review.page import ReviewPage, review_page
from cetakbiru.review.repository import Commit, GitError, Repository, open_repository, repository
from cetakbiru.review.rows import Row
from cetakbiru.review.snapshot import lay_out
from cetakbiru.review.told import ToldReview, tell_review
from cetakbiru.review.union import FrozenView, frozen_views

__all__ = [
    "Approval",
    "Commit",
    "FileChange",
    "FrozenView",
    "GitError",
    "Repository",
    "Review",
    "ReviewPage",
    "Row",
    "Side",
    "ToldReview",
    "approve",
    "comment",
    "compare",
    "element_history",
    "frozen_views",
    "lay_out",
    "open_repository",
    "recent",
    "repository",
    "review_page",
    "review_schema",
    "tell_review",
    "to_json",
    "to_text",
]
