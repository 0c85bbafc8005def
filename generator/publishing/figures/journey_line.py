"""The journey from left to right: a line through all touchpoints, two of them named."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.publishing.figures.journey import (
    Dot,
    Gridline,
    Label,
    Leg,
    Route,
    Rung,
    StageHeading,
    Stop,
    route,
)
from generator.publishing.figures.journey_labels import (
    SIZE,
    WIDTH,
    Drawn,
    named_moments,
)
from generator.publishing.figures.plane import (
    Box,
    Line,
    Words,
    shortened,
    tenth,
    text_width,
)

_LEFT = 30.0
_TALL = 210.0
_EDGE = 14.0
_FEET = 42.0
_MOST_LEVEL = 110.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyLine:
    """Everything to draw, in units of a drawing `width` wide and `height` high."""

    width: float
    height: float
    plot: Box
    grid: tuple[Gridline, ...]
    levels: tuple[Words, ...]
    borders: tuple[float, ...]
    headings: tuple[StageHeading, ...]
    spans: tuple[Box, ...]
    route: Route
    dots: tuple[Dot, ...]
    missing: tuple[float, ...]
    labels: tuple[Label, ...]
    segments: tuple[Line, ...]


def journey_line(
    legs: Sequence[Leg], rungs: Sequence[Rung], mark_words: dict[str, str]
) -> JourneyLine | None:
    """Draw the journey; None without a single stop.

    `mark_words` says, by mark, what stands under a named moment ("" for nothing).
    """
    stops = [stop for leg in legs for stop in leg.stops]
    if not stops:
        return None
    words = [shortened(rung.name, SIZE, _MOST_LEVEL) for rung in rungs]
    margin = max((text_width(word, SIZE) for word in words), default=0.0) + 8
    right = tenth(WIDTH - margin)
    plot = Box(left=_LEFT, top=_EDGE, right=right, bottom=_EDGE + _TALL)
    labels = named_moments(stops, _draw(stops, plot), plot, mark_words)
    above = min((label.box.top for label in labels), default=0.0)
    if above < 0:
        top = tenth(_EDGE - above)
        plot = Box(left=_LEFT, top=top, right=right, bottom=top + _TALL)
        labels = named_moments(stops, _draw(stops, plot), plot, mark_words)
    drawn = _draw(stops, plot)
    foot = max(label.box.bottom for label in labels) if labels else plot.bottom
    foot = tenth(max(foot, plot.bottom) + 8)
    return JourneyLine(
        width=WIDTH,
        height=foot + _FEET,
        plot=plot,
        grid=tuple(
            Gridline(at=_y(rung.start, plot), label=rung.label) for rung in rungs
        ),
        levels=tuple(_level_words(rungs, words, plot)),
        borders=tuple(_borders(legs, plot)),
        headings=tuple(_headings(legs, plot, foot)),
        spans=drawn.spans,
        route=route(drawn.dots),
        dots=tuple(dot for dot in drawn.dots if dot is not None),
        missing=tuple(
            _x(place, len(stops), plot)
            for place, stop in enumerate(stops)
            if stop.low is None
        ),
        labels=labels,
        segments=drawn.segments,
    )


def _y(share: Fraction, plot: Box) -> float:
    return tenth(plot.bottom - float(share) * (plot.bottom - plot.top))


def _x(place: int, count: int, plot: Box) -> float:
    return tenth(plot.left + (place + 0.5) * (plot.right - plot.left) / count)


def _draw(stops: Sequence[Stop], plot: Box) -> Drawn:
    dots: list[Dot | None] = []
    spans = []
    for place, stop in enumerate(stops):
        x = _x(place, len(stops), plot)
        if stop.low is not None and stop.high is not None and stop.low < stop.high:
            spans.append(
                Box(
                    left=tenth(x - 3),
                    top=_y(stop.high, plot),
                    right=tenth(x + 3),
                    bottom=_y(stop.low, plot),
                )
            )
        dots.append(
            None
            if stop.point is None
            else Dot(
                x=x,
                y=_y(stop.point, plot),
                rank=stop.rank,
                mark=stop.mark,
                tip=f"{stop.name}: {stop.score}",
            )
        )
    segments = tuple(
        Line(x1=one.x, y1=one.y, x2=other.x, y2=other.y)
        for one, other in itertools.pairwise(dots)
        if one is not None and other is not None
    )
    return Drawn(dots=tuple(dots), spans=tuple(spans), segments=segments)


def _level_words(
    rungs: Sequence[Rung], words: Sequence[str], plot: Box
) -> Iterator[Words]:
    """Write each level's word beside its band, where the band is high enough."""
    ends = [rung.start for rung in rungs[1:]] + [Fraction(1)]
    for rung, end, word in zip(rungs, ends, words, strict=True):
        bottom, top = _y(rung.start, plot), _y(end, plot)
        if word and bottom - top >= SIZE:
            middle = (top + bottom) / 2
            yield Words(
                text=word,
                x=tenth(plot.right + 8),
                y=tenth(middle + SIZE / 3),
                box=Box(
                    left=tenth(plot.right + 8),
                    top=tenth(middle - SIZE / 2),
                    right=tenth(plot.right + 8 + text_width(word, SIZE)),
                    bottom=tenth(middle + SIZE / 2),
                ),
            )


def _borders(legs: Sequence[Leg], plot: Box) -> Iterator[float]:
    """Yield where one stage ends and the next begins."""
    count, place = sum(len(leg.stops) for leg in legs), 0
    for leg in legs[:-1]:
        place += len(leg.stops)
        yield tenth(plot.left + place * (plot.right - plot.left) / count)


def _headings(legs: Sequence[Leg], plot: Box, foot: float) -> Iterator[StageHeading]:
    """Write each stage's name and score under its stops, where there is room."""
    count, place = sum(len(leg.stops) for leg in legs), 0
    step = (plot.right - plot.left) / count
    for leg in legs:
        middle = plot.left + (place + len(leg.stops) / 2) * step
        room = len(leg.stops) * step - 6
        place += len(leg.stops)
        lines = [
            _centred(shortened(words, SIZE, room, bold=True), middle, foot + 14 + down)
            for words, down in ((leg.name, 0.0), (leg.score, 17.0))
        ]
        yield StageHeading(name=lines[0], score=lines[1])


def _centred(words: str, x: float, y: float) -> Words:
    half = text_width(words, SIZE, bold=True) / 2
    return Words(
        text=words,
        x=tenth(x),
        y=tenth(y),
        box=Box(
            left=tenth(x - half),
            top=tenth(y - SIZE),
            right=tenth(x + half),
            bottom=tenth(y + 3),
        ),
    )
