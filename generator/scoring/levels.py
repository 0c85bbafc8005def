"""Levels, caps and what keeps a level from being awarded (SCORING rules 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.score import Score
from generator.scoring.ratio import ratio
from generator.scoring.rollup import Numbers, Sums
from generator.scoring.rules import CriticalRules, LevelRules


def thresholds(levels: LevelRules, denominator: int) -> list[int]:
    """Return the least numerator over `denominator` that reaches each level."""
    return [-(-start * denominator // whole) for start, whole in levels.starts]


def level_place(
    starts: Sequence[tuple[int, int]], numerator: int, denominator: int
) -> int:
    """Return the place of the highest level whose start the point has reached.

    `starts` are those of the levels from the lowest, each a numerator and a denominator
    of a point from 0 to 1, as is the point.
    """
    for place in range(len(starts) - 1, 0, -1):
        start, whole = starts[place]
        if numerator * whole >= start * denominator:
            return place
    return 0


def lowest_cap(failed: Iterable[CriticalRules]) -> int | None:
    """Return the place of the lowest level that failed criteria cap at."""
    return min((critical.level for critical in failed), default=None)


def capped(place: int, cap: int | None) -> int:
    """Return the place of the level that holds under a cap."""
    return place if cap is None else min(place, cap)


def score_of(
    levels: LevelRules, sums: Sums, numbers: Numbers | None, *, complete: bool = True
) -> Score | None:
    """Return a score with its level; None where nothing applies.

    `complete` is false for a total with a stage that applies and has no point.
    """
    if numbers is None:
        return None
    failed = sums.failed
    alone = level_place(levels.starts, *numbers.point) if numbers.point else None
    covered, whole = numbers.coverage
    needed, of = levels.needed
    provisional = alone is None or not complete or covered * of < needed * whole
    level = None
    if alone is not None and not provisional:
        level = levels.ids[capped(alone, lowest_cap(failed))]
    return Score(
        point=ratio(*numbers.point) if numbers.point else None,
        low=ratio(*numbers.low),
        high=ratio(*numbers.high),
        coverage=ratio(*numbers.coverage),
        level=level,
        level_alone=None if alone is None else levels.ids[alone],
        provisional=provisional,
        capped_by=tuple(
            [each.cap for each in failed if alone is not None and each.level < alone]
        ),
        failed=tuple([critical.cap for critical in failed]),
        pending=tuple(sums.pending),
    )
