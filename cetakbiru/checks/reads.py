"""Which attributes and relations an answer to a rule may hang on: what a rule does not read cannot change its answer.

A rule type says so with ``READS``: words for what it reads beside what its parameters name. One that says nothing is
taken to read everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from cetakbiru.metamodel import Attribute, Metamodel

# What parameters of these names hold, in every rule type.
_SELECTORS = ("for_", "to", "from_", "points")
_STEPS = ("via", "either", "carried", "backup", "by")
_ROLES = ("role", "need", "place", "amount", "ceiling")
_EXPRESSIONS = ("expect",)
# What a model asks of every element: whose it is, what it is called, when it exists.
_OWNER = ("@owner",)
_TIME = ("@start", "@end", "@state", "@produces", "@retires", "is:yearly")
_WORD = re.compile(r"[\w-]+")
_VARIABLES = {"relations": ("*",), "inverse": ("*",), "start": _TIME, "end": _TIME, "years": _TIME}


def reads(metamodel: Metamodel, words: Iterable[str], parameters: Any, *, of_year: bool = False) -> frozenset[str]:
    """Names of the attributes and relations that a rule reads, as they stand in a file.

    Args:
        metamodel: the pack.
        words: the rule type's ``READS``: ``name``, ``@role``, ``*`` for every relation, ``time`` for what says when
            something exists, or a word of ``_is``.
        parameters: the rule's parameters.
        of_year: whether the model was cut to a year, so that its very elements hang on time.
    """
    wanted = {*words, *_OWNER, *_named(parameters)}
    if of_year or "time" in wanted:
        wanted |= {*_TIME}
    known = list(_attributes(metamodel))
    if "is:required" in wanted:
        wanted |= {item.required_if for item in known}
    return frozenset(item.name for item in known if any(_meets(item, wanted)))


def _named(parameters: Any) -> Iterator[str]:
    """Words for what the parameters name."""
    for item in fields(parameters) if parameters else ():
        value = getattr(parameters, item.name)
        if item.name in _SELECTORS:
            yield from _of_selector(value)
        elif item.name in _STEPS:
            yield from (step.removeprefix("<") for step in ((value,) if isinstance(value, str) else value))
        elif item.name in _ROLES:
            yield f"@{value}"
        elif item.name in _EXPRESSIONS:
            for word in _WORD.findall(value):
                yield from _VARIABLES.get(word, (word,))


def _of_selector(selector: str) -> Iterator[str]:
    """Attributes that a selector asks about, and every relation where it walks."""
    for term in re.split(r"[,\s]+", selector):
        yield term.lstrip("!").partition(":")[0]
        if "+" in term:
            yield "*"


def _attributes(metamodel: Metamodel) -> Iterator[Attribute]:
    for kind in metamodel.kinds.values():
        for variant in ("", *kind.variants):
            yield from kind.all_attributes(variant).values()


def _meets(attribute: Attribute, wanted: set[str]) -> Iterator[bool]:
    """Whether an attribute is wanted, itself or for one that it carries."""
    for item in (attribute, *attribute.attributes.values()):
        words = {item.name, f"@{item.role}", *_is(item)}
        yield not wanted.isdisjoint(words)


def _is(attribute: Attribute) -> Iterator[str]:
    """Words for what an attribute is."""
    if attribute.is_relation:
        yield "*"
    if attribute.required or attribute.required_if:
        yield "is:required"
    if attribute.vocabulary:
        yield "is:choice"
    if attribute.scheme:
        yield "is:code"
    if attribute.type in ("text", "note"):
        yield "is:text"
    if attribute.type.startswith("yearly"):
        yield "is:yearly"
