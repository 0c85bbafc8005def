"""The journey from top to bottom, for a phone: a row for each touchpoint, all named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.publishing.figures.journey import (
    Dot,
    Gridline,
    Leg,
    Route,
    Rung,
    Stop,
    route,
)
from generator.publishing.figures.plane import Box, Words, tenth, text_width, wrapped

WIDTH = 320.0
SIZE = 13.0

_PLOT_LEFT = 8.0
_PLOT_RIGHT = 108.0
_TEXT = 124.0
_SCORE = 48.0
_LINE = 16.0
_ROW = 30.0
_HEAD = 40.0
_PAD = 12.0
_AXIS = 18.0
_MOST_LINES = 3
_CLOSE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A touchpoint: its name in lines and its score at the right.

    The first `named` lines are the name, the rest say what its mark means.
    """

    mark: str
    named: int
    lines: tuple[Words, ...]
    score: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A stage: its name and score, and the hairline under them."""

    name: Words
    score: Words
    rule: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyColumn:
    """Everything to draw, in units of a drawing `width` wide and `height` high."""

    width: float
    height: float
    plot: Box
    grid: tuple[Gridline, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    spans: tuple[Box, ...]
    route: Route
    dots: tuple[Dot, ...]


def journey_column(
    legs: Sequence[Leg], rungs: Sequence[Rung], mark_words: dict[str, str]
) -> JourneyColumn | None:
    """Draw the journey downwards; None without a single stop."""
    if not any(leg.stops for leg in legs):
        return None
    heads, rows, dots, spans = [], [], [], []
    y = _AXIS
    for leg in legs:
        heads.append(_head(leg, y))
        y = tenth(y + _HEAD)
        for stop in leg.stops:
            row, tall = _row(stop, y, mark_words)
            middle = tenth(y + tall / 2)
            rows.append(row)
            dots.append(_dot(stop, middle))
            spans.extend(_span(stop, middle))
            y = tenth(y + tall)
    plot = Box(left=_PLOT_LEFT, top=_AXIS, right=_PLOT_RIGHT, bottom=y)
    return JourneyColumn(
        width=WIDTH,
        height=tenth(y + 4),
        plot=plot,
        grid=_grid(rungs),
        heads=tuple(heads),
        rows=tuple(rows),
        spans=tuple(spans),
        route=route(dots),
        dots=tuple(dot for dot in dots if dot is not None),
    )


def _x(share: float) -> float:
    return tenth(_PLOT_LEFT + share * (_PLOT_RIGHT - _PLOT_LEFT))


def _grid(rungs: Sequence[Rung]) -> tuple[Gridline, ...]:
    """Mark where levels begin; a number too close to the one before is left out."""
    lines: list[Gridline] = []
    last = -_CLOSE
    for rung in rungs:
        at = _x(float(rung.start))
        far = at - last >= _CLOSE
        lines.append(Gridline(at=at, label=rung.label if far else ""))
        last = at if far else last
    return tuple(lines)


def _dot(stop: Stop, y: float) -> Dot | None:
    if stop.point is None:
        return None
    x = _x(float(stop.point))
    return Dot(x=x, y=y, rank=stop.rank, mark=stop.mark, tip="")


def _span(stop: Stop, y: float) -> list[Box]:
    if stop.low is None or stop.high is None or stop.low == stop.high:
        return []
    return [
        Box(
            left=_x(float(stop.low)),
            top=tenth(y - 3),
            right=_x(float(stop.high)),
            bottom=tenth(y + 3),
        )
    ]


def _row(stop: Stop, top: float, mark_words: dict[str, str]) -> tuple[Row, float]:
    room = WIDTH - _TEXT - _SCORE
    bold = bool(stop.mark)
    lines = wrapped(stop.name, SIZE, room, most=_MOST_LINES, bold=bold)
    named = len(lines)
    if mark_words.get(stop.mark):
        lines += wrapped(mark_words[stop.mark], SIZE, room, most=2)
    tall = max(_ROW, len(lines) * _LINE + _PAD)
    first = top + (tall - len(lines) * _LINE) / 2
    words = tuple(
        _words(line, _TEXT, first + place * _LINE, bold=bold)
        for place, line in enumerate(lines)
    )
    score = _ending(stop.score, first)
    return Row(mark=stop.mark, named=named, lines=words, score=score), tall


def _head(leg: Leg, top: float) -> Head:
    name = wrapped(leg.name, SIZE, WIDTH - _TEXT - _SCORE, most=1, bold=True)
    return Head(
        name=_words(name[0] if name else "", _TEXT, top + 16, bold=True),
        score=_ending(leg.score, top + 16),
        rule=tenth(top + 36),
    )


def _words(text: str, x: float, top: float, *, bold: bool) -> Words:
    wide = text_width(text, SIZE, bold=bold)
    return Words(
        text=text,
        x=tenth(x),
        y=tenth(top + SIZE),
        box=Box(
            left=tenth(x), top=tenth(top), right=tenth(x + wide), bottom=top + _LINE
        ),
    )


def _ending(text: str, top: float) -> Words:
    """Write words that end at the right edge."""
    wide = text_width(text, SIZE, bold=True)
    return Words(
        text=text,
        x=WIDTH,
        y=tenth(top + SIZE),
        box=Box(
            left=tenth(WIDTH - wide),
            top=tenth(top),
            right=WIDTH,
            bottom=tenth(top + _LINE),
        ),
    )
