"""A WebP taken apart (RFC 9649)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generator.publishing.assets.picture_files.exif import UPRIGHT, orientation
from generator.publishing.assets.picture_files.pixels import (
    DAMAGED,
    MOST_PROFILE,
    PictureError,
    Pixels,
    check_cost,
    check_pieces,
)
from generator.publishing.assets.picture_files.webp_lossless import code_groups

_FIRST = 12
"""Where the first chunk begins, after RIFF, a length and WEBP."""

_HEAD = 8
_PICTURE = (b"ALPH", b"VP8 ", b"VP8L")
_ALPHA, _MOVES = 0x10, 0x02
_CANVAS = 10
"""The bytes of VP8X: flags, three reserved, width and height less one."""

_PLACE = 16
"""The bytes of ANMF before its frame: place, size, duration, flags."""

_LOSSY = struct.Struct("<3x3sHH")
_KEY = b"\x9d\x01\x2a"
_SIDE = 0x3FFF
_EACH = 16
"""Bytes that decoding takes for a pixel: it keeps the whole picture four times."""

_GROUP = 20_000
"""Bytes that a group of prefix codes takes in the decoder at most."""


def webp_pixels(data: bytes) -> Pixels:
    """Return what makes the pixels of a WebP's first frame; raises PictureError."""
    canvas, moves, frame = b"", b"", b""
    picture: list[tuple[bytes, bytes]] = []
    profile, turn = b"", UPRIGHT
    for name, body in _chunks(data, _FIRST):
        if name == b"VP8X" and not canvas:
            canvas = body
        elif name == b"ANIM" and not moves:
            moves = body
        elif name == b"ANMF" and not picture:
            frame = body[:_PLACE]
            picture = _picture(_chunks(body, _PLACE))
        elif name in _PICTURE and not frame and not _is_whole(picture):
            picture.append((name, body))
        elif name == b"ICCP" and len(body) <= MOST_PROFILE:
            profile = profile or body
        elif name == b"EXIF":
            turn = orientation(body)
    _check(canvas, frame, picture)
    made = b"".join(_chunk(name, body) for name, body in picture)
    if frame:
        made = _chunk(b"ANIM", moves) + _chunk(b"ANMF", frame + made)
    if canvas:
        flags = canvas[0] & (_ALPHA | _MOVES if frame else _ALPHA)
        made = _chunk(b"VP8X", bytes([flags]) + canvas[1:_CANVAS]) + made
    return Pixels(
        kind="WEBP",
        data=b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + made,
        profile=profile,
        turn=turn,
    )


def _chunks(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """Give name and data of each chunk; one that is cut is given as far as it goes."""
    number = 0
    while at + _HEAD <= len(data):
        number += 1
        check_pieces(number)
        name, length = struct.unpack_from("<4sI", data, at)
        at += _HEAD
        yield name, data[at : at + length]
        if at + length > len(data) and name in (*_PICTURE, b"ANMF"):
            raise PictureError(DAMAGED)
        at += length + length % 2


def _picture(chunks: Iterator[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the chunks of one frame: its transparency, if any, and its colours."""
    picture: list[tuple[bytes, bytes]] = []
    for name, body in chunks:
        if name in _PICTURE and not _is_whole(picture):
            picture.append((name, body))
    return picture


def _is_whole(picture: list[tuple[bytes, bytes]]) -> bool:
    return bool(picture) and picture[-1][0] != b"ALPH"


def _check(canvas: bytes, frame: bytes, picture: list[tuple[bytes, bytes]]) -> None:
    """Bound the pixels that are decoded, by whichever of the headers says more."""
    if not _is_whole(picture) or 0 < len(canvas) < _CANVAS:
        raise PictureError(DAMAGED)
    own = _size(*picture[-1])
    sizes = [own]
    if canvas:
        sizes.append((_three(canvas, 4) + 1, _three(canvas, 7) + 1))
    if frame:
        sizes.append((_three(frame, 6) + 1, _three(frame, 9) + 1))
    width, height = (max(sides) for sides in zip(*sizes, strict=True))
    check_cost(width, height, _EACH * width * height)
    groups = 0
    for name, body in picture:
        if name == b"VP8L":
            groups += code_groups(body, 5, *own)
        elif name == b"ALPH" and body[:1] and body[0] & 3 == 1:
            groups += code_groups(body, 1, *own)
    check_cost(width, height, _EACH * width * height + _GROUP * groups)


def _size(name: bytes, body: bytes) -> tuple[int, int]:
    """Return the size that the colours say they have."""
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & _SIDE) + 1, (bits >> 14 & _SIDE) + 1
    if len(body) < _LOSSY.size:
        raise PictureError(DAMAGED)
    key, width, height = _LOSSY.unpack_from(body)
    if key != _KEY:
        raise PictureError(DAMAGED)
    return width & _SIDE, height & _SIDE


def _three(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 3], "little")


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
