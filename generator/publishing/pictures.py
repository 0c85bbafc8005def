"""Evidence pictures: opened with care, freed of metadata, in two sizes.

A picture is believed to be one by its first bytes, never by its name. Whatever it
carried besides pixels (place, camera, author) does not reach the site.
"""

from __future__ import annotations

import io
import warnings
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

from generator.model.audit import Picture
from generator.model.report import Report
from generator.publishing import uris
from generator.publishing.rendered import Asset

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
FULL_WIDTH = 1600
SMALL_WIDTH = 480
_QUALITY = 82
_KEPT = 256
_FORMATS = ("PNG", "JPEG", "WEBP")
_START = 16
_WEBP_NAME = slice(8, 12)


class PictureError(ValueError):
    """The picture cannot be shown; the message says why."""


def _format(start: bytes) -> str | None:
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"RIFF") and start[_WEBP_NAME] == b"WEBP":
        return "WEBP"
    return None


def picture_problem(path: Path) -> str | None:
    """Say what keeps a file from being shown as a picture, None when nothing does.

    Reads its header only; raises OSError when it cannot be read.
    """
    try:
        with _opened(path):
            return None
    except PictureError as error:
        return str(error)


def _opened(path: Path) -> Image.Image:
    """Open a picture without decoding it; raises PictureError."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise PictureError(
            f"the picture has {size:,} bytes, at most {MOST_BYTES:,} fit"
        )
    with path.open("rb") as file:
        start = file.read(_START)
    if _format(start) is None:
        raise PictureError("not a picture this site can show: use PNG, JPEG or WebP")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path, formats=_FORMATS)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError("the picture is damaged and cannot be opened") from error
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        image.close()
        raise PictureError(
            f"the picture has {pixels:,} pixels, at most {MOST_PIXELS:,} fit"
        )
    return image


class _Kept:
    """The pictures made last, by content and width; equal pictures are made once."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def made(self, picture: Picture, width: int) -> bytes:
        """Return a picture's file, no wider than `width`; raises PictureError."""
        key = (picture.digest, width)
        if key not in self._made:
            self._made[key] = _sized(Path(picture.path), width)
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._made[key]


_KEEPER = _Kept()


def _sized(path: Path, width: int) -> bytes:
    """Return the picture as WebP, no wider than `width`, pixels only."""
    try:
        with _opened(path) as image:
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if _is_clear(upright) else "RGB")
    except PictureError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError("the picture is damaged and cannot be shown") from error
    if plain.width > width:
        height = max(1, round(plain.height * width / plain.width))
        plain = plain.resize((width, height), Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    file = io.BytesIO()
    bare.save(file, "WEBP", quality=_QUALITY, method=4)
    return file.getvalue()


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
