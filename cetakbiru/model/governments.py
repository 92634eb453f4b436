"""What is known of each government: what it published, and what is written of it here.

An element is about the government that its subject names, or the one that promised; where it names none it is about
the government whose model it stands in. What two models say alike is counted once, as it is written here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from cetakbiru.metamodel import say
from cetakbiru.model.types import Element, Model

_SUBJECT = ("subject", "promises")


@dataclass(frozen=True)
class Governments:
    """Elements of all models by the government that they are about.

    Attributes:
        model: the model of one government, with what members published beside it.
    """

    model: Model

    @cached_property
    def records(self) -> list[Element]:
        """The governments that the model names, its own among them."""
        return [e for kind in self.model.metamodel.kinds_with_role("government") for e in self.model.by_kind[kind]]

    def about(self, government: Element, role: str) -> list[Element]:
        """Elements of a role that are about a government, in the order of files.

        Args:
            government: one of the records.
            role: role of their kind.
        """
        return self._by.get((government.id, role), [])

    @cached_property
    def _by(self) -> dict[tuple[str, str], list[Element]]:
        index: dict[tuple[str, str], list[Element]] = defaultdict(list)
        here: set[tuple[str, str, str]] = set()
        whole = self.model.whole
        for element in whole.elements.values():
            words = say(whole.value(element, "name"), self.model.metamodel.languages[0]).casefold()
            for key in self._whose(element):
                mark = (key, element.kind, words)
                if not element.member:
                    here.add(mark)
                if not element.member or mark not in here:
                    index[key, whole.kind(element).role].append(element)
        return index

    def _whose(self, element: Element) -> list[str]:
        """Ids of the governments that an element is about."""
        named = [end for role in _SUBJECT for end in self.model.whole.targets(element.id, role)]
        return list(dict.fromkeys(map(self._government, named))) or [element.member or self._own]

    def _government(self, end: str) -> str:
        """Id of the government that an element is, or belongs to."""
        element = self.model.whole.elements[end]
        is_record = self.model.whole.kind(element).role == "government"
        if is_record and element.local in self._known:
            return self._known[element.local]
        return element.member or self._own

    @cached_property
    def _known(self) -> dict[str, str]:
        """Ids of the records by what members call themselves."""
        return {item.local: item.id for item in self.records}

    @cached_property
    def _own(self) -> str:
        return self.model.record.id if self.model.record else ""
