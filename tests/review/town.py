"""Two sides of the toy town, written as text, for tests that need no git."""

from __future__ import annotations

from collections.abc import Mapping

from cetakbiru.review import Review, Side, compare
from tests.views.town import FILES, model_of


def review_of(before: Mapping[str, str], after: Mapping[str, str]) -> Review:
    """What changes from some files to others."""
    one, other = (Side(name, "", model_of(files), ()) for name, files in (("a", before), ("b", after)))
    return compare(one, other)


def changed(*replacements: tuple[str, str]) -> dict[str, str]:
    """The town's files with some texts replaced, each of which stands in one of them."""
    files = dict(FILES)
    for old, new in replacements:
        path = next(path for path, text in files.items() if old in text)
        files[path] = files[path].replace(old, new)
    return files


def large(stops: int, *, later: bool = False) -> dict[str, str]:
    """A town of many stops; later every tenth is gone, some are new or renamed, and some lines call elsewhere.

    Args:
        stops: how many there are at first; an eighth as many lines call at them.
        later: whether it is the town after the changes.
    """
    kept = [number for number in range(stops) if not (later and number % 10 == 3)]
    kept += range(stops, stops + stops // 10) if later else ()
    shared = ["stop:"]
    shared += [
        f"  s{number}: {{title: Halte {number}{' baru' if later and number % 10 == 7 else ''}, zone: inner}}"
        for number in kept
    ]
    own = ["operator:", "  north: {title: North}", "line:"]
    own += [_line(number, kept, shift=int(later and number % 4 == 0)) for number in range(stops // 8)]
    return {"architecture/stops.yaml": "\n".join([*shared, ""]), "blueprints/north.yaml": "\n".join([*own, ""])}


def _line(number: int, kept: list[int], *, shift: int) -> str:
    first = number * 8 + shift
    stops = [stop for stop in (*range(first, first + 9), 400 + number) if stop in kept]
    calls = ", ".join(f"{{at: s{stop}, minutes: {stop % 7 + shift}}}" for stop in stops)
    return f"  l{number}: {{title: Line {number}, number: '{number % 90 + 1}', calls: [{calls}]}}"
