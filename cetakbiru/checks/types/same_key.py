"""``same-key``: several owners hold what looks like the same thing.

Parameters: ``for`` which elements; ``by`` their keys: names of attributes or relations, or ``@role``; ``level`` to
which a code is cut (shallower codes are not compared); ``similar`` the ratio from which two texts are alike (0 for
the same only); ``ignore`` words that do not tell texts apart; ``apart`` whether only different owners count;
``at`` the attribute to point at. One finding is made for each group. Facts: ``reason`` (what they share),
``others``, ``owners`` and ``count``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cetakbiru.checks.alike import alike, plain
from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute, Text, say
from cetakbiru.model import Element
from cetakbiru.source import Finding

Holders = dict[str, dict[str, None]]


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    by: tuple[str, ...]
    level: int = 0
    similar: float = 0.0
    ignore: tuple[str, ...] = ()
    apart: bool = True
    at: str = ""


def check(question: Question) -> Iterator[Finding]:
    """One finding for each group, at its first element; the others are related."""
    asked = question.parameters(Parameters)
    for group, reasons in _groups(question, asked).items():
        first, *others = (question.model.elements[key] for key in group)
        facts = {
            "reason": tuple(reasons),
            "others": tuple(f"{question.model.name(item.id)} ({item.id})" for item in others),
            "owners": tuple(dict.fromkeys(question.model.owner(key) for key in group)),
            "count": str(len(group)),
        }
        route = (asked.at,) if asked.at else ()
        yield question.about(first, *route, related=[item.place(*route) for item in others], facts=facts)


def _groups(question: Question, asked: Parameters) -> dict[tuple[str, ...], list[Text]]:
    """Members of each group to the keys that they share; only groups of several owners."""
    holders: Holders = defaultdict(dict)
    shown: dict[str, Text] = {}
    for element in question.elements(asked.for_):
        for key, words in _keys(question, asked, element):
            holders[key][element.id] = None
            shown.setdefault(key, words)
    if asked.similar:
        holders, shown = _merged(holders, shown, asked.similar)
    groups: dict[tuple[str, ...], list[Text]] = {}
    for key, ids in holders.items():
        if len({question.model.owner(item) if asked.apart else item for item in ids}) > 1:
            groups.setdefault(tuple(ids), []).append(shown[key])
    return groups


def _merged(holders: Holders, shown: dict[str, Text], ratio: float) -> tuple[Holders, dict[str, Text]]:
    """Holders of keys that are alike, under the first of them."""
    merged: Holders = {}
    words: dict[str, Text] = {}
    for cluster in alike(list(holders), ratio):
        first = cluster[0]
        merged[first] = {item: None for key in cluster for item in holders[key]}
        words[first] = {"*": " ≈ ".join(dict.fromkeys(say(shown[key], "*") for key in cluster))}
    return merged, words


def _keys(question: Question, asked: Parameters, element: Element) -> Iterator[tuple[str, Text]]:
    """Keys of an element, each with the words that show it."""
    for attribute in question.model.kind(element).all_attributes(element.variant).values():
        if attribute.name not in asked.by and f"@{attribute.role}" not in asked.by:
            continue
        if attribute.is_relation:
            targets = [item.target for item in question.model.outgoing[element.id] if item.name == attribute.name]
            yield from ((target, question.name(target)) for target in targets)
            continue
        value = element.values.get(attribute.name, ())
        for item in value if isinstance(value, tuple) else (value,):
            yield from _code(question, asked, attribute, item) if attribute.scheme else _text(asked, item)


def _code(question: Question, asked: Parameters, attribute: Attribute, code: str) -> Iterator[tuple[str, Text]]:
    """A code, cut to the level asked, with its name."""
    codes = question.model.metamodel.references[attribute.scheme].codes
    while code and (code not in codes or codes[code].level > asked.level > 0):
        code = code.rpartition(".")[0]
    if code and codes[code].level >= asked.level:
        languages = question.model.metamodel.languages
        yield code, {language: f"{code} ({say(codes[code].name, language)})" for language in languages}


def _text(asked: Parameters, value: object) -> Iterator[tuple[str, Text]]:
    words = say(value, "*")
    if key := plain(words, asked.ignore):
        yield key, {"*": words}
