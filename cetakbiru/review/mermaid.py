"""The changed neighbourhood as Mermaid, which forges draw in a comment; small, escaped, in a stable order."""

from __future__ import annotations

import re

from cetakbiru.metamodel import say
from cetakbiru.model import Model
from cetakbiru.render import plain
from cetakbiru.review.compare import Review
from cetakbiru.review.meaning import touched

MAX_NODES = 40
MAX_EDGES = 60
_STYLES = {
    "+": "fill:#e3f5ea,stroke:#00684a,stroke-width:3px,color:#10281f",
    "-": "fill:#fbe6e0,stroke:#a8320a,stroke-dasharray:2 3,color:#331208",
    "~": "fill:#fdf3d6,stroke:#8a6100,stroke-dasharray:7 3,color:#2e2205",
}
_CLASSES = {"+": "added", "-": "removed", "~": "changed"}
_SIGNS = {"+": "#43; ", "-": "− ", "~": "~ "}  # a plus sign would begin a list
# Mermaid reads Markdown in labels, and draws a list in place of a name that looks like one.
_LIST = re.compile(r"\d+[.)]|-")


def mermaid(review: Review, language: str) -> tuple[str, int]:
    """The changed elements with their direct neighbours.

    Args:
        review: what was compared.
        language: language of the names.

    Returns:
        Mermaid's text, empty where nothing can be drawn, and how many elements were left out.
    """
    signs = touched(review.changes)
    edges = _edges(review, signs, language)
    nodes = [*signs, *dict.fromkeys(end for edge in edges for end in edge[:2] if end not in signs)]
    kept = nodes[:MAX_NODES]
    drawn = [edge for edge in edges if edge[0] in kept and edge[1] in kept][:MAX_EDGES]
    # Numbered names: an id may hold signs, or be a word, that Mermaid obeys.
    names = {key: f"n{number}" for number, key in enumerate(kept)}
    if not kept:
        return "", 0
    lines = ["flowchart LR"]
    lines += [f'  {names[key]}["{_SIGNS.get(signs.get(key, ""), "")}{_label(review, key, language)}"]' for key in kept]
    lines += [f'  {names[one]} {arrow}|"{words}"| {names[other]}' for one, other, arrow, words in drawn]
    lines += [f"  classDef {_CLASSES[sign]} {style};" for sign, style in _STYLES.items()]
    lines += [f"  class {names[key]} {_CLASSES[sign]};" for key, sign in signs.items() if key in names]
    return "\n".join(lines), len(nodes) - len(kept)


def _edges(review: Review, signs: dict[str, str], language: str) -> list[tuple[str, str, str, str]]:
    """Relations at changed elements: those of both sides solid, new ones thick, removed ones dotted."""
    ids = review.changes.new_ids
    edges: dict[tuple[str, str], tuple[str, str]] = {}
    changed = {(c.either.source, c.either.name, c.either.target): c for c in review.changes.relations}
    # The later side second, so that it has the last word on a relation that both have.
    for model, sign in ((review.before.model, "-"), (review.after.model, "+")):
        for relation in model.relations:
            ends = (ids.get(relation.source, relation.source), ids.get(relation.target, relation.target))
            if not set(ends) & signs.keys() or model.attribute(relation).role in ("owner", "source"):
                continue
            change = changed.get((relation.source, relation.name, relation.target))
            arrow = "-->" if change is None or (change.before and change.after) else "==>" if sign == "+" else "-.->"
            edges[ends] = (arrow, escape(say(model.attribute(relation).label, language)))
    return [(*ends, *drawn) for ends, drawn in sorted(edges.items())]


def _label(review: Review, key: str, language: str) -> str:
    model = _side(review, key)
    return escape(model.name(key, language)[:60])


def _side(review: Review, key: str) -> Model:
    return review.after.model if key in review.after.model.elements else review.before.model


def escape(words: str) -> str:
    """Text inside a quoted Mermaid label: every sign that it or HTML could read becomes an entity code."""
    text = plain(words)
    start = _LIST.match(text)
    head = "".join(f"#{ord(sign)};" for sign in start[0]) if start else ""
    rest = text[start.end() if start else 0 :]
    # All but a few signs: which of them Mermaid obeys changes with its version.
    return head + "".join(sign if sign.isalnum() or sign in " .,-/" else f"#{ord(sign)};" for sign in rest)
