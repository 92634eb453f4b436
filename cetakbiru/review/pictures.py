"""Frozen views to pictures: each laid out once, the ones with most changes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cetakbiru.metamodel import Metamodel, Text, say
from cetakbiru.render import LayoutError, finish, freeze, layout, to_dot
from cetakbiru.review.compare import Review
from cetakbiru.review.union import FrozenView, frozen_views
from cetakbiru.views import Diagram

MOST = 24
SIGNS = {"added": "+", "removed": "−", "changed": "~"}


@dataclass(frozen=True, slots=True)
class Part:
    """A node or an edge that differs, in words; ``to`` is empty for a node."""

    sign: str
    name: str
    what: str
    to: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram of both sides in one.

    Attributes:
        stem: name of its files, without the variant.
        title: the view's title, and ``intro`` what it shows.
        svg: the frozen diagram; empty where it could not be drawn, or is only listed.
        counts: how many nodes and edges are ``added``, ``removed``, ``changed``.
        parts: these nodes and edges in words.
        left_out: how many nodes were cut away.
    """

    stem: str
    title: str
    intro: str
    svg: str
    counts: dict[str, int]
    parts: tuple[Part, ...]
    left_out: int


def pictures(review: Review, language: str, most: int = MOST) -> tuple[Picture, ...]:
    """Pictures of the views that the changes touch, most changes first; only the first ``most`` are drawn.

    Args:
        review: what was compared.
        language: language of the words.
        most: how many to draw.
    """
    painter = _Painter(_both_packs(review), language)
    views = sorted(frozen_views(review), key=lambda view: -sum(_marks(_body(view)).values()))
    drawn = painter.draw(views[:most])
    return tuple(painter.picture(view, svg) for view, svg in zip(views, drawn + [""] * len(views), strict=False))


def _both_packs(review: Review) -> Metamodel:
    """The later pack, with what only the earlier one knows: what is removed may be of a kind that went with it."""
    before, after = review.before.model.metamodel, review.after.model.metamodel
    return replace(after, kinds={**before.kinds, **after.kinds}, domains={**before.domains, **after.domains})


def _body(view: FrozenView) -> Diagram:
    assert isinstance(view.view.body, Diagram)
    return view.view.body


def _marks(body: Diagram) -> Counter[str]:
    marks = [node.mark for node in body.nodes] + [edge.mark for edge in body.edges]
    return Counter(filter(None, marks))


@dataclass(frozen=True, slots=True)
class _Painter:
    """Draws changes with the pack's words in one language."""

    metamodel: Metamodel
    language: str

    def say(self, words: Text) -> str:
        return say(words, self.language)

    def draw(self, views: Sequence[FrozenView]) -> list[str]:
        """SVG of each view; empty where Graphviz failed or lost an edge, which the page then says."""
        # No links: the page has no cards that they could lead to.
        drawn = [to_dot(_body(view), self.metamodel, self.language, lambda _: "") for view in views]
        raw = _laid_out([item.dot for item in drawn])
        return [
            _tried(partial(self._finished, view, number, raw[number], drawn[number].edges))
            for number, view in enumerate(views)
        ]

    def _finished(self, view: FrozenView, number: int, raw: str, edges: int) -> str:
        body = _body(view)
        label = self.say(self.metamodel.label("diagram-description"))
        words = label.format(nodes=len(body.nodes), edges=len(body.edges))
        return freeze(finish(raw, f"d{number}", self.say(view.view.title), words, edges)) if raw else ""

    def picture(self, view: FrozenView, svg: str) -> Picture:
        """A view's picture with what goes beside it."""
        shown, body = view.view, _body(view)
        return Picture(
            # An id may have a slash or a colon, which no name of a file on Windows may have.
            stem="-".join(filter(None, (shown.name, shown.unit))).replace("/", "-").replace(":", "-"),
            title=self.say(shown.title),
            intro=self.say(shown.intro),
            svg=svg,
            counts=dict(_marks(body)),
            parts=tuple(self._parts(body)),
            left_out=view.left_out,
        )

    def _parts(self, body: Diagram) -> Iterator[Part]:
        names = {node.id: self.say(node.name) for node in body.nodes}
        for node in body.nodes:
            if node.mark:
                yield Part(SIGNS[node.mark], names[node.id], self.say(self.metamodel.kinds[node.kind].label), "")
        for edge in body.edges:
            if edge.mark:
                yield Part(SIGNS[edge.mark], names[edge.source], self.say(edge.label), names[edge.target])


def _laid_out(sources: Sequence[str]) -> list[str]:
    """SVG of each; where the lot fails, each is tried by itself."""
    try:
        # All at once where it goes well: a call of the program for each would cost more than the drawing.
        return layout(sources)
    except LayoutError:
        return [_tried(partial(_alone, source)) for source in sources]


def _alone(source: str) -> str:
    return layout([source])[0]


def _tried(draw: Callable[[], str]) -> str:
    try:
        return draw()
    except LayoutError:
        return ""
