"""Where the names of the lowest and the highest moment stand beside the line.

The line is a function of x, so a name straight above the highest or below the lowest
moment can always leave the plot, and its leader never crosses the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.publishing.figures.journey import Dot, Label, Stop
from generator.publishing.figures.plane import (
    Box,
    Line,
    Words,
    shortened,
    tenth,
    text_width,
)

WIDTH = 800.0
"""How wide the drawing is, in its own units."""

SIZE = 12.0
"""Font size in the same units; the drawing is shown at about its own width."""

_LANE = 8.0
_LINE = 15.0
_NEAR = 9.0
_APART = 16.0
_STEPS = 5
_MOST_LABEL = 300.0
_RADIUS = 4.5
_BIG = 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a label must keep clear of: dots (None: no point), spans and the line."""

    dots: tuple[Dot | None, ...]
    spans: tuple[Box, ...]
    segments: tuple[Line, ...]


def named_moments(
    stops: Sequence[Stop], drawn: Drawn, plot: Box, mark_words: dict[str, str]
) -> tuple[Label, ...]:
    """Return the labels of the marked stops; each meets nothing that is drawn.

    `mark_words` says, by mark, what stands under a name ("" for nothing).
    """
    taken: list[Label] = []
    for stop, dot in zip(stops, drawn.dots, strict=True):
        if dot is not None and stop.mark:
            room = _MOST_LABEL - text_width(f" {stop.score}", SIZE, bold=True)
            name = shortened(stop.name, SIZE, room, bold=True)
            lines = [f"{name} {stop.score}".strip()]
            if mark_words.get(stop.mark):
                lines.append(mark_words[stop.mark])
            taken.append(_label(dot, lines, drawn, plot, taken))
    return tuple(taken)


def _label(
    dot: Dot, lines: Sequence[str], drawn: Drawn, plot: Box, taken: Sequence[Label]
) -> Label:
    """Place a label where it meets nothing; outside the plot there is always room."""
    wide = max(text_width(line, SIZE, bold=True) for line in lines)
    below = dot.mark == "lowest"
    box = _lane(dot, wide, len(lines), plot, below=below)
    for candidate in _candidates(dot, wide, len(lines), plot, below=below):
        if _free(candidate.grown(2), dot, drawn, taken):
            box = candidate
            break
    near = box.top - dot.y if below else dot.y - box.bottom
    leader = None
    if near > _APART:
        leader = (
            tenth(dot.y + (_BIG if below else -_BIG)),
            tenth(box.top + 1 if below else box.bottom - 1),
        )
    middle = tenth((box.left + box.right) / 2)
    return Label(
        mark=dot.mark,
        lines=tuple(
            Words(
                text=line,
                x=middle,
                y=tenth(box.top + SIZE + place * _LINE),
                box=Box(
                    left=box.left,
                    top=tenth(box.top + place * _LINE),
                    right=box.right,
                    bottom=tenth(box.top + (place + 1) * _LINE),
                ),
            )
            for place, line in enumerate(lines)
        ),
        box=box,
        leader=leader,
    )


def _box(x: float, top: float, wide: float, lines: int) -> Box:
    """Return a label's box centred on x, kept on the paper."""
    left = min(max(x - wide / 2, 0.0), WIDTH - wide)
    return Box(
        left=tenth(left),
        top=tenth(top),
        right=tenth(left + wide),
        bottom=tenth(top + lines * _LINE),
    )


def _candidates(
    dot: Dot, wide: float, lines: int, plot: Box, *, below: bool
) -> Iterator[Box]:
    high = lines * _LINE
    for step in range(_STEPS):
        away = _NEAR + step * _LINE / 2
        top = dot.y + away if below else dot.y - away - high
        for aside in (0.0, wide / 2 - 8, 8 - wide / 2):
            box = _box(dot.x + aside, top, wide, lines)
            if plot.top <= box.top and box.bottom <= plot.bottom - 2:
                yield box


def _lane(dot: Dot, wide: float, lines: int, plot: Box, *, below: bool) -> Box:
    top = plot.bottom + _LANE if below else plot.top - _LANE - lines * _LINE
    return _box(dot.x, top, wide, lines)


def _free(box: Box, mine: Dot, drawn: Drawn, taken: Sequence[Label]) -> bool:
    return not (
        any(box.crossed_by(segment) for segment in drawn.segments)
        or any(box.meets(span) for span in drawn.spans)
        or any(box.meets(label.box) for label in taken)
        or any(
            box.meets(
                Box(
                    left=dot.x - _RADIUS,
                    top=dot.y - _RADIUS,
                    right=dot.x + _RADIUS,
                    bottom=dot.y + _RADIUS,
                )
            )
            for dot in drawn.dots
            if dot is not None and dot is not mine
        )
    )
