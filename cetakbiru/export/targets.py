"""What relations may reach, as JSON Schema: ids of all elements that fit, and bare ids in each unit's own files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cetakbiru.export.kinds import holders
from cetakbiru.export.live import Target, bare_ids, fitting, full_ids, unknown_target
from cetakbiru.export.shapes import IDS, KINDS, Schema, Wording, apart, hidden, link, many, value
from cetakbiru.metamodel import Attribute, Kind
from cetakbiru.model import Model

Targets = tuple[Target, ...]


def name_of(targets: Targets) -> str:
    """Name of the definition of what fits some targets, each a kind or one of its variants."""
    return "-or-".join("-".join(filter(None, target)) for target in targets)


def relations(kind: Kind) -> dict[str, Targets]:
    """A kind's relation attributes, to the targets of all variants together."""
    found = {name: [item for _, item in group if item.is_relation] for name, group in holders(kind).items()}
    return {name: _union(items) for name, items in found.items() if items}


def carried(kind: Kind, name: str) -> dict[str, Attribute]:
    """Attributes that a relation itself carries."""
    return {key: own for _, item in holders(kind)[name] for key, own in item.attributes.items()}


def _union(attributes: Iterable[Attribute]) -> Targets:
    return tuple(dict.fromkeys(target for item in attributes for target in item.targets))


def combinations(model: Model) -> list[Targets]:
    """Everything that a relation of the pack may reach, each combination of targets once."""
    found: dict[Targets, None] = {}
    for kind in model.metamodel.kinds.values():
        for name, targets in relations(kind).items():
            found |= dict.fromkeys((targets, *(item.targets for item in carried(kind, name).values() if item.targets)))
    return list(found)


def all_targets(model: Model) -> list[Target]:
    """Every single target among them."""
    return list(dict.fromkeys(target for targets in combinations(model) for target in targets))


def lists(model: Model, wording: Wording) -> dict[str, Schema]:
    """Definitions of all full ids, for everything that a relation of the pack may reach."""
    found = {name_of((target,)): full_ids(model, wording, target) for target in all_targets(model)}
    other = hidden(_other(model.metamodel.target_word))
    for targets in combinations(model):
        choices = [apart(link("", name_of((target,)))) for target in targets]
        # Each list of ids stands once in the file and is referred to: they are long, and grow with the model.
        found[f"to-{name_of(targets)}"] = {"anyOf": [*choices, other]}
        found[f"many-{name_of(targets)}"] = many(link("", f"to-{name_of(targets)}"), unknown_target(wording, targets))
    return found


def _other(word: str) -> Schema:
    """Other ways to write a relation: from the root, or as a mapping without attributes."""
    mapping = {"type": "object", "required": [word], "maxProperties": 1}
    return {"anyOf": [{"type": "string", "pattern": "^/"}, mapping]}


@dataclass(slots=True)
class Reach:
    """What relations may reach from the files of one namespace.

    Attributes:
        model: the model.
        wording: the pack's words.
        unit: the namespace; empty for the architecture.
        definitions: lists with bare ids, each made once.
    """

    model: Model
    wording: Wording
    unit: str
    definitions: dict[str, Schema] = field(default_factory=dict)

    def relation(self, kind: Kind, name: str) -> Schema:
        """Value of one relation attribute of a kind."""
        targets, more = relations(kind)[name], carried(kind, name)
        several = any(item.many for _, item in holders(kind)[name])
        if not more:
            return self._links(targets, several=several)
        item = {"anyOf": [self._links(targets), self._mapping(targets, more)]}
        return many(item, unknown_target(self.wording, targets)) if several else item

    def _links(self, targets: Targets, *, several: bool = False) -> Schema:
        """One id or several: a shared definition, or one that has the unit's bare ids before it."""
        name = ("many-" if several else "to-") + name_of(targets)
        # Only where a bare id means something in this unit is a list of its own needed.
        own = [target for target in targets if self.unit in namespaces(self.model, target)]
        if not own:
            return link(IDS, name)
        if several:
            shape = many(self._links(targets), unknown_target(self.wording, targets))
        else:
            bare = {f"own-{name_of((t,))}": bare_ids(self.model, self.wording, t, self.unit) for t in own}
            self.definitions |= bare
            shape = {"anyOf": [*(apart(link("", key)) for key in bare), link(IDS, name)]}
        self.definitions[name] = shape
        return link("", name)

    def _mapping(self, targets: Targets, more: Mapping[str, Attribute]) -> Schema:
        """A relation written with its own attributes."""
        word = self.model.metamodel.target_word
        shapes: dict[str, Schema] = {word: self._links(targets)}
        for name, item in more.items():
            relation = item.is_relation
            shape = self._links(item.targets, several=item.many) if relation else value(self.wording, item, KINDS)
            shapes[name] = self.wording.about(item) | shape
        return {
            "type": "object", "properties": shapes, "required": [word], "additionalProperties": False,
            "errorMessage": self.wording.complain("editor-relation", word=word),
        }  # fmt: skip


def namespaces(model: Model, target: Target) -> set[str]:
    """Units that have elements of their own that fit a target."""
    # Where the bare id is the full one, the list of full ids has it already.
    return {item.namespace for item in fitting(model, target) if item.id != item.local}


def settled(model: Model, kind: Kind) -> dict[str, Schema]:
    """Relations of a kind that mean the same in every file, because no unit has a bare id for them."""
    found = {}
    for name, targets in relations(kind).items():
        if not carried(kind, name) and not any(namespaces(model, target) for target in targets):
            several = any(item.many for _, item in holders(kind)[name])
            found[name] = link(IDS, ("many-" if several else "to-") + name_of(targets))
    return found
