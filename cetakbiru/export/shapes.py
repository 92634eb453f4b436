"""Attributes as JSON Schema, written so that an editor completes, explains and complains well.

Two turns are needed for that. A list comes before a single value in ``anyOf``, so that a fault is shown at the item
and not at the list; and a spelling that is accepted but should not be proposed stands behind ``hidden``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cetakbiru.metamodel import Attribute, Metamodel, Text, Vocabulary, say
from cetakbiru.metamodel.values import NO, TYPES, YES
from cetakbiru.report import fill

Schema = dict[str, Any]
KINDS, CODES, IDS = "kinds.json", "codes.json", "ids.json"
YEAR = r"(19|20|21)\d\d"
_CONTAINERS = ["object", "array", "null"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The pack's words for an editor: explanations in all languages, complaints in the project's.

    Attributes:
        metamodel: the pack.
        language: language of complaints.
    """

    metamodel: Metamodel
    language: str

    def all(self, words: Text) -> str:
        """Words in every language of the pack, each once."""
        found = dict.fromkeys(say(words, language) for language in self.metamodel.languages)
        return " / ".join(item for item in found if item)

    def complain(self, key: str, /, **facts: object) -> str:
        """A complaint by the key of its words."""
        return fill(say(self.metamodel.label(key), self.language), facts, self.language)

    def expects(self, kind: str) -> str:
        """The complaint about a value that is not of a type."""
        return self.complain("editor-value", expected=self.metamodel.label(f"expects-{kind}"))

    def not_listed(self, vocabulary: Vocabulary) -> str:
        """The complaint about a value outside a value list."""
        return self.complain("editor-choice", values=tuple(vocabulary.values))

    def about(self, attribute: Attribute, variants: Iterable[Text] = ()) -> Schema:
        """Title and description of an attribute; variants are named where only they have it."""
        lines = [say(attribute.meaning, language) for language in self.metamodel.languages]
        only = ", ".join(self.all(item) for item in variants)
        lines += [self.all(self.metamodel.label("editor-only")) + f": {only}"] if only else []
        return {"title": self.all(attribute.label), "description": "\n".join(dict.fromkeys(filter(None, lines)))}


def apart(schema: Schema) -> Schema:
    """One choice of several, kept apart from its neighbours.

    yaml-language-server melts the complaints of neighbouring lists into one of its own, and their titles into one
    heading, unless each stands in an ``allOf``.
    """
    return {"allOf": [schema]}


def hidden(schema: Schema) -> Schema:
    """Accepted, but never proposed."""
    return {"not": {"not": schema}}


def many(item: Schema, complaint: str) -> Schema:
    """One value or a list of them."""
    array = {"type": "array", "items": item, "errorMessage": complaint, "properties": {}}
    return {"anyOf": [array, apart(item)]}


def choice(values: Mapping[str, str], complaint: str) -> Schema:
    """One of some words, each with its explanation."""
    if not values:
        return {"type": "string", "pattern": "^$", "errorMessage": complaint}
    return {"enum": list(values), "enumDescriptions": list(values.values()), "errorMessage": complaint}


def link(file: str, name: str) -> Schema:
    """A reference to a definition of another schema file, or of the same one where none is named."""
    return {"$ref": f"{file}#/definitions/{name}"}


