"""The effort × gain matrix: where each recommendation stands, without overlaps.

Rows are efforts, least first; columns are gains, most first; so that the eye, which
begins at the top left, begins where little effort brings much. In its cell each step
has a place of its own, by its rank in the plan. Sizes are percent across, so that the
figure fits any width, and pixels down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.report import PlanEntry
from generator.publishing.audit_book import AuditBook
from generator.publishing.finding_view import EffortView, effort_view
from generator.publishing.plan_horizons import Horizon, horizons
from generator.publishing.plan_view import StepView

COLUMNS = 3
SLOTS = 4
"""Steps beside one another in a cell: 24 px each where the page is 360 px wide."""

_ALL = 100
_HEAD = 40
_LANE_HEAD = 24
_STEP = 24
_LANE_FOOT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A step in the matrix: `x` is percent of the width, `y` pixels, to its middle."""

    step: StepView
    horizon: Horizon
    x: float
    y: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The steps of one effort; `top` is where it begins, in pixels."""

    effort: EffortView
    top: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """A band of gains from `low` on, below `high`; each empty where it is open.

    `x` is its left edge in percent of the width.
    """

    x: float
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole figure; `height` in pixels. `easy` counts what stands at top left."""

    columns: tuple[MatrixColumn, ...]
    lanes: tuple[Lane, ...]
    height: int
    easy: int

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every step, in the order of its lanes."""
        return tuple(spot for lane in self.lanes for spot in lane.spots)


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


def matrix(book: AuditBook, steps: Sequence[StepView]) -> Matrix | None:
    """Place the steps of the plan; None where there is none."""
    if not steps:
        return None
    entries = {entry.criterion: entry for entry in book.report.plan}
    when = horizons(book.report)
    limits = bands(max(entries[step.anchor].gain for step in steps))
    middle, upper = (book.voice.number(limit) for limit in limits)
    lanes: list[Lane] = []
    top = _HEAD
    for effort in sorted({entries[step.anchor].effort for step in steps}):
        here = [step for step in steps if entries[step.anchor].effort == effort]
        spots = tuple(_spots(here, entries, limits, when, top + _LANE_HEAD))
        lanes.append(Lane(effort=effort_view(effort, book), top=top, spots=spots))
        top = max(spot.y for spot in spots) + _STEP // 2 + _LANE_FOOT
    return Matrix(
        columns=tuple(
            MatrixColumn(x=round(_ALL * column / COLUMNS, 2), low=low, high=high)
            for column, (low, high) in enumerate(
                ((upper, ""), (middle, upper), ("", middle))
            )
        ),
        lanes=tuple(lanes),
        height=top,
        easy=sum(spot.column == 0 for spot in lanes[0].spots),
    )


def _spots(
    steps: Sequence[StepView],
    entries: Mapping[str, PlanEntry],
    limits: tuple[Fraction, Fraction],
    when: Mapping[str, Horizon],
    top: int,
) -> Iterator[Spot]:
    """Yield the steps of a lane, each in the next free slot of its column."""
    taken = [0] * COLUMNS
    for step in steps:
        column = COLUMNS - 1 - bisect_right(limits, entries[step.anchor].gain)
        row, slot = divmod(taken[column], SLOTS)
        taken[column] += 1
        yield Spot(
            step=step,
            horizon=when[step.anchor],
            x=_across(column, slot),
            y=top + row * _STEP + _STEP // 2,
            column=column,
        )


def _across(column: int, slot: int) -> float:
    """Return the middle of a slot, in percent of the width to 0.01."""
    middle = Fraction(2 * slot + 1, 2 * SLOTS)
    return round(float(_ALL * (column + middle) / COLUMNS), 2)
