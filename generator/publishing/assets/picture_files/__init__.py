"""The files that pictures come in, taken apart before anything decodes them."""

from __future__ import annotations

from generator.publishing.assets.picture_files.jpeg import jpeg_pixels
from generator.publishing.assets.picture_files.pixels import (
    MOST_BYTES,
    PictureError,
    Pixels,
)
from generator.publishing.assets.picture_files.png import SIGNATURE, png_pixels
from generator.publishing.assets.picture_files.webp import webp_pixels

__all__ = ["MOST_BYTES", "PictureError", "Pixels", "pixels_of"]

_WEBP_NAME = slice(8, 12)


def pixels_of(data: bytes, wanted: int) -> Pixels:
    """Return what makes the pixels of a PNG, JPEG or WebP, and what they mean.

    The first bytes decide what it is. `wanted` is the side that its decoder will be
    asked for at least. Raises PictureError when it is none of them, is damaged, or
    would cost more than a picture may; only headers are read for that.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"it has {len(data):,} bytes, at most {MOST_BYTES:,} fit")
    if data.startswith(SIGNATURE):
        return png_pixels(data)
    if data.startswith(b"\xff\xd8\xff"):
        return jpeg_pixels(data, wanted)
    if data.startswith(b"RIFF") and data[_WEBP_NAME] == b"WEBP":
        return webp_pixels(data)
    raise PictureError("it is not a PNG, JPEG or WebP")
