"""What every figure is measured with: tenths, boxes, and how wide words will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

_NARROW = frozenset("iljtfrI.,:;'|!()[]-–·’ ")
_WIDE = frozenset("mwMWQOG@%—…&")
_LATIN_ENDS = 0x2000
_WIDTHS = {"narrow": 37, "wide": 90, "capital": 70, "usual": 58, "full": 105}
"""Widths of letters in hundredths of an em: a little more than in any common sans-serif.
Whole numbers, which every Python adds up alike."""

_BOLD = 1.08
_ELLIPSIS = "…"


def tenth(value: Fraction | float) -> float:
    """Return a coordinate rounded to 0.1, never a negative zero."""
    return round(float(value), 1) + 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the plane; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Return whether no part of it is outside the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def grown(self, margin: float) -> Box:
        """Return the box with a margin on every side."""
        return Box(
            left=self.left - margin,
            top=self.top - margin,
            right=self.right + margin,
            bottom=self.bottom + margin,
        )

    def crossed_by(self, line: Line) -> bool:
        """Return whether any part of the line lies inside (Liang and Barsky 1984)."""
        across, down = line.x2 - line.x1, line.y2 - line.y1
        enter, leave = 0.0, 1.0
        for step, room in (
            (-across, line.x1 - self.left),
            (across, self.right - line.x1),
            (-down, line.y1 - self.top),
            (down, self.bottom - line.y1),
        ):
            if step == 0:
                if room <= 0:
                    return False
                continue
            at = room / step
            if step < 0:
                enter = max(enter, at)
            else:
                leave = min(leave, at)
        return enter < leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words to be drawn: where their anchor is, and the box they will fill."""

    text: str
    x: float
    y: float
    box: Box


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words will be at that font size, rather more than less."""
    return _scaled(sum(map(_hundredths, words)), size, bold=bold)


def _scaled(hundredths: int, size: float, *, bold: bool) -> float:
    return hundredths / 100 * size * (_BOLD if bold else 1)


@lru_cache(maxsize=4_096)
def _hundredths(letter: str) -> int:
    """Return how wide a letter is; of the same few most words are made."""
    return _WIDTHS[_kind(letter)]


def _kind(letter: str) -> str:
    if letter in _NARROW:
        return "narrow"
    if letter in _WIDE:
        return "wide"
    if ord(letter) >= _LATIN_ENDS:
        return "full"
    return "capital" if letter.isupper() else "usual"


def shortened(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return as many of the words as fit into the room; "" when hardly any do."""
    if text_width(words, size, bold=bold) <= room:
        return words
    # Words may be as long as a stranger likes: each letter is measured once.
    widths = [0, *accumulate(map(_hundredths, words))]
    ends = [0, *accumulate(_word_ends(words), max)]
    for end in range(len(words) - 1, 2, -1):
        width = widths[ends[end]] + _hundredths(_ELLIPSIS)
        if _scaled(width, size, bold=bold) <= room:
            return words[: ends[end]] + _ELLIPSIS
    return ""


def _word_ends(words: str) -> Iterator[int]:
    """Yield for each letter how many there are with it, for a space none."""
    for number, letter in enumerate(words, start=1):
        yield 0 if letter.isspace() else number


def wrapped(
    words: str, size: float, room: float, *, most: int, bold: bool = False
) -> tuple[str, ...]:
    """Return the words in at most `most` lines, none wider than the room."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(shortened(line, size, room, bold=bold) for line in lines)


WHOLE = 100
"""The width of a drawing, in percent."""


def percent(share: Fraction) -> float:
    """Return a share of 0…1 as percent of a drawing's width, to 0.1."""
    return round(float(share * WHOLE), 1)
