"""A measured number with its 95 % interval, on the scale of its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.publishing.figures.plane import tenth

_ALL = 100.0
_NARROWEST = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Places in percent of the width; `point` None where none may be shown.

    `ticks` are the limits of the bands, `zero` where a scale that goes below it has
    its zero.
    """

    low: float
    width: float
    point: float | None
    ticks: tuple[float, ...]
    zero: float | None
    start: int
    end: int


def interval(
    low: Fraction,
    high: Fraction,
    point: Fraction | None,
    limits: Sequence[Fraction],
    *,
    start: int = 0,
    end: int = 100,
) -> Interval:
    """Place the interval on the scale from `start` to `end`; low ≤ high."""

    def place(value: Fraction) -> float:
        share = (float(value) - start) * _ALL / (end - start)
        return tenth(min(max(share, 0.0), _ALL))

    left, right = place(low), place(high)
    if right - left < _NARROWEST:
        left = tenth(min(left, _ALL - _NARROWEST))
        right = tenth(left + _NARROWEST)
    return Interval(
        low=left,
        width=tenth(right - left),
        point=None if point is None else place(point),
        ticks=tuple(place(limit) for limit in limits if start < limit < end),
        zero=place(Fraction(0)) if start < 0 else None,
        start=start,
        end=end,
    )
