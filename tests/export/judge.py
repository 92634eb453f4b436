"""Files judged by the schemas as an editor judges them: YAML 1.2, references from file to file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import yaml
from jsonschema import Draft7Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

_SCALARS = {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    "null": r"~|null|Null|NULL|",
}


class _Core(yaml.SafeLoader):
    """PyYAML with the plain words of YAML 1.2: ``no`` is a word, ``2026-01-01`` too."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _name, _pattern in _SCALARS.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_pattern})$"), None)


def complaints(files: Mapping[str, Any], name: str, text: str) -> list[tuple[str, str]]:
    """What a schema finds in a file.

    Args:
        files: all schemas by name.
        name: the one to judge by.
        text: the YAML.

    Returns:
        For each fault its route below the file, and what an editor says of it.
    """
    registry = Registry().with_resources((key, Resource(schema, DRAFT7)) for key, schema in files.items())
    judge = Draft7Validator({"$ref": name}, registry=registry)
    found = {_said(fault) for fault in judge.iter_errors(_plain(yaml.load(text, _Core)))}
    return sorted(found)


def _plain(data: Any) -> Any:
    """Keys as JSON has them: text."""
    if isinstance(data, dict):
        return {str(key): _plain(item) for key, item in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list) else data


def _said(fault: ValidationError) -> tuple[str, str]:
    """The innermost fault that has words of its own."""
    deepest = max(_all(fault), key=lambda item: (len(item.absolute_path), "errorMessage" in item.schema))
    message = deepest.schema.get("errorMessage", deepest.message)
    return ".".join(map(str, deepest.absolute_path)), message


def _all(fault: ValidationError) -> Iterator[ValidationError]:
    if isinstance(fault.schema, dict):
        yield fault
    for inner in fault.context or ():
        yield from _all(inner)
