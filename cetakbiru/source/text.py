"""Bytes to text: the encodings that office software writes, and what to say of the rest."""

from __future__ import annotations

import re

from cetakbiru.source.finding import Finding, Place

MAX_BYTES = 5 * 1024 * 1024
# The longer ones first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# YAML 1.1 ends a line at these, an editor does not: as spaces they keep line numbers as the editor shows them.
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


def decode(path: str, raw: bytes) -> tuple[str | None, list[Finding]]:
    """Decode a file that should be UTF-8, with or without a byte order mark.

    Args:
        path: POSIX path, for the finding.
        raw: the file's bytes.

    Returns:
        The text with line ends as line feeds, or None, and the findings.
    """
    if len(raw) > MAX_BYTES:
        facts = {"limit": f"{MAX_BYTES // 1_048_576} MB"}
        return None, [Finding("file-too-large", Place(path, at=(1, 1)), facts)]
    if encoding := _wide(raw):
        return None, [Finding("file-encoding", Place(path, at=(1, 1)), {"encoding": encoding})]
    try:
        # A byte order mark left in the text would shift every column of the parser's marks by one.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Finding("file-encoding", _spot(path, raw, error.start), {"encoding": ""})]
    return lines_as_shown(text), []


def lines_as_shown(text: str) -> str:
    """A text whose lines are those that an editor shows: only line feeds end one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _ODD_BREAKS.sub(" ", text)


def _wide(raw: bytes) -> str:
    """Name of an encoding of two or four bytes a sign: by its mark, or by zero bytes between plain letters."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    # Without a mark, zero bytes between letters give it away.
    return marked or ("UTF-16" if raw[1:8:2] == b"\0\0\0\0" or raw[:8:2] == b"\0\0\0\0" else "")


def _spot(path: str, raw: bytes, offset: int) -> Place:
    """Place of a byte that is not UTF-8, with its line as far as it can be read."""
    before = raw[:offset]
    line = raw.split(b"\n")[before.count(b"\n")].decode("utf-8", "replace").strip("\r")
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return Place(path, at=(before.count(b"\n") + 1, column), text=line)
