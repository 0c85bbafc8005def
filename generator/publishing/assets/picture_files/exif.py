"""The one thing that matters in a picture's EXIF: how the camera was held."""

from __future__ import annotations

import struct

UPRIGHT = 1
_ORIENTATION, _SHORT = 0x0112, 3
_DIRECTORY = 4
_ENTRY = 12
_TURNS = range(1, 9)


def orientation(exif: bytes) -> int:
    """Return the orientation that EXIF data tell, 1 to 8; 1 when they tell none.

    Only the first directory is looked through. Values that lie elsewhere are not read:
    entries may all point to the same megabytes.
    """
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:_DIRECTORY])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(order + "I", exif, _DIRECTORY)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for number in range(count):
            entry = start + 2 + _ENTRY * number
            tag, kind, _, turn = struct.unpack_from(order + "HHIH", exif, entry)
            if tag == _ORIENTATION and kind == _SHORT:
                return turn if turn in _TURNS else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT
