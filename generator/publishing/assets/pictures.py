"""Evidence pictures: opened with care, freed of metadata, in two sizes.

A picture is believed to be one by its first bytes, never by its name. Whatever it
carried besides the pixels of its first frame (place, camera, author, a page behind
the end) does not reach the site: what is published is drawn and encoded anew.
"""

from __future__ import annotations

import hashlib
import io
import math
import stat
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile

from generator.model.audit import Picture
from generator.model.report import Report
from generator.publishing import uris
from generator.publishing.site_plan import Asset

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
FULL_WIDTH = 1600
SMALL_WIDTH = 480
_HIGHEST = 16_383
"""The most rows that a WebP picture can have."""

_QUALITY = 82
_KEPT = 256
_FORMATS = ("PNG", "JPEG", "WEBP")
_START = 16
_WEBP_NAME = slice(8, 12)
_MOST_SHOWN = 12_000_000
"""The most pixels of a picture on the site."""

_BAND = 64
"""How many rows of the result are made at once. A whole picture of forty million
pixels, decoded, has 160 MB; a converted copy of it would have as many again."""

_EDGE = 4
"""How many rows of the result the filter may look at beyond a band (Lanczos: 3)."""

_ORIENTATION = 0x0112
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


class PictureError(ValueError):
    """The picture cannot be shown; the message says why."""


def picture_problem(data: bytes) -> str | None:
    """Say what keeps a file from being shown as a picture, None when nothing does.

    Decodes it, so that a picture cut short is told before a site is built of it.
    """
    try:
        with _decoded(data):
            return None
    except PictureError as error:
        return str(error)


@contextmanager
def _decoded(data: bytes) -> Iterator[Image.Image]:
    """Give the picture with its pixels; raises PictureError.

    Its size is looked at before memory is taken for it.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"it has {len(data):,} bytes, at most {MOST_BYTES:,} fit")
    if _format(data[:_START]) is None:
        raise PictureError("it is no PNG, JPEG or WebP")
    with _strict_pillow():
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise PictureError(_TOO_MANY) from error
        except Exception as error:
            raise PictureError("it is damaged") from error
        with image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureError(_TOO_MANY)
            try:
                # A JPEG is decoded no larger than it will be needed.
                image.draft(None, (2 * FULL_WIDTH, 2 * FULL_WIDTH))
                image.load()
            except Exception as error:
                # Decoders fed with what somebody made up fail in many ways.
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


_TOO_MANY = f"it has more than {MOST_PIXELS:,} pixels"


def _format(start: bytes) -> str | None:
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"RIFF") and start[_WEBP_NAME] == b"WEBP":
        return "WEBP"
    return None


class _Kept:
    """The pictures made last, by content and width; equal pictures are made once."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def made(self, picture: Picture, width: int) -> bytes:
        """Return a picture's file, no wider than `width`; raises PictureError."""
        key = (picture.digest, width)
        if key not in self._made:
            self._made[key] = _sized(_bytes_of(picture), width)
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
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
    with _decoded(data) as image:
        try:
            turn = image.getexif().get(_ORIENTATION)
        except Exception:  # noqa: BLE001 - metadata that cannot be read turns nothing
            turn = None
        aside = turn in _UPRIGHT and turn >= _ON_ITS_SIDE
        wide, high = (image.height, image.width) if aside else image.size
        enough = math.sqrt(_MOST_SHOWN / (wide * high))
        scale = min(width / wide, _HIGHEST / high, enough, 1)
        plain = _shrunk(image, scale)
    return plain.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else plain


def _shrunk(image: Image.Image, scale: float) -> Image.Image:
    """Return the pixels in 8-bit RGB or RGBA, scaled, and nothing else.

    Each band is made with some rows beyond its edges, so that no seam is seen.
    """
    mode = "RGBA" if _is_clear(image) else "RGB"
    width, height = (max(1, round(side * scale)) for side in image.size)
    bare = Image.new(mode, (width, height))
    step = image.height / height
    for row in range(0, height, _BAND):
        first, end = max(0, row - _EDGE), min(height, row + _BAND + _EDGE)
        top, bottom = math.floor(first * step), math.ceil(end * step)
        band = image.crop((0, top, image.width, min(bottom, image.height)))
        if band.mode == "I;16":
            # Pillow would take all above 255 for white.
            band = band.point(lambda value: value * (1 / 257)).convert("L")
        band = band.convert(mode)
        if (width, height) != image.size:
            box = (0, first * step - top, band.width, end * step - top)
            size = (width, end - first)
            band = band.resize(size, Image.Resampling.LANCZOS, box)
        band = band.crop(
            (0, row - first, width, min(_BAND, height - row) + row - first)
        )
        bare.paste(band, (0, row))
    return bare


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
