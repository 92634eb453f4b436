"""``agreed-use``: an element of another owner is used without an agreement that provides it.

An agreement is an element whose kind has the role ``contract``: its relations of role ``provides`` name what may be
used, those of role ``consumer`` by whom (nobody named means everybody).

Parameters: ``via`` steps from the user to what is used (see ``model/steps.py``); ``for`` which used elements are
asked about. One finding is made for each pair of a using owner and a used element. Facts beside those of a relation:
``user`` and ``provider`` (names of the owners).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cetakbiru.checks.question import Question
from cetakbiru.model import Model, Relation
from cetakbiru.model.steps import edges
from cetakbiru.source import Finding

READS = ("@provides", "@consumer")


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    via: tuple[str, ...]


def check(question: Question) -> Iterator[Finding]:
    """Uses across owners that no agreement covers."""
    asked = question.parameters(Parameters)
    model = question.model
    allowed = _allowed(model)
    watched = {item.id for item in question.elements(asked.for_)}
    uses: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for here, there, relation in edges(model, asked.via):
        user, provider = model.owner(here), model.owner(there)
        if there in watched and user and provider and user != provider and not allowed[there] & {user, ""}:
            uses[user, there].append(relation)
    for (user, there), relations in uses.items():
        facts = {
            "user": question.name(user),
            "provider": question.name(model.owner(there)),
            "used": question.name(there),
        }
        finding = question.on(relations[0], facts)
        others = (model.elements[item.source].place(*item.route) for item in relations[1:])
        yield replace(finding, related=(*finding.related, *others))


def _allowed(model: Model) -> dict[str, set[str]]:
    """Each provided element to the owners that may use it; the empty id stands for everybody."""
    allowed: dict[str, set[str]] = defaultdict(set)
    for kind in model.metamodel.kinds_with_role("contract"):
        for contract in model.by_kind[kind]:
            for provided in model.targets(contract.id, "provides"):
                allowed[provided] |= set(model.whole.targets(contract.id, "consumer")) or {""}
    return allowed
