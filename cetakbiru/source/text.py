"""Bytes to text: the encodings that office software writes, and what to say of the rest."""

from __future__ import annotations

from cetakbiru.source.finding import Finding, Place

MAX_BYTES = 5 * 1024 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(path: str, raw: bytes) -> tuple[str | None, list[Finding]]:
    """Decode a file that should be UTF-8, with or without a byte order mark.

    Args:
        path: POSIX path, for the finding.
        raw: the file's bytes.

    Returns:
        The text with line ends as ``\\n``, or None, and the findings.
    """
    if len(raw) > MAX_BYTES:
        facts = {"size": f"{len(raw) / 1_048_576:.1f} MB", "limit": f"{MAX_BYTES // 1_048_576} MB"}
        return None, [Finding("file-too-large", Place(path, at=(1, 1)), facts)]
    if raw.startswith(_UTF16):
        return None, [Finding("file-encoding", Place(path, at=(1, 1)), {"encoding": "UTF-16"})]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Finding("file-encoding", Place(path, at=_spot(raw, error.start)), {"encoding": "?"})]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _spot(raw: bytes, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte offset."""
    before = raw[:offset]
    return before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
