"""Evidence pictures: only pictures, in two sizes, without what they carried along."""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import sample_site as sample
from child_process import module_path
from PIL import Image, ImageChops, ImageFile, PngImagePlugin

from generator.model.audit import Evidence, Picture
from generator.publishing.assets import pictures
from generator.publishing.assets.pictures import (
    PictureError,
    evidence_assets,
    picture_problem,
)


def save(path, kind="PNG", size=(800, 400), **options):
    Image.new("RGB", size, "teal").save(path, kind, **options)
    return path


def assets_of(*paths):
    evidence = tuple(
        Evidence(
            picture=Picture(
                path=str(path), digest=hashlib.sha256(path.read_bytes()).hexdigest()
            )
        )
        for path in paths
    )
    answer = sample.build.answer("guest", sample.YES, evidence=evidence)
    return evidence_assets([sample.report({"guest": answer})])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_in_two_sizes(tmp_path, kind):
    """A full and a small WebP, named by content, no wider than they may be."""
    small, full = assets_of(save(tmp_path / "a.dat", kind, size=(2000, 1000)))
    sizes = [Image.open(io.BytesIO(one.content())).size for one in (small, full)]

    assert sizes == [(480, 240), (1600, 800)]
    assert small.uri == full.uri.replace(".webp", "-s.webp")
    assert small.content() == small.content()


def test_equal_pictures_are_one(tmp_path):
    """The same picture under two names is one file on the site, made once."""
    first, second = save(tmp_path / "a.png"), save(tmp_path / "b.png")

    assert len(assets_of(first, second)) == 2


