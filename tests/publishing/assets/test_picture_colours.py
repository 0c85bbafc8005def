"""Colours of pictures: what their profile says, as sRGB, and no profile left."""

from __future__ import annotations

import io

import colour_profiles as profiles
import pytest
from PIL import Image

from generator.publishing.assets import pictures


def made(mode, colour, profile, kind="PNG", **options) -> tuple[Image.Image, bytes]:
    """Return a picture as it is drawn for the site, and its file."""
    file = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(file, kind, icc_profile=profile, **options)
    data = file.getvalue()
    published = pictures._sized(data, 1600)
    assert published == pictures._sized(data, 1600)
    return pictures._upright(data, 1600), published


def near(found, wanted, by=1) -> bool:
    return len(found) == len(wanted) and all(
        abs(one - other) <= by for one, other in zip(found, wanted, strict=True)
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ((234, 51, 35), (255, 0, 0)),
        ((117, 251, 76), (3, 255, 0)),
        ((120, 160, 200), (108, 161, 204)),
        ((255, 255, 255), (255, 255, 255)),
        ((128, 128, 128), (128, 128, 128)),
    ],
)
def test_a_screens_colours_are_brought_to_srgb(kind, written, seen):
    """Display P3, as screenshots of a Mac have it, is published as sRGB shows it."""
    options = {"lossless": True} if kind == "WEBP" else {}
    options |= {"quality": 100, "subsampling": 0} if kind == "JPEG" else {}
    drawn, published = made("RGB", written, profiles.screen(), kind, **options)

    assert near(drawn.getpixel((9, 9)), seen, 2 if kind == "JPEG" else 1)
    with Image.open(io.BytesIO(published)) as picture:
        assert near(picture.convert("RGB").getpixel((9, 9)), seen, 3)
        assert "icc_profile" not in picture.info
    assert b"ICCP" not in published


def test_each_kind_of_pixels_has_its_profile():
    """Greys, inks, palettes and transparency keep their meaning."""
    screen, linear = profiles.screen(), profiles.greys(1.0)
    clear, _ = made("RGBA", (234, 51, 35, 100), screen)
    assert near(clear.getpixel((9, 9)), (255, 0, 0, 100))
    grey, _ = made("L", 128, linear)
    assert near(grey.getpixel((9, 9)), (188, 188, 188))
    veiled, _ = made("LA", (128, 77), linear)
    assert near(veiled.getpixel((9, 9)), (188, 188, 188, 77))
    inks, _ = made("CMYK", (128, 0, 0, 0), profiles.table(b"CMYK", 9), "JPEG")
    assert near(inks.getpixel((9, 9)), (251, 0, 0), 3)
    palette = Image.new("P", (64, 64), 0)
    palette.putpalette([234, 51, 35])
    file = io.BytesIO()
    palette.save(file, "PNG", icc_profile=screen)
    assert near(pictures._upright(file.getvalue(), 1600).getpixel((9, 9)), (255, 0, 0))


def test_a_long_profile_in_pieces_is_put_together():
    """A JPEG holds a profile of more than 64 kB in pieces, in whatever order."""
    profile = profiles.screen() + bytes(150_000)
    file = io.BytesIO()
    Image.new("RGB", (64, 64), (234, 51, 35)).save(
        file, "JPEG", icc_profile=profile, quality=100, subsampling=0
    )
    head, *pieces = file.getvalue().split(b"\xff\xe2")
    assert len(pieces) == 3
    cut = pieces[2].index(b"\xff\xdb")
    pieces[2], rest = pieces[2][:cut], pieces[2][cut:]
    turned = head + b"".join(b"\xff\xe2" + one for one in reversed(pieces)) + rest

    assert near(pictures._upright(turned, 1600).getpixel((9, 9)), (255, 0, 0), 2)


@pytest.mark.threat
@pytest.mark.parametrize(
    "profile",
    [
        b"none",
        bytes(200),
        profiles.screen()[:300],
        profiles.screen().replace(b"mntr", b"link"),
        profiles.screen().replace(b"XYZ ", b"ABCD"),
        profiles.screen().replace(b"para", b"curv"),
        profiles.greys(2.2),
        profiles.table(b"CMYK", 2),
        profiles.profile(b"RGB ", {}),
        profiles.profile(b"RGB ", {b"t%03d" % n: b"x" for n in range(101)}),
        profiles.program(3),
        profiles.program(50_000),
        profiles.screen() + bytes(4_000_000),
    ],
    ids=range(13),
)
def test_a_profile_that_cannot_be_used_is_left_aside(profile):
    """Broken, hostile, large or of other pixels: colours stay as they are written."""
    drawn, published = made("RGB", (234, 51, 35), profile)

    assert drawn.getpixel((9, 9)) == (234, 51, 35)
    assert b"ICCP" not in published


def test_a_turned_picture_with_a_profile_is_both():
    """Orientation and profile do not get in each other's way."""
    upright = Image.new("RGB", (40, 20), (0, 0, 0))
    upright.paste((234, 51, 35), (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    turned = upright.transpose(Image.Transpose.ROTATE_90)
    turned.save(file, "PNG", exif=exif, icc_profile=profiles.screen())

    drawn = pictures._upright(file.getvalue(), 1600)

    assert drawn.size == (40, 20)
    assert near(drawn.getpixel((4, 4)), (255, 0, 0))
    assert near(drawn.getpixel((30, 15)), (0, 0, 0))
