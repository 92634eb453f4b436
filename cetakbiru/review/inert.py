"""Names that strangers chose, written so that nothing obeys them: no terminal, no CI runner, no forge."""

from __future__ import annotations

import re

from cetakbiru.render import plain

# GitHub and Azure obey these at the beginning of a line, or anywhere in it.
_WORKFLOW = re.compile(r"^::|##(?=\[|vso\[)")
# Signs that Markdown or HTML could read; all others say only themselves.
_ACTIVE = re.compile(r"[^a-zA-Z0-9\s.,;/()+−→=%–—'\"?-]")
# Signs after which a forge looks for a person, an issue, a label, a milestone, an emoji or the rest of an address.
_CALL = re.compile(r"([@#!~$%^&:*])(?=[\w/\"'])|\b(GH-)(?=\d)")
_LIST = re.compile(r"^(?:[-+=]|\d+[.)])")
_JOINER = "\N{WORD JOINER}"


def line(words: str) -> str:
    """One line for a terminal or a log: no control signs, and no command to the runner that shows it.

    Args:
        words: the line, with its indent.
    """
    indent = words[: len(words) - len(words.lstrip(" "))]
    return indent + _WORKFLOW.sub(lambda found: f"{found[0][0]} {found[0][1:]}", plain(words))


def gfm(words: object, most: int = 160) -> str:
    """Words that a forge shows as they are: nothing of Markdown, HTML, mentions or references in them is obeyed.

    Args:
        words: the words.
        most: how many signs of them are kept.
    """
    text = plain(words)
    text = text if len(text) <= most else text[: most - 1] + "…"
    # Only at the beginning would these make a list or a heading; elsewhere they say only themselves.
    start = _LIST.match(text)
    head = "".join(f"&#{ord(sign)};" for sign in start[0]) if start else ""
    # A forge looks for these after it has read entities, so that an entity hides none; an unseen sign between does.
    text = _CALL.sub(lambda found: found[0] + _JOINER, text[start.end() if start else 0 :])
    return head + _ACTIVE.sub(_entity, text).replace("www.", f"www&#46;{_JOINER}")


def code(words: object) -> str:
    """Words as a span of code, in which no forge looks for anything."""
    return f"`{plain(words).replace('`', ' ').strip() or ' '}`"


def _entity(match: re.Match[str]) -> str:
    letter = match[0]
    return f"&#{ord(letter)};" if letter.isascii() else letter
