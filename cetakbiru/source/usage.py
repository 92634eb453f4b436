"""What was asked for and cannot be done."""

from __future__ import annotations


class UnusableError(Exception):
    """What a person must mend before a command can go on: a request, the settings, the pack, the repository."""


class UsageError(UnusableError):
    """A request that cannot be carried out; nothing was changed. Its words are told in Indonesian, then in English."""

    def __init__(self, *words: str) -> None:
        super().__init__("\n".join(words))
