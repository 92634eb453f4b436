"""The whole model in brief, for the focus box that draws any element's neighbourhood in the browser."""

from __future__ import annotations

import json
from typing import Any

from cetakbiru.site.context import Context
from cetakbiru.views import whose

NAME = "graph.js"


def graph_script(context: Context) -> str:
    """A script that sets ``cetakbiruGraph``; a script, since a page that is read from a file may not fetch data.

    ``elements`` are rows of id, name, kind, owner and address; ``relations`` rows of source, target and label; numbers
    count within ``elements``, ``kinds``, ``owners`` and ``labels``. Elements are no neighbours for citing one source;
    of what members published, only the neighbours of the model's own elements are there.
    """
    model, own = context.model.whole, context.model.elements
    touching = [item for item in model.relations if item.source in own or item.target in own]
    ends = dict.fromkeys(end for item in touching for end in (item.source, item.target))
    number = {key: place for place, key in enumerate({**own, **ends})}
    kinds = list(model.metamodel.kinds)
    owners: dict[str, int] = {}
    labels: dict[str, int] = {}
    elements = [
        [item.id, context.name(item.id), kinds.index(item.kind), _place(owners, _owner(context, item.id)),
         context.addresses.element(item.id)]
        for item in (model.elements[key] for key in number)
    ]  # fmt: skip
    relations = [
        [number[item.source], number[item.target], _place(labels, context.say(model.attribute(item).label))]
        for item in touching
        if model.attribute(item).role != "source"
    ]
    facts = {"kinds": _kinds(context), "owners": list(owners), "labels": list(labels),
             "elements": elements, "relations": relations}  # fmt: skip
    return f"var cetakbiruGraph = {json.dumps(facts, ensure_ascii=False, separators=(',', ':'))};\n"


def _kinds(context: Context) -> list[list[Any]]:
    """Label, colour class and column of each kind; kinds of a domain stand in one column."""
    domains = list(context.metamodel.domains)
    return [
        [context.say(kind.label), context.metamodel.domains[kind.domain].color, domains.index(kind.domain)]
        for kind in context.metamodel.kinds.values()
    ]


def _owner(context: Context, element_id: str) -> str:
    return context.say(whose(context.model.whole, context.model.whole.elements[element_id]))


def _place(places: dict[str, int], words: str) -> int:
    """The number of some words among those met so far."""
    return places.setdefault(words, len(places))
