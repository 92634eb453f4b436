"""Reference codes: those of the pack, and those that a government adds below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cetakbiru.metamodel import Reference
from cetakbiru.model import Model, Written, written


@dataclass(frozen=True)
class Codes:
    """All codes that a model may use.

    Attributes:
        model: the model, whose elements of the role ``local-code`` declare codes of the government's own; those that
            members declare may be used as well.
    """

    model: Model

    @cached_property
    def declarations(self) -> tuple[Written, ...]:
        """Where local codes are declared."""
        kinds = self.model.metamodel.kinds_with_role("local-code")
        found = written(self.model, lambda attribute: attribute.role == "code", lambda _, value: isinstance(value, str))
        return tuple(item for item in found if item.element.kind in kinds)

    @cached_property
    def local(self) -> frozenset[str]:
        """Codes that are declared, and stand below a code that exists."""
        found: set[str] = set()
        for code in sorted({item.value for item in self.declarations} | self._foreign, key=len):
            scheme = self.scheme_of(code)
            if scheme and self.is_founded(self.model.metamodel.references[scheme], code, found):
                found.add(code)
        return frozenset(found)

    @property
    def _foreign(self) -> set[str]:
        kinds = self.model.metamodel.kinds_with_role("local-code")
        found = (item for item in self.model.foreign.values() if item.kind in kinds)
        return {str(self.model.value(item, "code")) for item in found}

    def scheme_of(self, code: str) -> str:
        """Key of the reference that a code belongs to by its form, or empty."""
        references = self.model.metamodel.references.values()
        return next((ref.scheme for ref in references if ref.pattern and re.fullmatch(ref.pattern, code)), "")

    def is_founded(self, reference: Reference, code: str, local: set[str] | frozenset[str]) -> bool:
        """Whether a code may be a local one: deep enough, directly below a code that exists."""
        parent = code.rpartition(".")[0]
        known = parent in reference.codes or parent in local
        return (
            known and self.level(reference, code) >= reference.local_from and self.scheme_of(code) == reference.scheme
        )

    def level(self, reference: Reference, code: str) -> int:
        """Depth of a code: that of its nearest ancestor in the reference and the parts below it."""
        ancestor = self.ancestor(reference, code)
        below = code.removeprefix(ancestor).count(".")
        return (reference.codes[ancestor].level if ancestor else 0) + below

    def ancestor(self, reference: Reference, code: str) -> str:
        """The longest beginning of a code that the reference holds, or empty."""
        while code and code not in reference.codes:
            code = code.rpartition(".")[0]
        return code

    def children(self, reference: Reference, code: str) -> Iterator[str]:
        """Codes of the reference directly below a code."""
        return (item.code for item in reference.codes.values() if item.parent == code)
