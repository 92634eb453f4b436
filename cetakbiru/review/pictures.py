"""Frozen views to pictures: each laid out once, the ones with most changes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cetakbiru.metamodel import Metamodel, say
from cetakbiru.render import LayoutError, finish, freeze, layout, to_dot
from cetakbiru.render import Drawing as Dot
from cetakbiru.review.compare import Review
from cetakbiru.review.union import FrozenView, frozen_views
from cetakbiru.views import Diagram

MOST = 24
SIGNS = {"added": "+", "removed": "−", "changed": "~"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram of both sides in one.

    Attributes:
        stem: name of its files, without the variant.
        title: the view's title, and ``intro`` what it shows.
        svg: the frozen diagram; empty where it is only listed.
        counts: how many nodes and edges are ``added``, ``removed``, ``changed``.
        rows: these nodes and edges in words.
        left_out: how many nodes were cut away.
    """

    stem: str
    title: str
    intro: str
    svg: str
    counts: dict[str, int]
    rows: tuple[dict[str, Any], ...]
    left_out: int


def pictures(review: Review, language: str, description: str) -> tuple[Picture, ...]:
    """Pictures of the views that the changes touch; beyond the first ``MOST`` they are only listed.

    Args:
        review: what was compared.
        language: language of the words.
        description: sentence for screen readers with ``{nodes}`` and ``{edges}``.
    """
    metamodel = _both_packs(review)
    views = sorted(frozen_views(review), key=lambda view: -sum(_marks(_body(view)).values()))
    drawn = [to_dot(_body(view), metamodel, language, lambda _: "") for view in views[:MOST]]
    plain = [_picture(view, metamodel, language) for view in views]
    raw = _laid_out([item.dot for item in drawn])
    return tuple(
        replace(item, svg=_svg(item, number, raw[number], drawn[number], description)) if number < MOST else item
        for number, item in enumerate(plain)
    )


def _both_packs(review: Review) -> Metamodel:
    """The later pack, with what only the earlier one knows: what is removed may be of a kind that went with it."""
    before, after = review.before.model.metamodel, review.after.model.metamodel
    return replace(after, kinds={**before.kinds, **after.kinds}, domains={**before.domains, **after.domains})


def _body(view: FrozenView) -> Diagram:
    assert isinstance(view.view.body, Diagram)
    return view.view.body


def _marks(body: Diagram) -> Counter[str]:
    return Counter(part.mark for part in (*body.nodes, *body.edges) if part.mark)


def _picture(view: FrozenView, metamodel: Metamodel, language: str) -> Picture:
    shown, body = view.view, _body(view)
    return Picture(
        stem="-".join(filter(None, (shown.name, shown.unit))).replace("/", "-").replace(":", "-"),
        title=say(shown.title, language),
        intro=say(shown.intro, language),
        svg="",
        counts=dict(_marks(body)),
        rows=tuple(_rows(body, metamodel, language)),
        left_out=view.left_out,
    )


def _rows(body: Diagram, metamodel: Metamodel, language: str) -> Iterable[dict[str, Any]]:
    names = {node.id: say(node.name, language) for node in body.nodes}
    for node in body.nodes:
        if node.mark:
            kind = say(metamodel.kinds[node.kind].label, language)
            yield {"sign": SIGNS[node.mark], "from": names[node.id], "what": kind, "to": ""}
    for edge in body.edges:
        if edge.mark:
            yield {"sign": SIGNS[edge.mark], "from": names[edge.source], "what": say(edge.label, language),
                   "to": names[edge.target]}  # fmt: skip


def _laid_out(sources: Sequence[str]) -> list[str]:
    """SVG of each; where the lot fails each is tried by itself, and what still fails stays empty."""
    try:
        return layout(sources)
    except LayoutError:
        return [_alone(source) for source in sources]


def _alone(source: str) -> str:
    try:
        return layout([source])[0]
    except LayoutError:
        return ""


def _svg(picture: Picture, number: int, raw: str, dot: Dot, description: str) -> str:
    """The picture itself, or nothing where Graphviz failed or lost an edge: the page says so then."""
    words = description.format(nodes=dot.nodes, edges=dot.edges)
    try:
        return freeze(finish(raw, f"d{number}", picture.title, words, dot.edges)) if raw else ""
    except LayoutError:
        return ""
