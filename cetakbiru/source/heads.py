"""Lines at which elements begin, found once for each text: every card tells its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from cetakbiru.source.cache import Cache
from cetakbiru.source.cores import shares, side_by_side
from cetakbiru.source.document import Document
from cetakbiru.source.finding import Place
from cetakbiru.source.locate import locate
from cetakbiru.source.shelf import Shelf
from cetakbiru.source.spots import spots
from cetakbiru.source.tree import Sources

Heads = dict[str, dict[str, int]]  # lines, from 1, of the second keys below the first ones


def heads(sources: Sources, cache: Cache) -> dict[str, Heads]:
    """Lines of the keys of elements in each document, by its path, by the elements' kind and their name there.

    Args:
        sources: the project's files.
        cache: where what was found is kept.
    """
    texts = {path: document.text for path, document in sources.documents.items()}
    sums = {path: sources.sums[path] for path in texts if path in sources.sums}

    def found(paths: list[str]) -> Mapping[str, Heads]:
        jobs = [partial(_all, share) for share in shares([texts[path] for path in paths])]
        return dict(zip(paths, (item for done in side_by_side(jobs) for item in done), strict=True))

    return Shelf(cache, "heads").filled(sums, found)


def line_of(place: Place, known: Mapping[str, Heads], documents: Mapping[str, Document]) -> int:
    """Line of an element's key.

    Args:
        place: the element's.
        known: lines by path, as far as they were found already.
        documents: documents by path.
    """
    kind, name = place.route if len(place.route) == 2 else ("", "")
    line = known.get(place.path, {}).get(str(kind), {}).get(str(name))
    return locate(documents, place).line if line is None else line


def _all(texts: Iterable[str]) -> list[Heads]:
    return [_heads(text) for text in texts]


def _heads(text: str) -> Heads:
    boxes = {str(key): spot.inner for key, spot in (spots.__wrapped__(text).inner or {}).items() if spot.inner}
    return {
        kind: {str(key): spot.key[0] + 1 for key, spot in inner.items() if spot.key} for kind, inner in boxes.items()
    }
