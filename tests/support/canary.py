"""Words that nobody else writes, planted in a project, and where they come out again."""

from __future__ import annotations

import base64
import gzip
import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader
from pypdf.generic import StreamObject
from sheets import sheet_texts

_LETTERS = 14
_DIGITS = str.maketrans("0123456789", "bcdfghjklm")


class Canary:
    """Makes tokens that share a random beginning, so that one search finds them all.

    Letters alone: HTML, JSON, URLs, CSV and YAML write them as they are, so that only
    what packs bytes anew (Base64, UTF-16, an archive) could hide them.
    """

    def __init__(self) -> None:
        """Choose the beginning; `planted` has the tokens given out and what for."""
        self.mark = "q" + "".join(random.choices(ascii_lowercase, k=_LETTERS - 1))  # noqa: S311 - no secret
        self.planted: dict[str, str] = {}

    def token(self, what: str) -> str:
        """Return a new token for that place."""
        number = str(len(self.planted)).zfill(4).translate(_DIGITS)
        token = f"{self.mark}{number}"
        self.planted[token] = what
        return token

    def found(self, data: bytes) -> set[str]:
        """Return the places whose tokens stand in the bytes, in whatever writing."""
        low = data.lower()
        places = {
            self.planted.get(token.decode(), token.decode())
            for token in re.findall(rb"%b[a-z]{4}" % self.mark.encode(), low)
        }
        whole = self.mark.encode()
        # Lines are folded and words broken where no reader sees it.
        joined = re.sub(rb"\s+|<wbr>|\xc2\xad|\xe2\x80\x8b|-", b"", low)
        if not places and whole in joined:
            places.add("some token, broken over lines")
        for name, writing in self._writings():
            if writing in data or writing.lower() in low:
                places.add(f"some token, as {name}")
        return places

    def _writings(self) -> Iterator[tuple[str, bytes]]:
        word = self.mark
        yield "UTF-16", word.encode("utf-16-le")
        yield "UTF-16, big-endian", word.encode("utf-16-be")
        yield "hexadecimal", word.encode().hex().encode()
        yield "backwards", word[::-1].encode()
        for name, form in (
            ("decimal references", "&#{};"),
            ("hexadecimal references", "&#x{:x};"),
            ("JSON escapes", "\\u{:04x}"),
            ("percent escapes", "%{:02x}"),
        ):
            yield name, "".join(form.format(ord(letter)) for letter in word).encode()
        for shift in range(3):
            # Without the letters that depend on the neighbours.
            packed = base64.b64encode(b"\0" * shift + word.encode())
            yield "Base64", packed[4 if shift else 0 : -4]


def readings(data: bytes) -> Iterator[bytes]:
    """Yield a file's bytes and those of all that is packed into it."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield from readings(gzip.decompress(data))
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode() + member.comment + member.extra
                yield from readings(archive.read(member))
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
        with Image.open(io.BytesIO(data)) as image:
            yield repr((image.info, dict(image.getexif()))).encode()


def _pdf(data: bytes) -> Iterator[bytes]:
    """Yield a PDF's text, as readers copy it, and every stream of it unpacked."""
    reader = PdfReader(io.BytesIO(data))
    yield "\n".join(sheet_texts(data)).encode()
    yield repr((reader.metadata, reader.outline, reader.named_destinations)).encode()
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(number)
        yield repr(thing).encode()
        if isinstance(thing, StreamObject):
            yield thing.get_data()
    if shutil.which("pdftotext"):
        yield subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
        ).stdout


def outputs(folder: Path) -> Mapping[str, bytes]:
    """Return every file that was made, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leaks(canary: Canary, files: Mapping[str, bytes]) -> dict[str, set[str]]:
    """Return by place the files in which its token stands, name or content."""
    found: dict[str, set[str]] = {}
    for name, data in files.items():
        for part in (name.encode(), *readings(data)):
            for place in canary.found(part):
                found.setdefault(place, set()).add(name)
    return found


def picture(kind: str, colour: str, canary: Canary, whose: str) -> bytes:
    """Return a picture with everything that a camera or an editor writes beside it."""

    def said(what: str) -> str:
        return canary.token(f"{whose}: {what}")

    image = Image.new("RGB", (64, 48), colour)
    exif = Image.Exif()
    exif[0x010E] = said("EXIF description")
    exif[0x013B] = said("EXIF author")
    exif[0x8298] = said("EXIF copyright")
    exif[0x9C9D] = said("EXIF author, Windows").encode("utf-16-le")
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (51.0, 6.0, 31.0)
    place[0x1D] = said("GPS date")
    place[0x1B] = said("GPS method").encode()
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator'
        f' xmlns:dc="d">{said("XMP creator")}</dc:creator></x:xmpmeta>'
    ).encode()
    file = io.BytesIO()
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Author", said("tEXt"))
        info.add_text("Comment", said("zTXt"), zip=True)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(file, "PNG", exif=exif, pnginfo=info)
    elif kind == "JPEG":
        comment = said("JPEG comment").encode()
        image.save(file, "JPEG", exif=exif, xmp=xmp, comment=comment)
    else:
        image.save(file, "WEBP", exif=exif, xmp=xmp, lossless=True)
    return file.getvalue() + f"<!-- {said('after the end')} -->".encode()
