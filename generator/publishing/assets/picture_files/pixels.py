"""What decoding a picture will cost, known from its headers and bounded by them."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
MOST_SIDE = 65_535
"""The most pixels a side has; also what a JPEG can say. The memory that making a
picture smaller takes grows with the length of a row."""

MOST_MEMORY = 200_000_000
"""The most bytes that decoding may take, so that `check` stays within 300 MB."""

MOST_SCANS = 64
"""The most passes over a progressive JPEG: each costs as much as all pixels do, and
a hundred bytes are enough for one. Encoders make about ten."""

MOST_SCANNED = 1_300_000_000
"""The most pixels in all scans, so that `check` stays within two seconds: 32 scans of
the largest picture."""

MOST_PIECES = 20_000
"""The most pieces a file is divided into. Encoders make one in 8 kB."""

MOST_PROFILE = 4_000_000
"""The most bytes of a colour profile; those of printers have up to three million."""

DAMAGED = "it is damaged"


class PictureError(ValueError):
    """The picture cannot be shown; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A picture's file without what does not make its pixels.

    No other frame, comment, preview, place or author is in `data`: what a decoder
    never sees costs it nothing. `profile` says what the colours mean, b"": sRGB.
    `turn` is the orientation that EXIF numbers from 1 to 8.
    """

    kind: str
    data: bytes
    profile: bytes
    turn: int


def check_cost(width: int, height: int, memory: float) -> None:
    """Raise PictureError when a picture of that size costs more than it may.

    `memory` is what its decoder will take, in bytes.
    """
    if width < 1 or height < 1:
        raise PictureError(DAMAGED)
    if width * height > MOST_PIXELS:
        raise PictureError(f"it has more than {MOST_PIXELS:,} pixels")
    if max(width, height) > MOST_SIDE:
        words = f"a side has {max(width, height):,} pixels, at most {MOST_SIDE:,} fit"
        raise PictureError(words)
    if memory > MOST_MEMORY:
        needed, most = round(memory / 1e6), MOST_MEMORY // 1_000_000
        raise PictureError(f"opening it takes {needed:,} MB, at most {most} fit")


def check_pieces(number: int) -> None:
    """Raise PictureError when a file is divided into more pieces than it may be."""
    if number > MOST_PIECES:
        raise PictureError(f"it is divided into more than {MOST_PIECES:,} pieces")
