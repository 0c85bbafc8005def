"""How exact numbers become shown ones (SCORING rule 7): scores are rounded nowhere else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

_ALMOST_ALL = 99


def shown_points(share: Fraction, *, up: bool = False) -> int:
    """Return a share of 0…1 as whole points of 100.

    Rounded down (`up` for the high end of an interval: rounded up), so that a shown
    number never reaches a level the exact one has not. Only exactly 1 shows as 100,
    and anything above 0 shows at least 1.
    """
    points = math.ceil(share * 100) if up else math.floor(share * 100)
    if share < 1:
        points = min(points, _ALMOST_ALL)
    if share > 0:
        points = max(points, 1)
    return points


def shown_tenths(value: Fraction) -> int:
    """Return a gain or a share in tenths, rounded half up (away from zero).

    0 for something above 0 is what the page writes as "<0.1".
    """
    tenths = math.floor(abs(value) * 10 + Fraction(1, 2))
    return tenths if value >= 0 else -tenths


def shown_hundredths(worth: Fraction) -> int:
    """Return a worth of 0…1 in hundredths, half up; only 0 shows as 0 and 1 as 1."""
    hundredths = math.floor(worth * 100 + Fraction(1, 2))
    if 0 < worth < 1:
        return min(max(hundredths, 1), _ALMOST_ALL)
    return hundredths


def shown_total(values: Sequence[Fraction]) -> int:
    """Return the sum of a column of shares in tenths, rounded down.

    Down, because the sum of all shares is the point: it must not reach a level that
    the point has not.
    """
    return math.floor(sum(values, Fraction(0)) * 10)


def shown_sum(values: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Return values in tenths that add up to `total` tenths; values may be below 0.

    By largest remainder: each is rounded down, then those that lost most get one
    more; ties go to the earlier. What is exactly 0 stays 0 with a `total` that is the
    exact sum rounded, as `shown_total` and `shown_tenths` do. Raises ValueError for a
    total that rounding cannot explain.
    """
    scaled = [value * 10 for value in values]
    tenths = [math.floor(value) for value in scaled]
    missing = total - sum(tenths)
    if not 0 <= missing <= len(tenths):
        raise ValueError(f"{total} tenths are not the rounded sum of the column")
    by_loss = sorted(
        range(len(tenths)), key=lambda index: (tenths[index] - scaled[index], index)
    )
    for index in by_loss[:missing]:
        tenths[index] += 1
    return tuple(tenths)
