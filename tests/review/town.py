"""Two sides of the toy town, written as text, for tests that need no git."""

from __future__ import annotations

from collections.abc import Mapping

from cetakbiru.review import Review, Side, compare
from tests.views.town import FILES, model_of

NETWORK = "architecture/network.yaml"


def review_of(before: Mapping[str, str], after: Mapping[str, str]) -> Review:
    """What changes from some files to others."""
    one, other = (Side(name, "", model_of(files), ()) for name, files in (("a", before), ("b", after)))
    return compare(one, other)


def town(**replaced: str) -> dict[str, str]:
    """The town's files, with texts replaced in all of them: each ``old`` by what stands for it."""
    return {path: _replaced(text, replaced) for path, text in FILES.items()}


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def large(stops: int, lines: int, *, later: bool = False) -> dict[str, str]:
    """A town of many stops; later every tenth stop is gone, some are new or have another name, lines call elsewhere."""
    kept = [number for number in range(stops) if not (later and number % 10 == 3)]
    kept += range(stops, stops + stops // 10) if later else ()
    names = {number: f"Halte {number}{' baru' if later and number % 10 == 7 else ''}" for number in kept}
    text = ["stop:"] + [f"  s{number}: {{title: {name}, zone: inner}}" for number, name in names.items()]
    text += ["operator:", "  north: {title: North}"]
    text += ["line:"] + [_line(number, kept, stops, shift=int(later and number % 4 == 0)) for number in range(lines)]
    return {"architecture/all.yaml": "\n".join(text[: text.index("operator:")]) + "\n",
            "blueprints/north.yaml": "\n".join(text[text.index("operator:") :]) + "\n"}  # fmt: skip


def _line(number: int, kept: list[int], stops: int, *, shift: int) -> str:
    calls = {stop for step in range(8) if (stop := (number * 9 + step + shift) % stops) in kept}
    calls |= {stop for stop in kept if stop >= stops and stop % 25 == number}
    listed = ", ".join(f"{{at: s{stop}, minutes: {stop % 7}}}" for stop in sorted(calls))
    return f"  l{number}: {{title: Line {number}, number: '{number % 90 + 1}', calls: [{listed}]}}"
