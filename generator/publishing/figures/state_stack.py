"""How all criteria of an audit or a stage ended, as one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.shown import shown_sum

_ALL = 1000
_ROOM = 40
"""A count is written on its part from this width on, in tenths of a percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A state: how many, and its place in percent of the bar's width."""

    state: str
    count: int
    x: float
    width: float
    middle: float
    told: bool


def state_stack(counts: Sequence[tuple[str, int]]) -> tuple[Part, ...]:
    """Lay states end to end in their order; widths add up to exactly 100 percent.

    States that nothing is in are left out.
    """
    held = [(state, count) for state, count in counts if count > 0]
    total = sum(count for _, count in held)
    if not total:
        return ()
    shares = [Fraction(100 * count, total) for _, count in held]
    parts, x = [], 0
    for (state, count), wide in zip(held, shown_sum(shares, _ALL), strict=True):
        parts.append(
            Part(
                state=state,
                count=count,
                x=x / 10,
                width=wide / 10,
                middle=round((x + wide / 2) / 10, 1),
                told=wide >= _ROOM,
            )
        )
        x += wide
    return tuple(parts)
