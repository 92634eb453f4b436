"""What a pack declares: kinds, attributes, relations, vocabularies, references, rules, viewpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from cetakbiru.metamodel.instruments import Instrument
from cetakbiru.metamodel.words import Text

Severity = Literal["error", "warning", "info"]
# The order is the weight: a threshold is a place in it.
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute or relation of a kind.

    Attributes:
        name: key in the model's text.
        type: name of a value type, or ``relation``.
        required: whether it must be given; ``required_if`` names an attribute that makes it so.
        many: whether a list may be given.
        vocabulary: name of the value list of a ``choice``.
        scheme: key of the reference of a ``code``; ``level`` the least depth asked.
        targets: (kind, variant or empty) pairs that a relation may reach.
        role: what the attribute means, for rules and pages that never name it.
        attributes: attributes that a relation itself carries.
    """

    name: str
    type: str
    label: Text
    meaning: Text
    inverse: Text = field(default_factory=dict)
    basis: str = ""
    role: str = ""
    required: bool = False
    required_if: str = ""
    many: bool = False
    vocabulary: str = ""
    scheme: str = ""
    level: int = 0
    pattern: str = ""
    unit: str = ""
    acyclic: bool = False
    targets: tuple[tuple[str, str], ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    @property
    def is_relation(self) -> bool:
        """Whether its value names other elements."""
        return self.type == "relation"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of element. ``variants`` holds the attributes that a variant adds, by its key."""

    name: str
    label: Text
    plural: Text
    domain: str
    role: str
    shape: str
    home: str
    attributes: Mapping[str, Attribute]
    variant_by: str = ""
    variants: Mapping[str, Mapping[str, Attribute]] = field(default_factory=dict)
    variant_labels: Mapping[str, Text] = field(default_factory=dict)
    _whole: Mapping[str, Mapping[str, Attribute]] = field(init=False, repr=False, compare=False)
    _roles: Mapping[str, Mapping[str, list[str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put each variant's attributes and their roles together once: they are asked for with every element."""
        whole = {key: {**self.attributes, **own} for key, own in self.variants.items()} | {"": self.attributes}
        # What is set here follows from the fields, so that a frozen kind stays the same kind.
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_roles", {key: _by_role(known) for key, known in whole.items()})

    def attribute(self, name: str, variant: str = "") -> Attribute | None:
        """The attribute of a name, the variant's own first."""
        return self.all_attributes(variant).get(name)

    def all_attributes(self, variant: str = "") -> Mapping[str, Attribute]:
        """Every attribute that an element of a variant may have, in the pack's order."""
        # A variant that is misspelt is told by the value list; the element keeps what all variants share.
        return self._whole.get(variant, self.attributes)

    def knows(self, name: str) -> bool:
        """Whether an element of the kind, or of one of its variants, may have an attribute of a name."""
        return any(name in known for known in self._whole.values())

    def names_of(self, role: str, variant: str = "") -> Sequence[str]:
        """Names of the attributes that have a role and that an element of a variant may have."""
        return (self._roles.get(variant) or self._roles[""]).get(role, ())

    def with_role(self, role: str) -> Attribute | None:
        """The first attribute that has a role."""
        return next((item for item in self.attributes.values() if item.role == role), None)


def _by_role(known: Mapping[str, Attribute]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for item in known.values():
        names.setdefault(item.role, []).append(item.name)
    return names


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A list of values. ``ranks`` orders them where the order has a meaning."""

    name: str
    open: bool
    basis: str
    values: Mapping[str, Text]
    ranks: Mapping[str, int]
    alias: Mapping[str, str]


class Code(NamedTuple):
    """One row of a reference. ``confidence`` says how many sources hold it (A to D)."""

    code: str
    name: Text
    confidence: str
    parent: str
    level: int
    leaf: bool
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A classification tree, valid for a version (a period)."""

    scheme: str
    label: Text
    version: str
    legal: str
    pattern: str
    local_from: int
    levels: Mapping[int, Text]
    codes: Mapping[str, Code]
    crosswalk: Mapping[str, Any]
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """Files that show a rule at work; ``at`` is ``path:line:column`` of the finding expected."""

    files: Mapping[str, str]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data: which rule type asks the question, with what parameters, and the words."""

    id: str
    type: str
    severity: Severity
    profile: str
    title: Text
    message: Text
    why: Text
    basis: str
    parameters: Mapping[str, Any]
    bad: Example | None = None
    good: Example | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A chapter of the architecture: its label, national code and colour class."""

    key: str
    label: Text
    code: str
    color: str


@dataclass(frozen=True, slots=True)
class Metamodel:
    """A pack as code sees it.

    Attributes:
        target_word: key that names the target where a relation carries attributes.
        risk_matrix: ``rows`` of magnitudes by likelihood, columns by impact, and the ``levels`` that they fall in.
        states: the pack's word for a state to its meaning: ``present``, ``changed``, ``new``.
        mark: a sum over the pack's files, or empty where they are not known.
    """

    id: str
    version: str
    title: Text
    summary: Text
    legal: tuple[str, ...]
    languages: tuple[str, ...]
    profiles: tuple[str, ...]
    bases: Mapping[str, Mapping[str, str]]
    domains: Mapping[str, Domain]
    kinds: Mapping[str, Kind]
    vocabularies: Mapping[str, Vocabulary]
    references: Mapping[str, Reference]
    rules: Mapping[str, Rule]
    viewpoints: Mapping[str, Mapping[str, Any]]
    instruments: Mapping[str, Instrument]
    labels: Mapping[str, Text]
    pages: Mapping[str, Any]
    target_word: str
    states: Mapping[str, str]
    risk_matrix: Mapping[str, Any]
    # Empty for a pack that was put together by hand: nothing may be kept for it.
    mark: str = ""
    _unit_kind: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the kind of work units once: it is asked for with every element."""
        object.__setattr__(self, "_unit_kind", next(iter(self.kinds_with_role("business-actor")), ""))

    def label(self, key: str) -> Text:
        """Words of the site or of a report by key; the key itself where none are given."""
        # A word that a pack lacks is seen on the page by its key; a site is not worth losing for it.
        return self.labels.get(key, {"*": key})

    def kinds_with_role(self, role: str) -> tuple[str, ...]:
        """Names of the kinds that have a role."""
        return tuple(kind.name for kind in self.kinds.values() if kind.role == role)

    def unit_kind(self) -> str:
        """The kind of work units, whose records own the namespaces."""
        return self._unit_kind

    @property
    def currency(self) -> str:
        """The unit of the pack's budgets; empty where it has none."""
        attributes = (item for kind in self.kinds.values() for item in kind.attributes.values())
        return next((item.unit for item in attributes if item.role == "budget"), "")
