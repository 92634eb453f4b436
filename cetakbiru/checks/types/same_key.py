"""``same-key``: several owners hold what looks like the same thing.

Parameters: ``for`` which elements; ``by`` their keys: names of attributes or relations, or ``@role``; ``level`` to
which a code is cut (shallower codes are not compared); ``similar`` the ratio from which two texts are alike (0 for
the same only); ``ignore`` words that do not tell texts apart; ``apart`` whether only different owners count.
One finding a group, at its first element's key. Facts: ``reason`` (what they share), ``others``, ``owners``, ``count``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cetakbiru.checks.question import Question
from cetakbiru.metamodel import Attribute, Text, say
from cetakbiru.model import Element
from cetakbiru.model.alike import alike, plain
from cetakbiru.source import Finding

READS = ()
Route = tuple[str | int, ...]
Holders = dict[str, dict[str, Route]]
Shown = dict[str, list[Text]]


@dataclass(frozen=True)
class Parameters:
    """What the rule says."""

    for_: str
    by: tuple[str, ...]
    level: int = 0
    similar: float = 0.0
    ignore: tuple[str, ...] = ()
    apart: bool = True


def check(question: Question) -> Iterator[Finding]:
    """One finding for each group; all its elements but the first are related."""
    asked = question.parameters(Parameters)
    model = question.model
    for holders, reasons in _groups(question, asked):
        (first, route), *others = ((model.elements[key], route) for key, route in holders.items())
        facts = {
            "reason": tuple(reasons),
            "others": tuple(_told(question, item.id) for item, _ in others),
            "owners": tuple(dict.fromkeys(model.owner(key) for key in holders)),
            "count": str(len(holders)),
        }
        yield question.about(first, *route, related=[item.place(*spot) for item, spot in others], facts=facts)


def _told(question: Question, key: str) -> Text:
    languages = question.model.metamodel.languages
    return {language: f"{question.model.name(key, language)} ({key})" for language in languages}


def _groups(question: Question, asked: Parameters) -> Iterator[tuple[dict[str, Route], list[Text]]]:
    """Each group of several owners, with all that its members share."""
    holders: Holders = defaultdict(dict)
    shown: Shown = defaultdict(list)
    kinds, by = question.model.metamodel.kinds, {*asked.by}
    keyed = cache(lambda k, v: [a for a in kinds[k].all_attributes(v).values() if by & {a.name, f"@{a.role}"}])
    for element in question.elements(asked.for_):
        for attribute in keyed(element.kind, element.variant):
            for key, words, route in _keys(question, asked, element, attribute):
                holders[key].setdefault(element.id, route)
                shown[key] += [words] if words not in shown[key] else []
    if asked.similar:
        holders, shown = _merged(holders, shown, asked.similar)
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, members in holders.items():
        if len({question.model.owner(item) if asked.apart else item for item in members}) > 1:
            groups[tuple(members)].append(key)
    for keys in groups.values():
        yield holders[keys[0]], [words for key in keys for words in shown[key]]


def _merged(holders: Holders, shown: Shown, ratio: float) -> tuple[Holders, Shown]:
    """Keys that are alike, made one."""
    clusters = alike(list(holders), ratio)
    return (
        {keys[0]: {item: route for key in keys for item, route in holders[key].items()} for keys in clusters},
        {keys[0]: [words for key in keys for words in shown[key]] for keys in clusters},
    )


def _keys(
    question: Question, asked: Parameters, element: Element, attribute: Attribute
) -> Iterator[tuple[str, Text, Route]]:
    """Keys that an attribute gives an element, each with the words that show it and where it stands."""
    if attribute.is_relation:
        targets = [item for item in question.model.outgoing[element.id] if item.name == attribute.name]
        yield from ((item.target, question.name(item.target), item.route) for item in targets)
        return
    value = element.values.get(attribute.name, ())
    for number, item in enumerate(value if isinstance(value, tuple) else (value,)):
        route = (attribute.name, number) if isinstance(value, tuple) else (attribute.name,)
        for key, words in _code(question, asked, attribute, item) if attribute.scheme else _text(asked, item):
            yield key, words, route


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