def test_metadata_does_not_leave(tmp_path):
    """Place, author and camera are not in the published file."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    path = save(tmp_path / "a.jpg", "JPEG", exif=exif, comment=b"SECRET-COMMENT")
    assert b"SECRET-PLACE" in path.read_bytes()

    for asset in assets_of(path):
        content = asset.content()
        assert b"SECRET" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


def test_transparency_stays(tmp_path):
    """A picture with clear parts keeps them."""
    path = tmp_path / "a.png"
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(path)

    content = assets_of(path)[0].content()

    assert Image.open(io.BytesIO(content)).mode == "RGBA"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(width: int, height: int, body: bytes, *, depth: int = 8, kind: int = 2):
    """Return a PNG whose header may promise anything."""
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def saved(kind="PNG", size=(60, 40), mode="RGB", colour="teal", **options) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def shown(tmp_path, data: bytes) -> Image.Image:
    """Return the full-size picture that the site would have of these bytes."""
    path = tmp_path / "shown.png"
    path.write_bytes(data)
    picture = Image.open(io.BytesIO(assets_of(path)[1].content()))
    picture.load()
    assert picture.format == "WEBP"
    return picture


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg onload=alert(1)>", "not a PNG, JPEG or WebP"),
        (b"<?xml version='1.0'?><svg/>", "not a PNG, JPEG or WebP"),
        (b"<!doctype html><script>alert(1)</script>", "not a PNG, JPEG or WebP"),
        (b"GIF89a" + b"\0" * 20, "not a PNG, JPEG or WebP"),
        (b"%PDF-1.7", "not a PNG, JPEG or WebP"),
        (b"8BPS", "not a PNG, JPEG or WebP"),
        (b"", "not a PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"<html>" * 10, "damaged"),
        (b"\xff\xd8\xff\xe0", "damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged"),
        (png(50_000, 50_000, b""), "40,000,000 pixels"),
        (png(8_000, 6_000, b""), "40,000,000 pixels"),
        (png(2**31 - 1, 2**31 - 1, b""), "40,000,000 pixels"),
        (png(0, 0, b""), "damaged"),
        (png(100, 100, b"x"), "damaged"),
        (png(1000, 1000, zlib.compress(b"\0" * 100)), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 10_000_000, "10,000,000 fit"),
    ],
    ids=range(18),
)
def test_what_is_no_picture_is_refused(content, words):
    """First bytes decide, then size, then whether it can be decoded to the end."""
    assert words in (picture_problem(content) or "")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("tolerant", [False, True])
def test_a_cut_picture_is_told(kind, tolerant, monkeypatch):
    """A picture whose body is cut is told beforehand, whatever others set in Pillow."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant)
    whole = Image.effect_noise((300, 300), 90).convert("RGB")
    file = io.BytesIO()
    whole.save(file, kind)
    data = file.getvalue()

    assert picture_problem(data) is None
    assert "damaged" in (picture_problem(data[: len(data) // 2]) or "")
    assert tolerant is ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_spoilt_bytes_never_raise(kind):
    """A picture with bytes changed at random is good or told, and then shown or not."""
    dice = random.Random(kind)  # noqa: S311 - not for secrets
    whole = saved(kind, (24, 16), exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01")
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if picture_problem(bytes(data)) is None:
            assert pictures._sized(bytes(data), 480)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_a_bomb_in_a_small_file_takes_little_memory(tmp_path):
    """Forty million pixels in 120 kB are shown in less than 300 MB; text bombs too."""
    rows = (b"\0" + b"\x80" * 4 * 4_000) * 10_000
    path = tmp_path / "a.png"
    path.write_bytes(png(4_000, 10_000, zlib.compress(rows, 9), kind=6))
    bomb = saved()[:-12] + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 10**8))
    (tmp_path / "b.png").write_bytes(bomb + chunk(b"IEND", b""))
    program = """
import re, sys
from pathlib import Path
from generator.publishing.assets.pictures import picture_problem, _sized
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    print(picture_problem(data))
    if picture_problem(data) is None:
        _sized(data, 1600)
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000)
"""
    names = [str(path), str(tmp_path / "b.png")]
    ran = subprocess.run(
        [sys.executable, "-c", program, *names],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": module_path()},
    )
    problem, _, megabytes = ran.stdout.split("\n")[:3]
    assert problem == "None"
    assert int(megabytes) < 300


def test_bands_leave_no_seams():
    """A picture made in bands is the one that is made at once, to the pixel."""
    noise = Image.effect_noise((700, 900), 90).convert("RGB")
    for scale in (1, 0.62, 0.31, 0.1):
        size = tuple(round(side * scale) for side in noise.size)
        whole = noise.resize(size, Image.Resampling.LANCZOS)
        difference = ImageChops.difference(pictures._shrunk(noise.copy(), scale), whole)
        assert max(high for _, high in difference.getextrema()) <= 1


def test_the_highest_picture_is_made_to_fit(tmp_path):
    """A screenshot of a whole page, higher than WebP can be, is made smaller."""
    assert shown(tmp_path, saved(size=(100, 20_000))).size == (82, 16_383)


def test_a_picture_is_turned_as_its_camera_was_held(tmp_path):
    """Each EXIF orientation shows the same picture, the red corner at the top left."""
    upright = Image.new("RGB", (40, 20), "blue")
    upright.paste("red", (0, 0, 10, 10))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    for orientation in range(1, 9):
        turned = upright
        if orientation > 1:
            turned = upright.transpose(Image.Transpose(undo[orientation]))
        exif = Image.Exif()
        exif[0x0112] = orientation
        file = io.BytesIO()
        turned.save(file, "PNG", exif=exif)

        picture = shown(tmp_path, file.getvalue()).convert("RGB")

        assert picture.size == (40, 20)
        red, _, blue = picture.getpixel((4, 4))
        assert red > 200 > blue, orientation


def test_unusual_pixels_keep_their_colours(tmp_path):
    """CMYK, 16-bit, 1-bit and palettes look as they should."""
    grey = png(8, 8, zlib.compress((b"\0" + b"\x80\x80" * 8) * 8), depth=16, kind=0)
    palette = Image.new("P", (8, 8), 1)
    palette.putpalette([0, 0, 0, 0, 255, 0])
    file = io.BytesIO()
    palette.save(file, "PNG")
    for data, expected in (
        (grey, (128, 128, 128)),
        (saved("JPEG", (8, 8), "CMYK", (0, 255, 255, 0)), (255, 0, 0)),
        (saved("PNG", (8, 8), "1", 1), (255, 255, 255)),
        (saved("PNG", (8, 8), "LA", (64, 255)), (64, 64, 64)),
        (file.getvalue(), (0, 255, 0)),
    ):
        found = shown(tmp_path, data).convert("RGB").getpixel((4, 4))
        assert all(abs(a - b) < 10 for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_what_moves_the_first_frame_stays(tmp_path, kind):
    """An animated picture is shown as the still one that it begins with."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])

    picture = shown(tmp_path, file.getvalue())

    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((4, 4))[0] > 200


def test_nothing_but_pixels_leaves(tmp_path):
    """A page behind the end of a picture, its comments and profiles do not leave."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRET")
    info.add_itxt("XML:com.adobe.xmp", "<x>SECRET</x>")
    page = b"<script>alert('SECRET')</script>"
    for data in (
        saved(pnginfo=info, icc_profile=b"SECRET" * 30) + page,
        saved("JPEG", comment=b"SECRET", xmp=b"SECRET") + page,
        saved("WEBP", xmp=b"SECRET", icc_profile=b"SECRET" * 30),
    ):
        path = tmp_path / "a.png"
        path.write_bytes(data)
        assert b"SECRET" in data or data[:4] == b"\x89PNG"
        for asset in assets_of(path):
            content = asset.content()
            assert b"SECRET" not in content
            assert b"<script" not in content
            assert not {b"ICCP", b"XMP ", b"EXIF"} & {content[12:16], content[30:34]}


def test_another_file_in_its_place_is_not_published(tmp_path):
    """What was checked is what is published: a picture changed since is refused."""
    path = save(tmp_path / "a.png")
    (small, _) = assets_of(path)
    save(tmp_path / "other.png", size=(10, 10))
    path.unlink()
    path.symlink_to(tmp_path / "other.png")

    with pytest.raises(PictureError, match="changed"):
        small.content()
