"""A page of cards that would be too heavy, in volumes: by kind, and a long kind by name, as an encyclopaedia is.

How heavy a card will be is estimated from the model alone, so that every language, every share of a site and a page
that is made by itself agree on where a card stands before anything is rendered. Relations weigh most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from cetakbiru.model import Element, Impact
from cetakbiru.model.impact import BEARERS

# Letters of a page's cards, with the frame around them less than 120 kB of HTML; a long kind is cut for less, so that
# its volumes are alike.
HEAVY, EVEN = 90_000, 80_000
# Measured: what a card comes to, with its entries in the page's contents, and each thing on it.
CARD, VALUE, ROW, RELATION, DRAWN, STOPPED = 800, 110, 170, 110, 50, 180
LETTER = 1.3
MOST = 60  # of what views tell too, a heavy page names no more
_UNSAID = ("source", "owner")  # roles of relations that are not told where they lead


class Weights:
    """How many letters cards come to.

    Attributes:
        impact: what stops with an element is a large part of its card.
    """

    def __init__(self, impact: Impact) -> None:
        self.impact, self.whole = impact, impact.model.whole
        self._own, self._all = dict[str, int](), dict[str, int]()

    def of(self, elements: Iterable[Element]) -> int:
        """Letters of some cards."""
        return sum(self._card(element) for element in elements)

    def may_exceed(self, elements: Sequence[Element], limit: int) -> bool:
        """Whether cards may be heavier than that, which is known at once of most; what stops takes longer to find."""
        bearers = sum(self.whole.kind(element).role in BEARERS for element in elements)
        return sum(map(self._alone, elements)) + bearers * STOPPED * MOST > limit

    def _card(self, element: Element) -> int:
        if element.id not in self._all:
            stopped = STOPPED * min(MOST, len(self.impact.stopped(element.id)))
            self._all[element.id] = self._alone(element) + stopped
        return self._all[element.id]

    def _alone(self, element: Element) -> int:
        """Letters of a card but for what stops with it."""
        if element.id not in self._own:
            outgoing, incoming = self.whole.outgoing[element.id], self.whole.incoming[element.id]
            told = [item for item in incoming if self.whole.attribute(item).role not in _UNSAID] + list(outgoing)
            rows = len({(item.name, item.source == element.id) for item in told})
            words = sum(len(str(value)) for value in element.values.values())
            each = RELATION * len(told) + ROW * rows + DRAWN * min(MOST, len(told)) + VALUE * len(element.values)
            self._own[element.id] = CARD + each + int(LETTER * words)
        return self._own[element.id]


def volumes(elements: Sequence[Element], weights: Weights) -> list[list[Element]]:
    """Cards of one page as those of several; none where the page is light enough.

    Args:
        elements: kinds one after the other.
        weights: how heavy cards are.
    """
    if not weights.may_exceed(elements, HEAVY) or weights.of(elements) <= HEAVY:
        return []
    found: list[list[Element]] = []
    room = 0
    for _, group in groupby(elements, key=lambda element: element.kind):
        kind = list(group)
        weight = weights.of(kind)
        if weight > HEAVY:
            found += _by_name(kind, weight, weights)
            room = 0  # what follows a kind in several volumes begins one of its own
        elif weight <= room:
            found[-1] += kind
            room -= weight
        else:
            found.append(kind)
            room = HEAVY - weight
    return found if found[1:] else []  # a card alone could be made no lighter


def _by_name(kind: Sequence[Element], weight: int, weights: Weights) -> Iterator[list[Element]]:
    """One kind in volumes of about the same weight, by the names in the pack's first language."""
    model = weights.impact.model
    language = model.metamodel.languages[0]
    # Ids break ties, so that the order of files does not matter.
    ordered = sorted(kind, key=lambda element: (model.name(element.id, language).casefold(), element.id))
    even = weight / (1 + weight // EVEN)
    volume, full, passed, ended = list[Element](), 0, 0, 1
    for element in ordered:
        more = weights.of([element])
        if volume and (passed + more / 2 > ended * even or full + more > HEAVY):
            yield volume
            volume, full, ended = [], 0, ended + 1
        volume, full, passed = [*volume, element], full + more, passed + more
    yield volume


def spans(names: Sequence[Sequence[str]]) -> list[str]:
    """What tells volumes apart, ``A–K``: the shortest beginnings of their first and last names.

    Names of a language that are not in the order of the volumes give numbers instead, ``1/3``.

    Args:
        names: names in each volume.
    """
    # Words that all names begin with tell nothing.
    shared = _shared([name for found in names for name in found])
    said = [[name[shared.rfind(" ") + 1 :] for name in found] for found in names]
    ends = [(min(found, key=str.casefold), max(found, key=str.casefold)) for found in said]
    pairs = list(pairwise(ends))
    if any(last.casefold() >= first.casefold() for (_, last), (first, _) in pairs):
        return [f"{number}/{len(names)}" for number in range(1, len(names) + 1)]
    firsts = [ends[0][0][:1].upper(), *(_beginning(first, last) for (_, last), (first, _) in pairs)]
    lasts = [*(_beginning(last, first) for (_, last), (first, _) in pairs), ends[-1][1][:1].upper()]
    return [first if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)]


def _beginning(name: str, other: str) -> str:
    """As much of a name as tells it from another, its first letter large."""
    alike = len(_shared([name.casefold(), other.casefold()]))
    return (name[:1].upper() + name[1:])[: alike + 1].strip()


def _shared(names: Sequence[str]) -> str:
    """What all of some names begin with."""
    return "".join(letters[0] for letters in takewhile(lambda found: len(set(found)) == 1, zip(*names, strict=False)))
