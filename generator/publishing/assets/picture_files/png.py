"""A PNG taken apart (W3C Portable Network Graphics, third edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from generator.publishing.assets.picture_files.exif import orientation
from generator.publishing.assets.picture_files.pixels import (
    DAMAGED,
    MOST_PROFILE,
    PictureError,
    Pixels,
    check_cost,
    check_pieces,
)

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")
_FRAME = 12
"""How many bytes a chunk has besides its data: length, name, check sum."""

_HEADER = struct.Struct(">IIBB")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_GREYS = (0, 3)
_IN_MEMORY = 4
"""How many bytes Pillow keeps of a pixel that has more than one channel."""


def png_pixels(data: bytes) -> Pixels:
    """Return what makes the pixels of a PNG's still picture; raises PictureError."""
    kept: dict[bytes, list[bytes]] = {name: [] for name in _KEPT}
    profile, turn = b"", orientation(b"")
    for name, body in _chunks(data):
        if name in kept and (name == b"IDAT" or not kept[name]):
            kept[name].append(body)
        elif name == b"iCCP" and not profile:
            profile = _unpacked(body.partition(b"\0")[2][1:])
        elif name == b"eXIf":
            turn = orientation(body)
    if not kept[b"IHDR"]:
        raise PictureError(DAMAGED)
    _check(kept[b"IHDR"][0])
    # In one piece again: each costs as much to open as a thousand pixels.
    whole = {name: b"".join(bodies) for name, bodies in kept.items() if bodies}
    return Pixels(
        kind="PNG",
        data=SIGNATURE
        + b"".join(_chunk(name, body) for name, body in whole.items())
        + _chunk(b"IEND", b""),
        profile=profile,
        turn=turn,
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give name and data of each chunk up to the end that the file declares."""
    at, number = len(SIGNATURE), 0
    while at + _FRAME <= len(data):
        number += 1
        check_pieces(number)
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + _FRAME + length
        if name == b"IEND":
            return
        if end > len(data):
            raise PictureError(DAMAGED)
        body = data[at + 8 : end - 4]
        if zlib.crc32(data[at + 4 : end - 4]) == int.from_bytes(data[end - 4 : end]):
            yield name, body
        elif name in _KEPT:
            raise PictureError(DAMAGED)
        at = end


def _check(header: bytes) -> None:
    if len(header) < _HEADER.size:
        raise PictureError(DAMAGED)
    width, height, depth, kind = _HEADER.unpack_from(header)
    channels = _CHANNELS.get(kind, _IN_MEMORY)
    each = max(channels * depth / 8, 1 if kind in _GREYS else _IN_MEMORY)
    check_cost(width, height, width * height * each)


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def _unpacked(packed: bytes) -> bytes:
    """Return a profile as it was before it was packed; b"" when it is too large."""
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed, MOST_PROFILE)
    except zlib.error:
        return b""
    return profile if unpacking.eof else b""
