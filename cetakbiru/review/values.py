"""A value of an attribute in the words of a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cetakbiru.metamodel import Attribute, Instrument, Metamodel, say
from cetakbiru.render import money, shown


@dataclass(frozen=True, slots=True)
class Wording:
    """How values are told: in a language, with the words of a pack."""

    metamodel: Metamodel
    language: str

    def value(self, attribute: Attribute | None, value: Any) -> str:
        """A value in words; lists with commas, yearly amounts year by year."""
        if value is None or value == "":
            return ""
        if isinstance(value, tuple | list):
            return ", ".join(self.value(attribute, item) for item in value)
        if isinstance(value, Mapping) and all(isinstance(key, int) for key in value):
            return "; ".join(f"{year}: {self.value(attribute, item)}" for year, item in sorted(value.items()))
        if attribute and attribute.vocabulary:
            words = self.metamodel.vocabularies[attribute.vocabulary].values.get(str(value), str(value))
            return say(words, self.language)
        if isinstance(value, bool):
            return say(self.metamodel.label("yes" if value else "no"), self.language)
        if attribute and attribute.type in ("money", "yearly-money"):
            return money(value, attribute.unit or self.metamodel.currency, self.language)
        if isinstance(value, date):
            return shown(value, self.language)
        return say(value, self.language) if isinstance(value, Mapping) else str(value)

    def levels(self, instrument: Instrument | None, levels: Any, other: Any) -> str:
        """Levels that are not the same on the other side: each indicator and level with its name.

        Args:
            instrument: what the indicators belong to; None where the pack does not know it.
            levels: those told.
            other: those of the other side.
        """
        mine, theirs = (side if isinstance(side, Mapping) else {} for side in (levels, other))
        return "; ".join(self._level(instrument, key, mine[key]) for key in mine if mine[key] != theirs.get(key))

    def _level(self, instrument: Instrument | None, key: str, level: int) -> str:
        if instrument is None or key not in instrument.indicators:
            return f"{key}: {level}"
        name = say(instrument.indicators[key].label, self.language)
        return f"{key} {name}: {level} {say(instrument.levels.get(level, {'*': ''}), self.language)}".rstrip()
