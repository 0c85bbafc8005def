"""What a picture may cost: bounded before it is decoded, at every step that opens it."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from child_process import module_path
from costly_pictures import COSTLY, DEAREST, grouped, saved
from PIL import Image
from repository import ROOT
from thoroughness import THOROUGH

from generator.model.audit import Picture
from generator.publishing.assets import pictures
from generator.publishing.assets.picture_files.exif import orientation
from generator.publishing.assets.picture_files.webp_lossless import code_groups

pytestmark = pytest.mark.threat

SECONDS, MEGABYTES = 2, 300
"""What `check` may take for one input."""

SIZED = 5
"""Seconds that making one size of a picture may take."""


@pytest.fixture(scope="session")
def costs():
    """Return what each picture took, in 1.5 GB of addresses."""
    ran = subprocess.run(
        [sys.executable, ROOT / "tests/support/costly_pictures.py"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": module_path()},
    )
    return json.loads(ran.stdout)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
@pytest.mark.parametrize("name", COSTLY)
@pytest.mark.xdist_group("costly pictures")
def test_a_picture_costs_no_more_than_it_may(name, costs):
    """At each limit a picture is shown, above it told, in 1.5 GB of addresses."""
    words, _ = COSTLY[name]
    found = costs[name]

    assert words in found["problem"]
    assert bool(words) == bool(found["problem"])
    assert found["check"] < SECONDS
    assert found["check_megabytes"] < MEGABYTES
    most = 2 if THOROUGH else int(name == DEAREST)
    assert len(found["sizes"]) == (0 if words else most)
    assert all(seconds < SIZED for seconds in found["sizes"].values())
    assert found["megabytes"] < MEGABYTES


def test_what_decodes_sees_pixels_only():
    """No comment, preview, place, second frame or what follows reaches a decoder."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    moving = {"save_all": True, "append_images": frames[1:]}
    for kind, options in (
        ("PNG", {"exif": exif, "icc_profile": b"SECRET" * 30, **moving}),
        ("JPEG", {"exif": exif, "icc_profile": b"SECRET" * 30, "comment": b"SECRET"}),
        ("WEBP", {"exif": exif, "icc_profile": b"SECRET" * 30, "xmp": b"SECRET"}),
        ("WEBP", {"exif": exif, **moving}),
    ):
        file = io.BytesIO()
        frames[0].save(file, kind, **options)
        whole = file.getvalue() + b"SECRET"

        given = pictures.pixels_of(whole, 3200)

        assert b"SECRET" not in given.data
        assert given.data.count(b"ANMF") <= 1
        assert not {b"fdAT", b"fcTL", b"eXIf"} & set(given.data.split(b"\0"))
        with Image.open(io.BytesIO(given.data)) as picture:
            picture.load()
            assert getattr(picture, "n_frames", 1) == 1
            assert picture.convert("RGB").getpixel((4, 4))[0] > 200


def test_groups_of_codes_are_counted_as_they_are_made():
    """A lossless WebP's groups are counted: none, some, and all there can be."""

    def counted(data: bytes) -> int:
        assert data[12:16] == b"VP8L"
        size = struct.unpack_from("<I", data, 21)[0]
        return code_groups(data[20:], 5, (size & 0x3FFF) + 1, (size >> 14 & 0x3FFF) + 1)

    assert counted(saved("WEBP", lossless=True)) == 1
    for groups in (2, 700, 5_000, 65_536):
        assert counted(grouped(1_024, groups)) == groups


def test_lossless_pictures_of_every_kind_are_read():
    """What the usual encoder writes is understood: transforms, palettes, caches."""
    noise = Image.effect_noise((90, 70), 40)
    slope = Image.linear_gradient("L").resize((90, 70))
    for picture in (
        noise.convert("RGB"),
        Image.merge(
            "RGB", (noise, slope, slope.rotate(90, expand=True).resize((90, 70)))
        ),
        Image.merge("RGBA", (slope, slope, noise, slope)),
        *(noise.quantize(colours).convert("RGB") for colours in (2, 4, 16, 200)),
        Image.new("RGB", (1, 1)),
    ):
        for method in (0, 4, 6):
            for lossless in (True, False):
                file = io.BytesIO()
                picture.save(file, "WEBP", lossless=lossless, method=method)
                assert pictures.picture_problem(file.getvalue()) is None


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_orientation_alone_is_read(order):
    """EXIF tells how to turn a picture, in both byte orders; damaged, it turns none."""
    start = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0)
    exif = start + struct.pack(order + "IH", 8, 1) + entry

    assert orientation(exif) == orientation(b"Exif\0\0" + exif) == 6
    for end in range(len(exif)):
        assert orientation(exif[:end]) in (1, 6)
    wrong = start + struct.pack(order + "IH", 8, 0xFFFF) + bytes(12 * 0xFFFF)
    assert orientation(wrong) == 1


def test_what_is_kept_is_bounded(tmp_path):
    """The pictures that were made last are kept up to a number of bytes, no further."""
    kept = pictures._Kept(2_000)
    for number in range(40):
        path = tmp_path / f"{number}.png"
        data = saved("PNG", colour=(number, 0, 0))
        path.write_bytes(data)
        digest = pictures.hashlib.sha256(data).hexdigest()
        assert kept.made(Picture(path=str(path), digest=digest), 480)

    assert 0 < sum(len(one) for one in kept._made.values()) <= 2_000
