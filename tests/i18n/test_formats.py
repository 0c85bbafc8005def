"""Numbers and dates as each language writes them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from generator.i18n import formats


@pytest.mark.parametrize(
    ("number", "english", "polish"),
    [
        (Fraction(193, 2), "96.5", "96,5"),
        (Fraction(3), "3", "3"),
        (Fraction(7, 8), "0.875", "0,875"),
        (Fraction(1, 3), "0.3", "0,3"),
        (Fraction(2, 3), "0.7", "0,7"),
        (Fraction(1234), "1234", "1234"),
        (Fraction(123456, 10), "12\u202f345.6", "12\u202f345,6"),
        (Fraction(-30), "\u221230", "\u221230"),
        (Fraction(0), "0", "0"),
    ],
)
def test_numbers(number, english, polish):
    """Decimals are exact where they end, the separator is the language's own."""
    assert formats.write_number(number, "en") == english
    assert formats.write_number(number, "pl") == polish


@pytest.mark.parametrize(
    ("gain", "english", "polish"),
    [
        (Fraction(19, 10), "+1.9", "+1,9"),
        (Fraction(1, 20), "+0.1", "+0,1"),
        (Fraction(1, 21), "<0.1", "<0,1"),
        (Fraction(0), "+0.0", "+0,0"),
    ],
)
def test_gains(gain, english, polish):
    """A gain has one decimal, half up, and never shows as nothing."""
    assert formats.write_gain(gain, "en") == english
    assert formats.write_gain(gain, "pl") == polish


def test_worths():
    """A worth is exact where it ends, and never shows as all or nothing by rounding."""
    written = [
        formats.write_worth(worth, "pl")
        for worth in (
            Fraction(2, 3),
            Fraction(7, 8),
            Fraction(999, 1001),
            Fraction(1, 1001),
            Fraction(1),
            Fraction(0),
        )
    ]

    assert written == ["0,67", "0,875", "0,99", "0,01", "1", "0"]


def test_points_and_percent():
    """Shown numbers never reach what the exact ones have not."""
    assert formats.write_points(Fraction(5999, 10000)) == "59"
    assert formats.write_points(Fraction(5901, 10000), up=True) == "60"
    assert formats.write_percent(Fraction(999, 1000)) == "99%"
    assert formats.write_percent(Fraction(1)) == "100%"


def test_dates():
    """Dates are words, the month in its right case."""
    day = dt.date(2026, 9, 15)

    assert formats.write_date(day, "en") == "15\u00a0September 2026"
    assert formats.write_date(day, "pl") == "15\u00a0września 2026"
