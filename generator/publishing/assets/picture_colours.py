"""What the colours of a picture mean: from its own profile to sRGB, as screens do."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageCms

_HEADER = 128
_SPACE, _CLASS, _PLACE = slice(16, 20), slice(12, 16), slice(36, 40)
_MODES = {b"RGB ": "RGB", b"GRAY": "L", b"CMYK": "CMYK"}
_CLASSES = (b"mntr", b"scnr", b"prtr", b"spac")
"""Profiles of screens, cameras, printers and colour spaces. The others say how to get
from one to another, or name single inks."""

_MOST_TAGS = 100
_PROGRAMS = (b"D2B", b"B2D")
"""How the names of tags begin that hold any number of steps to compute a colour by:
a profile of a megabyte could hold hundreds of thousands."""

_GREYS = {"1", "L", "LA", "I;16"}


@dataclass(frozen=True, slots=True)
class Colours:
    """How the pixels of a picture become sRGB.

    They are first brought to `mode`; `applied` makes RGB, or RGBA, of it.
    """

    mode: str
    applied: Callable[[Image.Image], Image.Image]


def colours_of(image: Image.Image, profile: bytes, *, clear: bool) -> Colours:
    """Return how to bring pixels of `image` to sRGB; `clear`: with transparency.

    A profile that is none, is not of such a picture or cannot be used is left aside,
    as browsers do: the numbers are then taken for sRGB.
    """
    plain = "RGBA" if clear else "RGB"
    mode = _MODES.get(profile[_SPACE]) if _is_usable(profile) else None
    fits = (
        (mode == "L" and image.mode in _GREYS)
        or (mode == "CMYK" and image.mode == "CMYK")
        or (mode == "RGB" and image.mode != "CMYK")
    )
    if mode is None or not fits:
        return Colours(plain, lambda band: band.convert(plain))
    try:
        converted = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.PERCEPTUAL,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, ImportError):
        return Colours(plain, lambda band: band.convert(plain))

    def applied(band: Image.Image) -> Image.Image:
        made = converted.apply(band.convert(mode))
        if clear:
            made.putalpha(band.getchannel("A"))
        return made

    return Colours(_with_alpha(mode) if clear else mode, applied)


def _with_alpha(mode: str) -> str:
    return "LA" if mode == "L" else "RGBA"


def _is_usable(profile: bytes) -> bool:
    """Whether a profile says what it is for, and its tags bound what it costs.

    ICC.1:2022, 7.2 and 7.3.
    """
    if len(profile) < _HEADER + 4 or profile[_PLACE] != b"acsp":
        return False
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    if profile[_CLASS] not in _CLASSES or count > _MOST_TAGS:
        return False
    tags = range(_HEADER + 4, _HEADER + 4 + 12 * count, 12)
    return not any(profile.startswith(_PROGRAMS, at) for at in tags)
