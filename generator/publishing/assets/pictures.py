"""Evidence pictures: opened with care, freed of metadata, in two sizes.

A picture is believed to be one by its first bytes, never by its name. Its decoder is
given nothing but what makes the pixels of its first frame, once its headers say that
this costs little. Whatever else it carried (place, camera, author, a page behind the
end) does not reach the site: what is published is drawn and encoded anew.
"""

from __future__ import annotations

import hashlib
import io
import math
import stat
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile

from generator.model.audit import Picture
from generator.model.report import Report
from generator.publishing import uris
from generator.publishing.assets.picture_colours import colours_of
from generator.publishing.assets.picture_files import (
    MOST_BYTES,
    PictureError,
    Pixels,
    pixels_of,
)
from generator.publishing.site_plan import Asset

__all__ = ["PictureError", "evidence_assets", "picture_problem"]

FULL_WIDTH = 1600
SMALL_WIDTH = 480
_ENOUGH = 2 * FULL_WIDTH
"""A JPEG is decoded no larger than to this side: it becomes smaller anyway."""

_HIGHEST = 16_383
"""The most rows that a WebP picture can have."""

_QUALITY = 82
_MOST_SHOWN, _MOST_CLEAR = 8_000_000, 4_000_000
"""The most pixels of a picture on the site, and of one with transparency: encoding
takes 25 bytes for each, and 35."""

_MOST_KEPT = 50_000_000
"""How many bytes of pictures that were made are kept, for the pages' next rendering."""

_BAND = 1_000_000
"""How many pixels are converted at once. A whole picture of forty million pixels,
decoded, has 160 MB; a converted copy of it would have as many again."""

_ALPHA_FIRST = {"LA": "La", "RGBA": "RGBa"}
"""How pixels are kept while they are mixed, so that those not seen colour no others."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What to do with a picture of that EXIF orientation (EXIF 2.32, 4.6.4 A)."""

_ON_ITS_SIDE = 5
"""From this orientation on, width and height change places."""


def picture_problem(data: bytes) -> str | None:
    """Say what keeps a file from being shown as a picture, None when nothing does.

    Decodes it, so that a picture cut short is told before a site is built of it.
    """
    try:
        with _decoded(pixels_of(data, _ENOUGH)):
            return None
    except PictureError as error:
        return str(error)


@contextmanager
def _decoded(pixels: Pixels) -> Iterator[Image.Image]:
    """Give the picture with its pixels; raises PictureError."""
    with _strict_pillow():
        try:
            image = Image.open(io.BytesIO(pixels.data), formats=[pixels.kind])
        except Exception as error:
            # Decoders fed with what somebody made up fail in many ways.
            raise PictureError("it is damaged") from error
        with image:
            try:
                image.draft(None, (_ENOUGH, _ENOUGH))
                image.load()
            except Exception as error:
                raise PictureError("it is damaged") from error
            yield image


@contextmanager
def _strict_pillow() -> Iterator[None]:
    """Let a picture that is cut short be an error, and oddities of others no warning.

    The former is a switch for the whole process, which other libraries turn on.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


class _Kept:
    """The pictures made last, by content and width; equal pictures are made once."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._made: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0

    def made(self, picture: Picture, width: int) -> bytes:
        """Return a picture's file, no wider than `width`; raises PictureError."""
        key = (picture.digest, width)
        if key not in self._made:
            made = self._made[key] = _sized(_bytes_of(picture), width)
            self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._made.popitem(last=False)[1])
            return made
        return self._made[key]


_KEEPER = _Kept()


def _bytes_of(picture: Picture) -> bytes:
    """Return the bytes that were checked; raises PictureError when others are there."""
    path = Path(picture.path)
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == picture.digest:
            return data
    raise PictureError(f"{path.name} was changed while the site was being built")


def _sized(data: bytes, width: int) -> bytes:
    """Return the picture as WebP, no wider than `width`, pixels only."""
    file = io.BytesIO()
    _upright(data, width).save(file, "WEBP", quality=_QUALITY, method=4)
    return file.getvalue()


def _upright(data: bytes, width: int) -> Image.Image:
    pixels = pixels_of(data, _ENOUGH)
    with _decoded(pixels) as image:
        aside = pixels.turn >= _ON_ITS_SIDE
        wide, high = (image.height, image.width) if aside else image.size
        most = _MOST_CLEAR if _is_clear(image) else _MOST_SHOWN
        scale = min(width / wide, _HIGHEST / high, math.sqrt(most / (wide * high)), 1)
        plain = _shrunk(image, scale, pixels.profile)
    turn = _UPRIGHT.get(pixels.turn)
    return plain.transpose(turn) if turn is not None else plain


def _shrunk(image: Image.Image, scale: float, profile: bytes = b"") -> Image.Image:
    """Return the pixels in 8-bit sRGB, with or without alpha, scaled, and nothing else.

    First all rows are made shorter, then there are fewer of them. The image is closed
    in between: it may have 160 MB, and there is no room for all three.
    """
    clear = _is_clear(image)
    colours = colours_of(image, profile, clear=clear)
    width, height = (max(1, round(side * scale)) for side in image.size)
    mixed = colours.mode
    if (width, height) != image.size:
        mixed = _ALPHA_FIRST.get(mixed, mixed)

    def shortened(band: Image.Image) -> Image.Image:
        if band.mode == "I;16":
            # Pillow would take all above 255 for white.
            band = band.point(lambda value: value * (1 / 257)).convert("L")
        band = band.convert(colours.mode).convert(mixed)
        return band.resize((width, band.height), Image.Resampling.LANCZOS)

    def coloured(band: Image.Image) -> Image.Image:
        return colours.applied(band.convert(colours.mode))

    narrow = _by_bands(image, shortened, mixed, width)
    image.close()
    small = narrow.resize((width, height), Image.Resampling.LANCZOS)
    del narrow
    return _by_bands(small, coloured, "RGBA" if clear else "RGB", width)


def _by_bands(
    image: Image.Image,
    made: Callable[[Image.Image], Image.Image],
    mode: str,
    width: int,
) -> Image.Image:
    """Return what is made of the image, some rows at a time."""
    whole = Image.new(mode, (width, image.height))
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        end = min(top + rows, image.height)
        whole.paste(made(image.crop((0, top, image.width, end))), (0, top))
    return whole


def _is_clear(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _asset(picture: Picture, *, small: bool) -> Asset:
    width = SMALL_WIDTH if small else FULL_WIDTH
    return Asset(
        uri=uris.picture(picture.digest, small=small),
        content=lambda: _KEEPER.made(picture, width),
    )


def evidence_assets(reports: Sequence[Report]) -> tuple[Asset, ...]:
    """Return the files of all evidence pictures, equal pictures once."""
    pictures = {
        piece.picture.digest: piece.picture
        for report in reports
        for finding in report.findings
        for piece in finding.evidence
        if piece.picture is not None
    }
    return tuple(
        _asset(picture, small=small)
        for _, picture in sorted(pictures.items())
        for small in (True, False)
    )
