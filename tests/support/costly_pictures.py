"""Pictures that cost as much as they may, and a little more than they may.

Run as a program it opens each in 1.5 GB of addresses, makes sizes of it where CX_THOROUGH
asks for that, and prints what each took as JSON.
"""

from __future__ import annotations

import io
import json
import random
import resource
import struct
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import colour_profiles
from child_process import forked
from PIL import Image
from thoroughness import THOROUGH

from generator.publishing.assets import pictures

ADDRESSES = 1_500_000 * 1024
"""What `ulimit -v 1500000` allows, in bytes."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Where the passes of an interlaced PNG begin, and how far apart their pixels are."""

_PAETH = 4
"""The filter of a PNG's rows that takes longest to undo."""


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def png(
    width: int,
    height: int,
    *,
    depth: int = 8,
    kind: int = 2,
    interlaced: bool = False,
    before: bytes = b"",
    noise: int = 0,
) -> bytes:
    """Return a PNG of stripes, or of so many colours at random.

    `before` stands before its data.
    """
    dice, packing = random.Random(1), zlib.compressobj(1)  # noqa: S311 - no secret
    parts = []
    for x, y, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        wide, high = -(-(width - x) // across), -(-(height - y) // down)
        size = -(-wide * _CHANNELS[kind] * depth // 8)
        row = (bytes(range(256)) * (size // 256 + 1))[:size] if wide > 0 else b""
        for _ in range(high if row else 0):
            if noise:
                row = bytes(one % noise for one in dice.randbytes(size))
            parts.append(packing.compress(bytes([0 if noise else _PAETH]) + row))
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + before
        + chunk(b"IDAT", b"".join(parts) + packing.flush())
        + chunk(b"IEND", b"")
    )


def divided(whole: bytes, size: int) -> bytes:
    """Return a PNG with its data in pieces of so many bytes."""
    at = whole.index(b"IDAT") + 4
    body = whole[at:-16]
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    data = b"".join(chunk(b"IDAT", piece) for piece in pieces)
    return whole[: at - 8] + data + whole[-12:]


def palette() -> bytes:
    """Return what makes a PNG's 64 colours differ in colour and transparency."""
    dice = random.Random(2)  # noqa: S311 - no secret
    return chunk(b"PLTE", dice.randbytes(192)) + chunk(b"tRNS", dice.randbytes(64))


def segment(marker: int, data: bytes = b"") -> bytes:
    """Return a segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def _bits(*numbers: tuple[int, int]) -> bytes:
    """Return numbers of so many bits, one after the other, filled up with ones."""
    text = "".join(f"{number:0{count}b}" for number, count in numbers)
    text += "1" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8).replace(b"\xff", b"\xff\0")


def scanned(width: int, height: int, scans: int, components: int = 1) -> bytes:
    """Return a progressive JPEG of one colour, in so many scans of a few bytes.

    Each but the first passes over all blocks of one component to find that nothing is
    to be refined in 16,384 to 32,767 of them at a time.
    """
    blocks = -(-width // 8) * -(-height // 8)
    names = range(1, components + 1)
    runs, left = [], blocks
    while left > 0:
        run = min(max(left, 16_384), 32_767)
        runs += [(0, 1), (run - 16_384, 14)]
        left -= run
    nothing = _bits(*runs)
    frame = struct.pack(">BHHB", 8, height, width, components)
    parts = [
        b"\xff\xd8",
        segment(0xDB, b"\0" + b"\1" * 64),
        segment(0xC2, frame + b"".join(bytes([one, 0x11, 0]) for one in names)),
        segment(0xC4, b"\x00\1" + bytes(15) + b"\0"),
        segment(0xC4, b"\x10\1" + bytes(15) + b"\xe0"),
        segment(
            0xDA,
            bytes([components]) + b"".join(bytes([one, 0]) for one in names) + bytes(3),
        ),
        bytes(-(-blocks * components // 8)),
    ]
    for number in range(scans - 1):
        high_low = 0x01 if number < components else 0x10
        chosen = bytes([1, names[number % components], 0, 1, 63, high_low])
        parts += [segment(0xDA, chosen), nothing]
    return b"".join(parts) + b"\xff\xd9"


def saved(
    kind: str = "JPEG",
    size: tuple[int, int] = (60, 40),
    mode: str = "RGB",
    **options: Any,
) -> bytes:
    """Return a file of one colour as Pillow writes it."""
    file = io.BytesIO()
    Image.new(mode, size, options.pop("colour", 70)).save(file, kind, **options)
    return file.getvalue()


def jpeg_with(before: bytes) -> bytes:
    """Return a small JPEG with something before all else."""
    whole = saved()
    return whole[:2] + before + whole[2:]


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WebP of these chunks."""
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def grouped(side: int, groups: int) -> bytes:
    """Return a lossless WebP with a group of prefix codes for each four pixels square.

    RFC 9649: no transform, no cache; every group has five codes of one symbol.
    """
    bits = [f"{0x2F:08b}"[::-1]]

    def put(number: int, count: int) -> None:
        bits.append(f"{number:0{count}b}"[::-1])

    def one_symbol() -> None:
        put(0b0001, 4)

    def any_byte(symbols: int) -> None:
        """Put a code with eight bits for each byte and none for what is beyond."""
        put(0, 1)
        put(12 - 4, 4)
        for length in (17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8):
            put(1 if length in (0, 8) else 0, 3)
        put(0, 1)
        bits.append("1" * 256 + "0" * (symbols - 256))

    put(side - 1, 14)
    put(side - 1, 14)
    put(0, 4)
    put(0b0100, 4)  # no transform, no cache, groups; they are for squares of four
    put(0, 2)
    put(0, 1)
    any_byte(280)
    any_byte(256)
    for _ in range(3):
        one_symbol()
    for number in range((side // 4) ** 2):
        low, high = number % groups % 256, number % groups // 256
        bits.append(f"{low:08b}{high:08b}")
    for _ in range(5 * groups):
        one_symbol()
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    data = int(text[::-1], 2).to_bytes(len(text) // 8, "little")
    return webp((b"VP8L", data + bytes(8)))


def moving(kind: str, frames: int) -> bytes:
    """Return a picture of so many frames."""
    file = io.BytesIO()
    first, *rest = (Image.new("RGB", (300, 300), (n, 0, 0)) for n in (50, 200))
    first.save(file, kind, save_all=True, append_images=rest)
    data = file.getvalue()
    if kind == "PNG":
        at = data.index(b"fcTL", data.index(b"IDAT")) - 4
        return data[:at] + data[at:-12] * frames + data[-12:]
    at = data.rindex(b"ANMF")
    body = data[8:] + data[at:] * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


COSTLY: dict[str, tuple[str, Callable[[], bytes]]] = {
    # At the limits
    "pixels of a PNG": ("", lambda: png(6_324, 6_324, kind=6)),
    "interlaced PNG": ("", lambda: png(6_324, 6_324, kind=6, interlaced=True)),
    "16 bits": ("", lambda: png(5_000, 5_000, kind=6, depth=16)),
    "16 bits of grey": ("", lambda: png(6_324, 6_324, kind=0, depth=16)),
    "widest": ("", lambda: png(65_535, 610)),
    "highest": ("", lambda: png(610, 65_535)),
    "a line": ("", lambda: png(65_535, 1)),
    "as large as on the site": (
        "",
        lambda: png(1_600, 5_000, kind=3, noise=64, before=palette()[:204]),
    ),
    "as large and clear": (
        "",
        lambda: png(1_600, 5_000, kind=3, noise=64, before=palette()),
    ),
    "a PNG's pieces": ("", lambda: divided(png(800, 800, noise=8), 100)),
    "pixels of a JPEG": ("", lambda: saved("JPEG", (6_324, 6_324), quality=50)),
    "scans of grey": ("", lambda: scanned(6_324, 6_324, 32)),
    "scans of colours": ("", lambda: scanned(4_472, 4_472, 64, 3)),
    "scans of inks": ("", lambda: scanned(4_080, 4_080, 64, 4)),
    "a JPEG's pieces": ("", lambda: jpeg_with(segment(0xFE) * 19_900)),
    "a JPEG's fill": ("", lambda: jpeg_with(b"\xff" * 9_900_000)),
    "pixels of a WebP": ("", lambda: saved("WEBP", (3_535, 3_535), method=0)),
    "clear pixels of a WebP": (
        "",
        lambda: saved("WEBP", (3_535, 3_535), "RGBA", colour=(1, 2, 3, 4), method=0),
    ),
    "lossless pixels": (
        "",
        lambda: saved("WEBP", (3_535, 3_535), lossless=True, method=0),
    ),
    "groups of codes": ("", lambda: grouped(1_024, 9_000)),
    "frames of a PNG": ("", lambda: moving("PNG", 4_000)),
    "frames of a WebP": ("", lambda: moving("WEBP", 4_000)),
    "profile of inks": (
        "",
        lambda: saved(
            "JPEG",
            (4_080, 4_080),
            "CMYK",
            colour=(0, 9, 9, 9),
            icc_profile=colour_profiles.table(b"CMYK", 33),
        ),
    ),
    "profile that computes": (
        "",
        lambda: saved(icc_profile=colour_profiles.program(300_000)),
    ),
    "directory of a megabyte": (
        "",
        lambda: saved("PNG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(10**6)),
    ),
    # Above them
    "bytes": ("10,000,001 bytes", lambda: saved().ljust(10_000_001, b"\0")),
    "too many pixels": ("40,000,000 pixels", lambda: png(6_325, 6_325)),
    "too wide": ("65,536 pixels", lambda: png(65_536, 1)),
    "too high": ("65,536 pixels", lambda: png(1, 65_536)),
    "too deep": ("320 MB", lambda: png(6_324, 6_324, kind=6, depth=16)),
    "too many pieces of a PNG": (
        "20,000 pieces",
        lambda: divided(png(800, 800, noise=8), 20),
    ),
    "too many scans": ("64 scans", lambda: scanned(1_000, 1_000, 65)),
    "too much scanned": ("1,300,000,000", lambda: scanned(6_324, 6_324, 33)),
    "no end of scans": ("64 scans", lambda: scanned(64, 64, 100_000)),
    "too many coefficients": ("400 MB", lambda: scanned(6_324, 6_324, 4, 3)),
    "too many pieces": ("20,000 pieces", lambda: jpeg_with(segment(0xFE) * 2_400_000)),
    "arithmetic": ("browsers", lambda: saved().replace(b"\xff\xc0", b"\xff\xc9")),
    "lossless JPEG": ("browsers", lambda: saved().replace(b"\xff\xc0", b"\xff\xc3")),
    "two frames": (
        "browsers",
        lambda: jpeg_with(segment(0xC0, b"\x08\0\x08\0\x08\1\1\x11\0")),
    ),
    "too large a WebP": ("640 MB", lambda: saved("WEBP", (6_324, 6_324), method=0)),
    "too large without loss": (
        "640 MB",
        lambda: saved("WEBP", (6_324, 6_324), lossless=True, method=0),
    ),
    "too many groups": ("1,327 MB", lambda: grouped(1_024, 65_536)),
    "too finely divided": ("too finely", lambda: grouped(2_400, 8_000)),
    "too many frames": ("20,000 pieces", lambda: moving("WEBP", 21_000)),
}
"""Each with what `check` must say of it; "": nothing."""

DEAREST = "16 bits"
"""The picture of which the sizes take longest; of it alone one is always made."""


def _measured(data: bytes, *, sizes: bool) -> dict[str, Any]:
    """Return what the picture is, and what it takes to find that and to show it."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    began = time.process_time()
    problem = pictures.picture_problem(data)
    found: dict[str, Any] = {
        "problem": problem or "",
        "check": time.process_time() - began,
        "check_megabytes": _megabytes(),
        "sizes": {},
    }
    for width in (pictures.FULL_WIDTH, pictures.SMALL_WIDTH)[: 2 if THOROUGH else 1]:
        if sizes and not problem:
            began = time.process_time()
            Image.open(io.BytesIO(pictures._sized(data, width)))
            found["sizes"][f"{width}"] = time.process_time() - began
    return {**found, "megabytes": _megabytes()}


def _megabytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1000


def _all() -> dict[str, dict[str, Any]]:
    measured = {}
    for name, (_, make) in COSTLY.items():
        data = make()
        sizes = THOROUGH or name == DEAREST
        measured[name] = forked(partial(_measured, data, sizes=sizes)) or {}
    return measured


if __name__ == "__main__":
    print(json.dumps(_all()))  # noqa: T201 - for the test to read
