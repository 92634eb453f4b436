"""Made-up words, and elements as the YAML that a planner would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9][\w ./-]*[\w.]|[A-Za-z0-9]")
_READ_OTHERWISE = re.compile(r"(?i)null|true|false|yes|no|on|off|[\d._-]+")
_FIRST, _VOWELS = "bcdghjklmnprstw", "aeiou"
_LAST = ["", "", "", "n", "r", "s", "ng", "k"]
_TALE = re.findall(
    r"\w+",
    """mencatat menerima memeriksa menyusun menerbitkan menyimpan mengirim memadankan melaporkan memantau berkas
    permohonan data warga unit jadwal anggaran hasil laporan dokumen register tagihan layanan wilayah kegiatan
    secara berkala bersama sebelum setelah menurut untuk pada dari bagi dan dengan tahunan bulanan harian""",
)


def coined(dice: Random, syllables: int) -> str:
    """A word that nobody uses, so that names are as different as real ones are."""
    parts = [dice.choice(_FIRST) + dice.choice(_VOWELS) for _ in range(syllables)]
    return "".join(parts).capitalize() + dice.choice(_LAST)


def tale(dice: Random, words: int) -> str:
    """A line of prose of so many words."""
    return " ".join(dice.choices(_TALE, k=words)).capitalize() + "."


def document(title: str, sections: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """A model file.

    Args:
        title: comment at its head.
        sections: kind to id to attributes; empty sections and attributes are left out.
    """
    return "\n".join((f"# {title}", *_lines(sections))) + "\n"


def _lines(sections: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[str]:
    for kind, elements in sections.items():
        if elements:
            yield f"{kind}:"
        for key, attributes in elements.items():
            yield f"  {key}:"
            for name, value in attributes.items():
                if value not in ("", [], {}):
                    yield f"    {name}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, int):
        return str(value)
    plain = _PLAIN.fullmatch(value) and not _READ_OTHERWISE.fullmatch(value)
    return value if plain else json.dumps(value, ensure_ascii=False)
