"""How numbers and dates are written in a language. What to round is `shown`'s."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import lru_cache

from generator.model.shown import shown_hundredths, shown_points, shown_tenths

_MINUS = "\u2212"
_THIN = "\u202f"
_POINT = {"en": ".", "pl": ","}
_DECIMALS = 6
_KEPT = 4096
_GROUP_FROM = 5
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "pl": [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
}


def write_date(date: dt.date, language: str) -> str:
    """Return a date in words: 15 September 2026, 15 września 2026."""
    return f"{date.day}\u00a0{_MONTHS[language][date.month - 1]} {date.year}"


def write_day(date: dt.date, language: str) -> str:
    """Return a date in little room: 15 Sep 2026, 15.09.2026."""
    if language == "pl":
        return f"{date.day}.{date.month:02}.{date.year}"
    month = _MONTHS[language][date.month - 1][:3]
    return f"{date.day}\u00a0{month}\u00a0{date.year}"


def write_points(share: Fraction, *, up: bool = False) -> str:
    """Return a share of 0…1 as whole points of 100."""
    return str(shown_points(share, up=up))


def write_percent(share: Fraction) -> str:
    """Return a share of 0…1 in whole percent, without a space in either language."""
    return f"{shown_points(share)}%"


def write_tenths(tenths: int, language: str, *, sign: bool = False) -> str:
    """Return a number given in tenths with one decimal."""
    whole, part = divmod(abs(tenths), 10)
    before = _MINUS if tenths < 0 else "+" if sign else ""
    return f"{before}{whole}{_POINT[language]}{part}"


@lru_cache(maxsize=_KEPT)
def write_gain(gain: Fraction, language: str) -> str:
    """Return a gain in points of 100, like +1.9; "<0.1" for less than it can show."""
    tenths = shown_tenths(gain)
    if gain > 0 and tenths == 0:
        return f"<0{_POINT[language]}1"
    return write_tenths(tenths, language, sign=True)


@lru_cache(maxsize=_KEPT)
def write_worth(worth: Fraction, language: str) -> str:
    """Return a worth of 0…1: whole where its decimals end, else with two places."""
    if (worth * 10**_DECIMALS).denominator != 1:
        worth = Fraction(shown_hundredths(worth), 100)
    return write_number(worth, language)


@lru_cache(maxsize=_KEPT)
def write_number(number: Fraction | int, language: str) -> str:
    """Return an exact number as people write it.

    A decimal of up to six places is shown whole; anything finer with one place.
    Five digits and more are grouped by thin spaces.
    """
    scaled = abs(Fraction(number)) * 10**_DECIMALS
    if scaled.denominator == 1:
        whole, part = divmod(int(scaled), 10**_DECIMALS)
        decimals = f"{part:0{_DECIMALS}d}".rstrip("0")
    else:
        whole, part = divmod(shown_tenths(abs(Fraction(number))), 10)
        decimals = str(part) if part else ""
    digits = str(whole)
    if len(digits) >= _GROUP_FROM:
        digits = f"{whole:,}".replace(",", _THIN)
    before = _MINUS if number < 0 else ""
    return before + digits + (_POINT[language] + decimals if decimals else "")
