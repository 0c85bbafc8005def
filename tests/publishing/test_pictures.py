"""Evidence pictures: only pictures, in two sizes, without what they carried along."""

from __future__ import annotations

import hashlib
import io

import pytest
import sample_site as sample
from PIL import Image

from generator.model.audit import Evidence, Picture
from generator.publishing import pictures
from generator.publishing.pictures import PictureError, evidence_assets, picture_problem


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


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg onload=alert(1)>", "use PNG, JPEG or WebP"),
        (b"GIF89a" + b"\0" * 20, "use PNG, JPEG or WebP"),
        (b"", "use PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + b"<html>" * 10, "damaged"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path, content, words):
    """First bytes decide, not the name; and a broken picture is told."""
    path = tmp_path / "a.png"
    path.write_bytes(content)

    assert words in (picture_problem(path) or "")


def test_too_large_is_refused(tmp_path, monkeypatch):
    """Bytes are counted before opening, pixels before decoding."""
    path = save(tmp_path / "a.png", size=(100, 100))
    assert picture_problem(path) is None
    monkeypatch.setattr(pictures, "MOST_PIXELS", 9_999)
    assert "10,000 pixels" in (picture_problem(path) or "")
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    assert "bytes" in (picture_problem(path) or "")


def test_a_cut_picture_fails_clearly(tmp_path):
    """A picture whose header is fine and whose body is not says so when made."""
    path = save(tmp_path / "a.png", size=(300, 300))
    path.write_bytes(path.read_bytes()[:-40])
    (small, _) = assets_of(path)

    with pytest.raises(PictureError, match="damaged"):
        small.content()
