"""Value types: text as written to a value as meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from cetakbiru.metamodel.types import Attribute

# Asked only of attributes that are yes or no: anywhere else `no` stays the word that was written.
YES = {"ya", "yes", "true", "benar"}
NO = {"tidak", "no", "false", "bukan"}
_YEAR = re.compile(r"(19|20|21)[0-9][0-9]")
# Bounded, because Python refuses to convert thousands of digits, with an error that tells a planner nothing.
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_MONEY = re.compile(r"[0-9]{1,18}")
_LEVEL = re.compile(r"\d{1,2}")
_URL = re.compile(r"https?://[^\s<>\"']+")


class BadValueError(ValueError):
    """A value that is not of its type.

    Attributes:
        expected: key of the words that say what is expected.
        value: the value at fault, where it is a part of what was read; ``key`` where that part stands.
    """

    def __init__(self, expected: str, key: str = "", value: Any = None) -> None:
        super().__init__(expected)
        self.expected, self.key, self.value = expected, key, value


def read_value(attribute: Attribute, raw: Any) -> Any:
    """One value of an attribute (one item of a list).

    Raises:
        BadValueError: the value is not of the attribute's type.
    """
    return reader(attribute)(raw)


def reader(attribute: Attribute) -> Callable[[Any], Any]:
    """What ``read_value`` does for one attribute: ask for it once where many values are read."""
    read: Callable[[Any], Any] = TYPES.get(attribute.type, _string)
    return partial(_matching, read, re.compile(attribute.pattern)) if attribute.pattern else read


def _matching(read: Callable[[Any], Any], pattern: re.Pattern[str], raw: Any) -> Any:
    value = read(raw)
    if not pattern.fullmatch(str(value)):
        raise BadValueError("expects-pattern")
    return value


def _scalar(raw: Any, expected: str) -> str:
    if not isinstance(raw, str):
        raise BadValueError(expected)
    return raw


def _text(raw: Any) -> Mapping[str, str]:
    if isinstance(raw, str):
        return {"*": raw}
    if not isinstance(raw, dict) or not raw:
        raise BadValueError("expects-text")
    for key, item in raw.items():
        if not isinstance(item, str):
            raise BadValueError("expects-quoted", key, item)
    return {**raw}


def _string(raw: Any) -> str:
    return _scalar(raw, "expects-string")


def _year(raw: Any) -> int:
    if not _YEAR.fullmatch(_scalar(raw, "expects-year")):
        raise BadValueError("expects-year")
    return int(raw)


def _years(raw: Any) -> tuple[int, int]:
    # Official texts set a dash between years where a keyboard has a hyphen.
    first, _, last = _scalar(raw, "expects-years").replace("–", "-").partition("-")
    # Both have four digits, so that comparing the text compares the years.
    if not _YEAR.fullmatch(first.strip()) or not _YEAR.fullmatch(last.strip()) or last.strip() < first.strip():
        raise BadValueError("expects-years")
    return int(first), int(last)


def _date(raw: Any) -> date:
    try:
        return date.fromisoformat(_scalar(raw, "expects-date"))
    except ValueError:
        raise BadValueError("expects-date") from None


def _number(raw: Any) -> float | int:
    if not _NUMBER.fullmatch(_scalar(raw, "expects-number")):
        raise BadValueError("expects-number")
    return float(raw) if "." in raw else int(raw)


def _money(raw: Any) -> int:
    # Only an underscore may group digits: a point means thousands in one language and decimals in the other.
    plain = _scalar(raw, "expects-money").replace("_", "")
    if not _MONEY.fullmatch(plain):
        raise BadValueError("expects-money")
    return int(plain)


def _bool(raw: Any) -> bool:
    word = _scalar(raw, "expects-bool").lower()
    if word not in YES | NO:
        raise BadValueError("expects-bool")
    return word in YES


def _url(raw: Any) -> str:
    if not _URL.fullmatch(_scalar(raw, "expects-url")):
        raise BadValueError("expects-url")
    return str(raw)


def _yearly(read: Callable[[Any], Any], expected: str) -> Callable[[Any], dict[int, Any]]:
    def read_map(raw: Any) -> dict[int, Any]:
        if not isinstance(raw, dict) or not raw:
            raise BadValueError(expected)
        return {_part(key, key, _year): _part(key, item, read) for key, item in raw.items()}

    return read_map


def _part(key: str, raw: Any, read: Callable[[Any], Any]) -> Any:
    """One part of a mapping, which a fault is blamed on alone."""
    try:
        return read(raw)
    except BadValueError as problem:
        raise BadValueError(problem.expected, key, raw) from None


def _levels(raw: Any) -> dict[str, int]:
    if not isinstance(raw, dict) or not raw or any(not _LEVEL.fullmatch(str(item)) for item in raw.values()):
        raise BadValueError("expects-levels")
    return {str(key): int(item) for key, item in raw.items()}


TYPES: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "note": _text,
    "string": _string,
    # Lists and codes are for rules to judge, which name the nearest: a value refused here would be lost to them.
    "choice": _string,
    "code": _string,
    "year": _year,
    "years": _years,
    "date": _date,
    "number": _number,
    "money": _money,
    "bool": _bool,
    "url": _url,
    "yearly-money": _yearly(_money, "expects-yearly-money"),
    "instrument": _string,
    "levels": _levels,
    "yearly-text": _yearly(_text, "expects-yearly-text"),
}
