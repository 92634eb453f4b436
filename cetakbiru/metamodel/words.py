"""Words in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Text = Mapping[str, str]
LANGUAGES = ("id", "en")
# Asked hundreds of thousands of times: whether it is of the first type is known at once.
_MAPPING = (dict, Mapping)


def text(raw: Any, fallback: str = "") -> Text:
    """Words as written (one string, or a mapping of languages) as a mapping of languages.

    A string stands for every language; the key ``*`` marks that it was written once.
    """
    if isinstance(raw, dict):
        words = {key: str(value) for key, value in raw.items() if value is not None}
        return words or {"*": fallback}
    return {"*": fallback if raw is None else str(raw)}


def say(words: object, language: str) -> str:
    """Words in a language; where it is missing, in the first one that is there."""
    if isinstance(words, _MAPPING):
        for key in (language, "*", *LANGUAGES):
            if key in words:
                return str(words[key])
        return str(next(iter(words.values()), ""))
    return "" if words is None else str(words)


def other_language(words: Text, language: str) -> str:
    """The language that words are said in where it is not the one asked for; else nothing."""
    if language in words or "*" in words:
        return ""
    return next((key for key in (*LANGUAGES, *words) if key in words), "")
