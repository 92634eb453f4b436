"""What was asked for and cannot be done, told in both languages."""

from __future__ import annotations


class UsageError(Exception):
    """A request that cannot be carried out; nothing was changed."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(f"{indonesian}\n{english}")
