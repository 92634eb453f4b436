"""A rule's data, from a pack or from a project's own folder of policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cetakbiru.metamodel.folder import PackError
from cetakbiru.metamodel.types import SEVERITIES, Example, Rule
from cetakbiru.metamodel.words import text

_WORDS = ("type", "severity", "profile", "title", "message", "why", "basis", "bad", "good", "parameters")


def rule(name: str, raw: Mapping[str, Any], origin: str) -> Rule:
    """One rule file.

    Args:
        name: id of the rule, the stem of its file.
        raw: the file's data.
        origin: path of the file, for messages and its page.

    Raises:
        PackError: a word is missing or not known.
    """
    # A misspelt key would leave the rule at its default without a word.
    unknown = [key for key in raw if key not in _WORDS]
    missing = [key for key in ("type", "severity", "title", "message") if not raw.get(key)]
    if unknown or missing or raw["severity"] not in SEVERITIES:
        raise PackError(
            f"{origin}: kata tak dikenal / unknown word: {', '.join(unknown) or '-'}; "
            f"kurang / missing: {', '.join(missing) or '-'}; severity: {raw.get('severity')} ({', '.join(SEVERITIES)})"
        )
    return Rule(
        id=name,
        type=str(raw["type"]),
        severity=raw["severity"],
        profile=str(raw.get("profile") or "dasar"),
        title=text(raw["title"]),
        message=text(raw["message"]),
        why=text(raw.get("why")),
        basis=str(raw.get("basis") or ""),
        parameters=raw.get("parameters") or {},
        bad=_example(raw.get("bad")),
        good=_example(raw.get("good")),
        origin=origin,
    )


def _example(raw: Mapping[str, Any] | None) -> Example | None:
    return Example(dict(raw.get("files") or {}), str(raw.get("at") or "")) if raw else None
