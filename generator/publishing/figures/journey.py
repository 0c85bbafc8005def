"""What the journey is drawn from: its stops, its stages, and where levels begin."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.publishing.figures.plane import Box, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A touchpoint: 0…1 for point, low and high; None where there is no score.

    `rank` is the colour of its level, None while the score is provisional. `mark` is
    "lowest" or "highest" for the two that are named.
    """

    name: str
    score: str = ""
    point: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    rank: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stage: its name, its score as shown, and its stops in order."""

    name: str
    score: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level: where it begins, 0…1, the number to show there, and its word."""

    start: Fraction
    label: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point of the line; hollow where its rank is None."""

    x: float
    y: float
    rank: int | None
    mark: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gridline:
    """A line where a level begins: its place along the axis and its number."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The line through the dots, as the data of two SVG paths.

    `firm` joins scores with a level, `loose` whatever is provisional at either end.
    A stop without a point interrupts both.
    """

    firm: str
    loose: str


def route(places: Sequence[Dot | None]) -> Route:
    """Return the paths through the dots in their order."""
    paths: dict[bool, list[str]] = {True: [], False: []}
    pen: dict[bool, Dot | None] = {True: None, False: None}
    for start, end in itertools.pairwise(places):
        if start is None or end is None:
            continue
        firm = start.rank is not None and end.rank is not None
        if pen[firm] is not start:
            paths[firm].append(f"M{start.x} {start.y}")
        paths[firm].append(f"L{end.x} {end.y}")
        pen[firm] = end
    return Route(firm="".join(paths[True]), loose="".join(paths[False]))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHeading:
    """A stage's name and score, and the lines they are written on."""

    name: Words
    score: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A named moment: one or two lines of words, and a leader where it stands apart."""

    mark: str
    lines: tuple[Words, ...]
    box: Box
    leader: tuple[float, float] | None
