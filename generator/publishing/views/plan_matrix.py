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

from generator.model.horizon import Horizon
from generator.model.report import PlanEntry
from generator.publishing.figures.effort_gain import (
    COLUMNS,
    SLOTS,
    across,
    bands,
)
from generator.publishing.figures.plane import WHOLE
from generator.publishing.views.finding import EffortView, effort_view
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.plan import StepView

_HEAD = 40
_LANE_HEAD = 24
_STEP = 24
_LANE_FOOT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A step in the matrix: `x` is percent of the width, `y` pixels, to its middle."""

    step: StepView
    horizon: Horizon | None
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


def matrix(book: LocalizedReport, steps: Sequence[StepView]) -> Matrix | None:
    """Place the steps of the plan; None where there is none."""
    if not steps:
        return None
    entries = {entry.criterion: entry for entry in book.report.plan}
    limits = bands(max(entries[step.anchor].gain for step in steps))
    middle, upper = (book.localizer.number(limit) for limit in limits)
    lanes: list[Lane] = []
    top = _HEAD
    for effort in sorted({entries[step.anchor].effort for step in steps}):
        here = [step for step in steps if entries[step.anchor].effort == effort]
        spots = tuple(_spots(here, entries, limits, top + _LANE_HEAD))
        lanes.append(Lane(effort=effort_view(effort, book), top=top, spots=spots))
        top = max(spot.y for spot in spots) + _STEP // 2 + _LANE_FOOT
    return Matrix(
        columns=tuple(
            MatrixColumn(x=round(WHOLE * column / COLUMNS, 2), low=low, high=high)
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
            horizon=entries[step.anchor].horizon,
            x=across(column, slot),
            y=top + row * _STEP + _STEP // 2,
            column=column,
        )
