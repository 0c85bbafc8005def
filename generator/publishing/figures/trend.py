"""All audits of a shop over time: points with intervals, broken where rules changed."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.publishing.figures.plane import tenth

HEIGHT = 220.0

_TOP = 22.0
_BOTTOM = 182.0
_MARGIN = 12.0
_ALL = 100.0
_CLOSE = 24.0
"""Words of two audits closer than this, in percent of the width, would overlap."""

_NUMBER = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendAudit:
    """An audit: when, what it came to (0…1, None without), and the rules it was under.

    `break_words` say what changed since the audit before, "" where nothing did.
    """

    date: dt.date
    day: str
    score: str
    point: Fraction | None
    low: Fraction | None
    high: Fraction | None
    rank: int | None
    break_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendDot:
    """An audit on the drawing: x in percent of the width, y and heights in pixels.

    `y` is None where there is no point; `day` and `score` are "" where they would
    overlap their neighbour's.
    """

    x: float
    y: float | None
    rank: int | None
    span_top: float | None
    span_tall: float
    day: str
    score: str
    score_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """From one audit to the next under the same rules."""

    x1: float
    y1: float
    x2: float
    y2: float
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendBreak:
    """Between two audits that were not made under the same rules."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Everything to draw; x in percent of the width, y in pixels of `height`."""

    height: float
    top: float
    bottom: float
    grid: tuple[tuple[float, str], ...]
    dots: tuple[TrendDot, ...]
    lines: tuple[TrendLine, ...]
    breaks: tuple[TrendBreak, ...]


def trend(
    audits: Sequence[TrendAudit], grid: Sequence[tuple[Fraction, str]]
) -> Trend | None:
    """Draw the audits, oldest first; None for fewer than two with a score.

    `grid` holds where levels begin, 0…1, and the number to show there.
    """
    scored = [audit for audit in audits if audit.low is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a trend is between two
        return None
    places = _places([audit.date for audit in scored])
    told = _told(places)
    dots = [
        _dot(audit, x, named=named)
        for audit, x, named in zip(scored, places, told, strict=True)
    ]
    lines, breaks = [], []
    for place, (one, other) in enumerate(itertools.pairwise(dots), start=1):
        words = scored[place].break_words
        if words:
            breaks.append(TrendBreak(x=tenth((one.x + other.x) / 2), words=words))
        elif one.y is not None and other.y is not None:
            firm = one.rank is not None and other.rank is not None
            lines.append(
                TrendLine(x1=one.x, y1=one.y, x2=other.x, y2=other.y, firm=firm)
            )
    return Trend(
        height=HEIGHT,
        top=_TOP,
        bottom=_BOTTOM,
        grid=tuple((_y(start), label) for start, label in grid),
        dots=tuple(dots),
        lines=tuple(lines),
        breaks=tuple(breaks),
    )


def _y(share: Fraction) -> float:
    return tenth(_BOTTOM - float(share) * (_BOTTOM - _TOP))


def _places(dates: Sequence[dt.date]) -> list[float]:
    """Place audits by their dates; equal dates stand side by side."""
    first, days = dates[0], (dates[-1] - dates[0]).days
    room = _ALL - 2 * _MARGIN
    if not days:
        step = room / (len(dates) - 1)
        return [tenth(_MARGIN + step * place) for place in range(len(dates))]
    return [tenth(_MARGIN + room * (date - first).days / days) for date in dates]


def _told(places: Sequence[float]) -> list[bool]:
    """Say which audits are named: the last always, then all that have room."""
    told = [False] * len(places)
    told[-1] = True
    for place in range(len(places) - 1):
        named = [at for at, one in zip(places, told, strict=True) if one]
        told[place] = all(abs(places[place] - at) >= _CLOSE for at in named)
    return told


def _dot(audit: TrendAudit, x: float, *, named: bool) -> TrendDot:
    top = None
    tall = 0.0
    if audit.low is not None and audit.high is not None and audit.low < audit.high:
        top = _y(audit.high)
        tall = tenth(_y(audit.low) - top)
    y = None if audit.point is None else _y(audit.point)
    above = min(one for one in (y, top, _BOTTOM) if one is not None)
    return TrendDot(
        x=x,
        y=y,
        rank=audit.rank,
        span_top=top,
        span_tall=tall,
        day=audit.day if named else "",
        score=audit.score if named else "",
        score_y=tenth(max(above - 10, _NUMBER - 2)),
    )
