"""Colour profiles as bytes: of a screen, of greys, of inks, and of bad will."""

from __future__ import annotations

import struct

_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
"""Red, green and blue of Display P3 as ICC profiles tell them: XYZ seen under D50."""

_D50 = (0.9642, 1.0, 0.8249)


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(one * 65536)) for one in numbers)


def _xyz(*numbers: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*numbers)


def curve(*parameters: float) -> bytes:
    """Return a parametric curve: a power, or what sRGB has."""
    kind = {1: 0, 5: 3}[len(parameters)]
    return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + _fixed(*parameters)


def profile(
    space: bytes,
    tags: dict[bytes, bytes],
    *,
    pcs: bytes = b"XYZ ",
    use: bytes = b"mntr",
) -> bytes:
    """Return an ICC profile, version 4, of these tags."""
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(">I4xI", at + len(body), 0x04200000) + use + space + pcs
    head = head.ljust(36, b"\0") + b"acsp"
    return head.ljust(68, b"\0") + _fixed(*_D50).ljust(60, b"\0") + table + body


def screen(colours: tuple[tuple[float, ...], ...] = DISPLAY_P3) -> bytes:
    """Return the profile of a screen with these colours and the curve of sRGB."""
    tags = {b"wtpt": _xyz(*_D50)}
    for name, colour in zip((b"r", b"g", b"b"), colours, strict=True):
        tags[name + b"XYZ"] = _xyz(*colour)
        tags[name + b"TRC"] = curve(*_SRGB_CURVE)
    return profile(b"RGB ", tags)


def greys(power: float) -> bytes:
    """Return the profile of greys that grow by a power."""
    return profile(b"GRAY", {b"wtpt": _xyz(*_D50), b"kTRC": curve(power)})


def table(space: bytes, points: int) -> bytes:
    """Return a profile that looks colours up in a table: red, and black with all inks.

    `points` is how many the table has along each channel.
    """
    channels = {b"RGB ": 3, b"CMYK": 4}[space]
    red = bytes([136, 208, 195])  # Lab of about (255, 0, 0)
    straight = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes([channels, 3, points, 0])
    lut += _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    reds = red * (points**channels - 1) + bytes([0, 128, 128])
    lut += straight * channels + reds + straight * 3
    return profile(
        space, {b"wtpt": _xyz(*_D50), b"A2B0": lut}, pcs=b"Lab ", use=b"prtr"
    )


def program(steps: int) -> bytes:
    """Return a profile that computes a colour in so many steps, all the same one."""
    one = b"matf\0\0\0\0" + struct.pack(">HH", 3, 3)
    one += b"".join(struct.pack(">f", x) for x in (1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0))
    start = 16 + 8 * steps
    body = b"mpet\0\0\0\0" + struct.pack(">HHI", 3, 3, steps)
    body += struct.pack(">II", start, len(one)) * steps + one
    plain = screen()
    tags = {
        name: plain[place : place + size]
        for name, place, size in (
            struct.unpack_from(">4sII", plain, 132 + 12 * number) for number in range(7)
        )
    }
    return profile(b"RGB ", {**tags, b"D2B0": body, b"D2B1": body})
