"""``reference``: a classification code is not what its attribute asks for.

Parameters: ``question``, one of ``unknown`` (no such code), ``scheme`` (a code of another reference), ``shallow``
(a more exact code exists and is asked for), ``undeclared`` (a local code that no element declares) and
``unfounded`` (a declared local code that stands below no code, or where national codes stand).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cetakbiru.checks.codes import Codes
from cetakbiru.checks.question import Question
from cetakbiru.checks.suggest import suggest
from cetakbiru.metamodel import Attribute, Code, PackError, Reference
from cetakbiru.model import Model, Written, written
from cetakbiru.source import Finding

READS = ("is:code", "@code", "@composition")
QUESTIONS = ("unknown", "scheme", "shallow", "undeclared", "unfounded")


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    question: str


def check(question: Question) -> Iterator[Finding]:
    """Codes with the fault that the rule asks about; a code has one fault at most."""
    asked = question.parameters(Parameters).question
    if asked not in QUESTIONS:
        raise PackError(f"{question.rule.origin}: question: {asked} ({', '.join(QUESTIONS)})")
    codes = Codes(question.model)
    if asked == "unfounded":
        for item in codes.declarations:
            if item.value not in codes.local:
                scheme = codes.scheme_of(item.value)
                reference = question.model.metamodel.references.get(scheme)
                facts = _facts(codes, reference, item) if reference else {"code": item.value}
                yield question.about(item.element, *item.route, facts=facts)
        return
    for item in question.once("suspect codes", lambda: list(_suspects(question.model))):
        reference = question.model.metamodel.references[item.attribute.scheme]
        if _fault(codes, reference, item) == asked:
            yield question.about(item.element, *item.route, facts=_facts(codes, reference, item))


def _suspects(model: Model) -> Iterator[Written]:
    """Codes that may have a fault: those that their reference does not hold, or that are not exact."""
    references = model.metamodel.references

    def is_suspect(attribute: Attribute, value: Any) -> bool:
        known = references[attribute.scheme].codes.get(value) if isinstance(value, str) else None
        return _is_shallow(known, attribute) if known else isinstance(value, str)

    return written(model, lambda attribute: bool(attribute.scheme), is_suspect)


def _is_shallow(known: Code, attribute: Attribute) -> bool:
    return known.level < attribute.level and not known.leaf


def _fault(codes: Codes, reference: Reference, item: Written) -> str:
    """What is wrong with a code, or empty."""
    known = reference.codes.get(item.value)
    if known:
        return "shallow" if _is_shallow(known, item.attribute) and not _has_parts(codes, item) else ""
    scheme = codes.scheme_of(item.value)
    if scheme not in ("", reference.scheme):
        return "scheme"
    if item.value in codes.local:
        return ""
    return "undeclared" if codes.is_founded(reference, item.value, codes.local) else "unknown"


def _has_parts(codes: Codes, item: Written) -> bool:
    """Whether other elements say that they are parts of this one: a whole may be classed as broadly as it is."""
    model = codes.model
    return any(model.attribute(relation).role == "composition" for relation in model.incoming[item.element.id])


def _facts(codes: Codes, reference: Reference, item: Written) -> Mapping[str, Any]:
    """Facts for the message: the code that may be meant, its parent, and more exact codes."""
    metamodel = codes.model.metamodel
    parent = codes.ancestor(reference, item.value)
    branch = {key: code.name for key, code in reference.codes.items() if not parent or key.startswith(parent)}
    meant = suggest(item.value, branch)
    other = metamodel.references.get(codes.scheme_of(item.value))
    below = tuple(codes.children(reference, parent))
    return {
        "attribute": item.attribute.label,
        "code": item.value,
        "scheme": reference.label,
        "other": other.label if other else "",
        "code_name": reference.codes[parent].name if parent else "",
        "parent": parent,
        "nearest": meant if meant != item.value else "",
        "nearest_name": reference.codes[meant].name if meant else "",
        "below": (*below[:3], "…") if len(below) > 3 else below,
        "level": reference.levels.get(item.attribute.level, str(item.attribute.level)),
        "local_from": str(reference.local_from),
        "local_kind": tuple(metamodel.kinds[name].label for name in metamodel.kinds_with_role("local-code")),
    }