def types(wording: Wording) -> dict[str, Schema]:
    """Definitions of the value types, by name."""
    # A bare number or truth word is text to the model, so that only what is no scalar is refused.
    string = {"if": {"type": _CONTAINERS}, "then": {"type": "string", "errorMessage": wording.expects("string")}}
    words = {key: {"description": key, **link("", "type-string")} for key in wording.metamodel.languages}
    mapping = {"properties": words, "additionalProperties": link("", "type-string"), "minProperties": 1}
    text = {"if": {"type": "object"}, "then": mapping, "else": link("", "type-string")}
    whole: Schema = {"type": "integer", "minimum": 0}
    return {
        **dict.fromkeys(("string", "choice", "code", "instrument"), string),
        "text": text,
        "note": text,
        "year": _digits(f"^{YEAR}$", wording.expects("year"), {"type": "integer", "minimum": 1900, "maximum": 2199}),
        "years": _digits(f"^{YEAR} *[-–] *{YEAR}$", wording.expects("years")),
        "date": _digits(r"^\d{4}-\d\d-\d\d$", wording.expects("date")),
        "number": _digits(r"^-?\d+(\.\d+)?$", wording.expects("number"), {"type": "number"}),
        "money": _digits(r"^[\d_]+$", wording.expects("money"), whole),
        "bool": _yes_or_no(wording.expects("bool")),
        "url": _digits(r"^https?://[^\s<>\"']+$", wording.expects("url")),
        "yearly-money": _yearly(link("", "type-money"), wording.expects("yearly-money")),
        "yearly-text": _yearly(link("", "type-text"), wording.expects("yearly-text")),
        "levels": {
            "type": "object",
            "additionalProperties": _digits(r"^\d{1,2}$", wording.expects("levels"), whole),
            "minProperties": 1,
            "errorMessage": wording.expects("levels"),
        },
    }


def _digits(pattern: str, complaint: str, number: Schema | None = None) -> Schema:
    """Text of a pattern; YAML may have read it as a number already."""
    text: Schema = {"type": "string", "pattern": pattern, "errorMessage": complaint}
    return {"anyOf": [apart(text), hidden(number)]} if number else text


def _yes_or_no(complaint: str) -> Schema:
    """Yes or no: the pack's two words are proposed, every other spelling is understood."""
    # To an editor's YAML a bare `yes` may be a truth value already, so both are accepted.
    spellings: list[str | bool] = [True, False]
    for word in sorted(YES | NO):
        spellings += [word, word.capitalize(), word.upper()]
    return {"anyOf": [apart({"enum": ["ya", "tidak"], "errorMessage": complaint}), hidden({"enum": spellings})]}


def _yearly(item: Schema, complaint: str) -> Schema:
    return {
        "type": "object", "patternProperties": {f"^{YEAR}$": item}, "additionalProperties": False,
        "minProperties": 1, "errorMessage": complaint,
    }  # fmt: skip


def vocabulary(wording: Wording, item: Vocabulary) -> Schema:
    """A value list; where it is open, and for other spellings, more is accepted than is proposed."""
    values = {key: wording.all(words) for key, words in item.values.items()}
    listed = choice(values, wording.not_listed(item))
    if item.open:
        return {"anyOf": [apart(listed), hidden(link("", "type-string"))]}
    more: list[Schema] = [hidden({"enum": list(item.alias)})] if item.alias else []
    # A value such as 1 is a number to the editor's YAML, and text to the model.
    more += [hidden({"type": "number"})] if any(key.isdigit() for key in item.values) else []
    return {"anyOf": [apart(listed), *more]} if more else listed


def value(wording: Wording, attribute: Attribute, file: str = "") -> Schema:
    """Value of an attribute that is not a relation.

    Args:
        wording: the pack's words.
        attribute: the attribute.
        file: where the definitions of types and vocabularies are; empty for the same file.
    """
    name = attribute.type if attribute.type in TYPES else "string"
    item, complaint = link(file, f"type-{name}"), wording.expects(name)
    if attribute.vocabulary:
        item = link(file, f"list-{attribute.vocabulary}")
        complaint = wording.not_listed(wording.metamodel.vocabularies[attribute.vocabulary])
    elif attribute.scheme:
        item = link(CODES, f"{attribute.scheme}-{attribute.level}")
        complaint = wording.complain("editor-code", scheme=wording.metamodel.references[attribute.scheme].label)
    elif attribute.pattern:
        message = wording.complain("editor-pattern", pattern=attribute.pattern)
        # In brackets, or the marks of beginning and end would hold for the first and last alternative only.
        item = {"allOf": [item, {"pattern": f"^(?:{attribute.pattern})$", "errorMessage": message}]}
    return many(item, complaint) if attribute.many else item
