"""Numbers, money and dates as a reader of a language writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal


def number(value: float, language: str) -> str:
    """A number, ``1.234,5`` in Indonesian."""
    return str(format_decimal(value, locale=language))


def decimal(value: float, places: int, language: str) -> str:
    """A number with a fixed count of decimals, ``2,50`` in Indonesian."""
    return str(format_decimal(value, format="0." + "0" * places, locale=language))


@lru_cache(maxsize=1 << 14)
def money(value: int, currency: str, language: str) -> str:
    """An amount without decimals, ``Rp1.234.567`` in Indonesian; a bare number where there is no currency."""
    if not currency:
        return number(value, language)
    written = format_currency(value, currency, locale=language, format="¤#,##0", currency_digits=False)
    return str(written).replace("\xa0", "")


def day(value: date, language: str) -> str:
    """A date, ``24 November 2026``."""
    return str(format_date(value, "d MMMM y", locale=language))


def month(number_: int, language: str) -> str:
    """A month in brief, ``Agt``."""
    return str(format_date(date(2000, number_, 1), "LLL", locale=language))


def shown(value: Any, language: str) -> str:
    """Any plain value of a model in words."""
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, float | int):
        return number(value, language)
    return str(value)
