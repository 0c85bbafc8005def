"""A JPEG taken apart (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from generator.publishing.assets.picture_files.exif import UPRIGHT, orientation
from generator.publishing.assets.picture_files.pixels import (
    DAMAGED,
    MOST_PROFILE,
    MOST_SCANNED,
    MOST_SCANS,
    PictureError,
    Pixels,
    check_cost,
    check_pieces,
)

START = b"\xff\xd8"
_END, _SCAN, _APP1, _APP2 = 0xD9, 0xDA, 0xE1, 0xE2
_FRAMES = {0xC0, 0xC1, 0xC2}
_PROGRESSIVE = 0xC2
_RARE = {*range(0xC3, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Frames that no browser shows: lossless, arithmetic, in layers."""

_KEPT = {0xC4, 0xDB, 0xDD, 0xE0, 0xEE}
"""Tables, the interval of restarts, and the two that tell how colours are written."""

_BARE = {0x01, *range(0xD0, 0xD9)}
"""Markers that nothing belongs to."""

_MARKER = re.compile(rb"\xff([\x01-\xfe])")
_AFTER_SCAN = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
"""The marker that ends a scan: a restart does not, nor does a stuffed 0xFF."""

_PROFILE = b"ICC_PROFILE\0"
_EXIF = b"Exif\0\0"
_BLOCK = 8
_COEFFICIENT = 2
"""Bytes of one coefficient where all are kept until the last scan."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The size of the picture and how its components are sampled."""

    width: int
    height: int
    sampling: tuple[tuple[int, int], ...]
    progressive: bool

    @property
    def coefficients(self) -> int:
        """How many there are in all components."""
        across = max(one for one, _ in self.sampling)
        down = max(one for _, one in self.sampling)
        return sum(
            _filled(self.width * wide, across) * _filled(self.height * high, down)
            for wide, high in self.sampling
        )


def _check_scans(scans: int, frame: _Frame | None) -> None:
    """Raise PictureError for more scans than a picture of that size may have."""
    if scans > MOST_SCANS:
        raise PictureError(f"it has more than {MOST_SCANS} scans")
    if frame is not None and scans * frame.width * frame.height > MOST_SCANNED:
        raise PictureError(f"its {scans} scans have more than {MOST_SCANNED:,} pixels")


def jpeg_pixels(data: bytes, wanted: int) -> Pixels:
    """Return what makes the pixels of a JPEG; raises PictureError.

    `wanted` is the side that the decoder will be asked for at least.
    """
    kept, at, number = [START], len(START), 0
    frame: _Frame | None = None
    scans, whole = 0, True
    profile: dict[bytes, bytes] = {}
    turn: int | None = None
    while found := _MARKER.search(data, at):
        number += 1
        check_pieces(number)
        marker, at = found[1][0], found.end()
        if marker == _END:
            break
        if marker in _BARE:
            continue
        body = _body(data, at)
        at += 2 + len(body)
        if marker in _RARE or (marker in _FRAMES and frame is not None):
            raise PictureError("it is a JPEG of a kind that browsers do not show")
        if marker in _FRAMES:
            frame = _frame(body, progressive=marker == _PROGRESSIVE)
        elif marker == _SCAN:
            scans += 1
            _check_scans(scans, frame)
            whole = whole and frame is not None and body[:1] == _count(frame)
        elif marker == _APP1 and turn is None and body.startswith(_EXIF):
            turn = orientation(body)
        elif marker == _APP2 and body.startswith(_PROFILE):
            place = body[len(_PROFILE) :][:1]
            profile.setdefault(place, body[len(_PROFILE) + 2 :])
        if marker in _FRAMES or marker in _KEPT or marker == _SCAN:
            kept.append(bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body)
        if marker == _SCAN:
            end = _AFTER_SCAN.search(data, at)
            stop = end.start() if end else len(data)
            kept.append(data[at:stop])
            at = stop
    if frame is None:
        raise PictureError(DAMAGED)
    _check(frame, wanted, at_once=whole and scans == 1)
    if found:
        kept.append(bytes([0xFF, _END]))
    icc = b"".join(profile[place] for place in sorted(profile))
    return Pixels(
        kind="JPEG",
        data=b"".join(kept),
        profile=icc if len(icc) <= MOST_PROFILE else b"",
        turn=turn or UPRIGHT,
    )


def _body(data: bytes, at: int) -> bytes:
    """Return the data of the segment whose length stands at `at`."""
    length = int.from_bytes(data[at : at + 2])
    if length < 2 or at + length > len(data):  # noqa: PLR2004 - it counts itself
        raise PictureError(DAMAGED)
    return data[at + 2 : at + length]


def _count(frame: _Frame) -> bytes:
    return bytes([len(frame.sampling)])


def _frame(body: bytes, *, progressive: bool) -> _Frame:
    try:
        height, width, count = struct.unpack_from(">xHHB", body)
        sampling = [
            divmod(struct.unpack_from(">xB", body, 6 + 3 * number)[0], 16)
            for number in range(count)
        ]
    except struct.error as error:
        raise PictureError(DAMAGED) from error
    if not sampling or not all(wide and high for wide, high in sampling):
        raise PictureError(DAMAGED)
    return _Frame(width, height, tuple(sampling), progressive)


def _check(frame: _Frame, wanted: int, *, at_once: bool) -> None:
    """Bound the memory: the pixels, and the coefficients where all of them wait."""
    smaller = min(frame.width // wanted, frame.height // wanted)
    scale = next(one for one in (8, 4, 2, 1) if smaller >= one or one == 1)
    channels = 1 if len(frame.sampling) == 1 else 4
    memory = channels * frame.width * frame.height / scale**2
    if frame.progressive or not at_once:
        memory += _COEFFICIENT * frame.coefficients
    check_cost(frame.width, frame.height, memory)


def _filled(side: int, most: int) -> int:
    """Return a component's side, filled up to whole blocks."""
    return -(-side // (most * _BLOCK)) * _BLOCK
