"""The geometry of the effort × gain matrix: bands, columns and slots."""

from __future__ import annotations

from fractions import Fraction

from generator.publishing.figures.plane import WHOLE

COLUMNS = 3
SLOTS = 4
"""Steps beside one another in a cell: 24 px each where the page is 360 px wide."""


def bands(largest: Fraction) -> tuple[Fraction, Fraction]:
    """Return where the middle and the upper band of gains begin, in points.

    Numbers people like (1, 2 or 5 times a power of ten): the upper one is the largest
    of them that is at most half the largest gain, the middle one the next below.
    `largest` is above 0.
    """
    upper = Fraction(1)
    while upper > largest / 2:
        upper = _below(upper)
    while _above(upper) <= largest / 2:
        upper = _above(upper)
    return _below(upper), upper


def _leading(number: Fraction) -> Fraction:
    """Return the first digit of a number that is 1, 2 or 5 times a power of ten."""
    while number >= 10:  # noqa: PLR2004 - the base of our numerals
        number /= 10
    while number < 1:
        number *= 10
    return number


def _below(number: Fraction) -> Fraction:
    return number * Fraction(2, 5) if _leading(number) == 5 else number / 2  # noqa: PLR2004


def _above(number: Fraction) -> Fraction:
    return number * Fraction(5, 2) if _leading(number) == 2 else number * 2  # noqa: PLR2004


def across(column: int, slot: int) -> float:
    """Return the middle of a slot, in percent of the width to 0.01."""
    middle = Fraction(2 * slot + 1, 2 * SLOTS)
    return round(float(WHOLE * (column + middle) / COLUMNS), 2)
