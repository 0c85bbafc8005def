"""The waterfall of a change: from one total through its causes to the other.

All in tenths of a point, as shown, so that the figure adds up to the eye and to the
sum. Sizes are percent across and pixels down, as in the other figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ROW = 44
_FIRST = 8
_BAR = 18
_AXIS = 24
_ALL = 1000
_GRID = 50
_MARGIN = 10
_NARROWEST = 100
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """A row: a total (`start` equals `end`) or a difference between two totals.

    `left` and `right` are percent of the width, `left` ≤ `right`; `top` is the row's
    upper edge and `bar` its bar's, in pixels. `joint` is where the line to the next
    row goes down, None in the last.
    """

    key: str
    top: int
    bar: int
    left: float
    right: float
    total: bool
    falls: bool
    joint: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallTick:
    """A mark of the scale in whole points, at `x` percent."""

    x: float
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The figure's geometry in pixels down.

    `row` is from stair to stair, `base` where the scale stands.
    """

    stairs: tuple[Stair, ...]
    ticks: tuple[WaterfallTick, ...]
    row: int
    base: int
    height: int


def waterfall(before: int, causes: Sequence[tuple[str, int]], after: int) -> Waterfall:
    """Return the stairs from `before` through the causes, in order, to `after`.

    All in tenths of a point. Raises ValueError where they do not add up.
    """
    levels = [before]
    for _, tenths in causes:
        levels.append(levels[-1] + tenths)
    if levels[-1] != after:
        raise ValueError(f"{levels[-1]} tenths are not {after}")
    low, high = _range(min(levels), max(levels))
    steps = [
        ("before", before, before),
        *(
            (key, start, end)
            for (key, _), (start, end) in zip(causes, pairwise(levels), strict=True)
        ),
        ("after", after, after),
    ]

    def across(tenths: int) -> float:
        return round(100 * (tenths - low) / (high - low), 2)

    base = _FIRST + len(steps) * _ROW
    return Waterfall(
        stairs=tuple(
            Stair(
                key=key,
                top=_FIRST + place * _ROW,
                bar=_FIRST + place * _ROW + _BAR,
                left=across(min(start, end)),
                right=across(max(start, end)),
                total=key in {"before", "after"},
                falls=end < start,
                joint=across(end) if place + 1 < len(steps) else None,
            )
            for place, (key, start, end) in enumerate(steps)
        ),
        ticks=tuple(
            WaterfallTick(x=across(tenths), points=tenths // 10)
            for tenths in _ticks(low, high)
        ),
        row=_ROW,
        base=base,
        height=base + _AXIS,
    )


def _range(least: int, most: int) -> tuple[int, int]:
    """Return the part of the scale to show: fives of points, ten points at least.

    A running total may stand below 0 or above 100 between two causes.
    """
    low = (least - _MARGIN) // _GRID * _GRID
    high = -(-(most + _MARGIN) // _GRID) * _GRID
    if least >= 0:
        low = max(low, 0)
    if most <= _ALL:
        high = min(high, _ALL)
    if high - low < _NARROWEST:
        low, high = (high - _NARROWEST, high) if high == _ALL else (low, low + 100)
    return low, high


def _ticks(low: int, high: int) -> range:
    step = _GRID
    while (high - low) // step >= _MOST_TICKS:
        step *= 2
    return range(-(-low // step) * step, high + 1, step)
