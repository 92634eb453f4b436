"""The form ``radar``: along one axis for each domain, how fully its elements are described.

Options: ``select`` the elements; ``domains`` the axes. A share is that of the attributes a kind knows which are given,
the provenance and the years left aside, over all elements of the domain.
"""

from __future__ import annotations

from cetakbiru.model import Element, Model
from cetakbiru.views.compute import chosen
from cetakbiru.views.types import Radar, Viewpoint

# Who owns, when and from where it is known: these say nothing of how fully the thing itself is described.
_ASIDE = ("owner", "state", "start", "end", "source", "illustration", "remark", "succession", "alias")


def compute(model: Model, point: Viewpoint, unit: str) -> Radar:
    """One axis for each domain that the elements are in."""
    elements = chosen(model, point, "select", unit)
    rows = []
    for key in point.words("domains", tuple(model.metamodel.domains)):
        own = [item for item in elements if model.kind(item).domain == key]
        if own and key in model.metamodel.domains:
            share = sum(_share(model, item) for item in own) / len(own)
            rows.append((key, model.metamodel.domains[key].label, share, len(own)))
    return Radar(tuple(rows))


def _share(model: Model, element: Element) -> float:
    held = {relation.name for relation in model.outgoing[element.id]} | set(element.values)
    known = [a for a in model.kind(element).all_attributes(element.variant).values() if a.role not in _ASIDE]
    return sum(1 for attribute in known if attribute.name in held) / len(known) if known else 1.0
