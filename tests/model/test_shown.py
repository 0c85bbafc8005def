"""Rounding for display: a shown number never promises more than the exact one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.shown import shown_points, shown_sum, shown_tenths, shown_total

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=5000)
GAINS = st.fractions(min_value=0, max_value=60, max_denominator=5000)


@pytest.mark.parametrize(
    ("share", "down", "up"),
    [
        (Fraction(0), 0, 0),
        (Fraction(1, 1000), 1, 1),
        (Fraction(599, 1000), 59, 60),
        (Fraction(3, 5), 60, 60),
        (Fraction(2, 3), 66, 67),
        (Fraction(991, 1000), 99, 99),
        (Fraction(9999, 10000), 99, 99),
        (Fraction(1), 100, 100),
    ],
)
def test_points(share: Fraction, down: int, up: int) -> None:
    """Down for point, low and coverage, up for high; 0 and 100 only when exact."""
    assert shown_points(share) == down
    assert shown_points(share, up=True) == up


@given(SHARES, st.integers(2, 100))
def test_a_shown_point_reaches_no_limit_early(share: Fraction, limit: int) -> None:
    """A shown number reaches a whole limit only when the exact one does."""
    assert (shown_points(share) >= limit) == (100 * share >= limit)


@given(SHARES, SHARES, SHARES)
def test_a_shown_interval_holds_its_point(
    first: Fraction, second: Fraction, third: Fraction
) -> None:
    """Shown low ≤ shown point ≤ shown high."""
    low, point, high = sorted([first, second, third])
    assert shown_points(low) <= shown_points(point) <= shown_points(high, up=True)


@pytest.mark.parametrize(
    ("value", "tenths"),
    [
        (Fraction(0), 0),
        (Fraction(4, 100), 0),
        (Fraction(5, 100), 1),
        (Fraction(125, 100), 13),
        (Fraction(-125, 100), -13),
        (Fraction(100), 1000),
    ],
)
def test_tenths(value: Fraction, tenths: int) -> None:
    """One decimal, half up, away from zero on both sides."""
    assert shown_tenths(value) == tenths


@given(st.lists(GAINS, max_size=30))
def test_a_column_adds_up(values: list[Fraction]) -> None:
    """The shown column adds up to the shown sum, each off by less than a tenth."""
    for total in (shown_total(values), shown_tenths(sum(values, Fraction(0)))):
        column = shown_sum(values, total)
        assert sum(column) == total
        for value, tenths in zip(values, column, strict=True):
            assert abs(value * 10 - tenths) < 1
            assert tenths == 0 or value > 0


@given(st.lists(SHARES, min_size=1, max_size=9))
def test_a_total_reaches_no_limit_early(values: list[Fraction]) -> None:
    """A shown sum of shares is never above the exact one."""
    assert Fraction(shown_total(values), 10) <= sum(values)


def test_largest_remainder() -> None:
    """What lost most gets one more; ties go to the earlier."""
    thirds = [Fraction(100, 3)] * 3
    assert shown_sum(thirds, 1000) == (334, 333, 333)
    assert shown_sum([Fraction(106, 100), Fraction(104, 100)], 21) == (11, 10)


def test_a_sum_from_elsewhere_is_refused() -> None:
    """A total that rounding cannot explain is an error, not a fudge."""
    for total in (9, 13):
        with pytest.raises(ValueError, match="tenths"):
            shown_sum([Fraction(1), Fraction(2, 100)], total)
