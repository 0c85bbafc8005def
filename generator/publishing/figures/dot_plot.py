"""Points and intervals on one scale from 0 to 100, a row each.

Sizes are percent across and pixels down, so that the figure fits any width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.publishing.figures.plane import percent

_ROW = 42
_FIRST = 4
_LINE = 23
_AXIS = 18
_LONGEST = 28
"""Characters of a label that stand beside the number on a phone."""

_TICKS = (0, 25, 50, 75, 100)
Range = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """What a row shows: `label` above, `said` at the end, and up to four marks.

    `sign` is a character after the label, never cut.

    `interval` is drawn as a bar, `reach` as a thin line through it, `point` as a full
    dot (`hollow` where it may not stand), `before` as an empty one. All are 0…1.
    """

    label: str
    said: str
    sign: str = ""
    point: Fraction | None = None
    before: Fraction | None = None
    interval: Range | None = None
    reach: Range | None = None
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the scale: left edge and width in percent."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A row with its place: `text` is its label's base line, `y` its marks'."""

    label: str
    said: str
    text: int
    y: int
    point: float | None
    before: float | None
    interval: Span | None
    reach: Span | None
    hollow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """The whole figure; `base` is where the scale stands, `band` a stretch to mark."""

    rows: tuple[PlacedRow, ...]
    ticks: tuple[int, ...]
    band: Span | None
    base: int
    height: int


def dots(rows: Sequence[DotRow], band: Range | None = None) -> Dots:
    """Place the rows one under the other; `band` is marked behind all of them."""
    base = _FIRST + len(rows) * _ROW
    return Dots(
        rows=tuple(_placed(row, _FIRST + at * _ROW) for at, row in enumerate(rows)),
        ticks=_TICKS,
        band=_span(band),
        base=base,
        height=base + _AXIS,
    )


def _placed(row: DotRow, top: int) -> PlacedRow:
    return PlacedRow(
        label=f"{_short(row.label)} {row.sign}".rstrip(),
        said=row.said,
        text=top + 12,
        y=top + _LINE,
        point=None if row.point is None else percent(row.point),
        before=None if row.before is None else percent(row.before),
        interval=_span(row.interval),
        reach=_span(row.reach),
        hollow=row.hollow,
    )


def _span(range_: Range | None) -> Span | None:
    if range_ is None:
        return None
    low, high = (percent(end) for end in range_)
    return Span(x=low, width=round(high - low, 1))


def _short(label: str) -> str:
    """Return a label cut to what fits; the table beside a figure has it whole."""
    if len(label) <= _LONGEST:
        return label
    return f"{label[: _LONGEST - 1].rstrip()}…"
