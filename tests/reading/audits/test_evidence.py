"""Evidence stays in the shop's own folder and is what it says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.project import Project
from generator.reading.audits.evidence import is_picture, is_web_address

FOLDER = "audits/shops/demo/evidence"
AUDIT = "audits/shops/demo/2026-09-15.yaml"


def told(project: Path, entry: str) -> list[tuple[str, int]]:
    """Return the codes and columns for one entry in the place of search.png."""
    path = project / AUDIT
    text = path.read_text(encoding="utf-8")
    text = text.replace("      - search.png\n", f"      - {entry}\n")
    path.write_text(text, encoding="utf-8")
    return [(one.code, one.column) for one in Project(project).load().diagnostics]


@pytest.mark.parametrize(
    "entry",
    [
        "../../../../etc/passwd",
        "../shop.yaml",
        "/etc/passwd",
        "'..\\..\\x'",
        "'C:\\x'",
        '"file:///etc/passwd"',
        "~root/x",
        "a/../../shop.yaml",
        "../evidence-other/x.png",
        ".",
        "''",
    ],
)
def test_a_path_out_of_the_folder_is_refused(entry: str, project: Path) -> None:
    """Neither a path nor a drive nor a home leads out of the folder."""
    (project / "audits/shops/demo/evidence-other").mkdir()
    assert told(project, entry) == [("E323", 9)]


@pytest.mark.parametrize(
    "entry", ["'%2e%2e/shop.yaml'", "nothing.png", "search.png/x", "x" * 300, "ż.png"]
)
def test_a_name_without_a_file_is_missing(entry: str, project: Path) -> None:
    """Names are taken as they are written; one too long for the disk is missing."""
    assert told(project, entry) == [("E322", 9)]


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "dangling", "loop"])
def test_only_a_regular_file_is_evidence(kind: str, project: Path) -> None:
    """A pipe does not block; links and folders are not followed."""
    path = project / FOLDER / "x.png"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        target = {"link": "search.png", "dangling": "gone.png", "loop": "x.png"}[kind]
        path.symlink_to(target)
    assert told(project, "x.png") == [("E323", 9)]


def test_a_folder_that_is_a_link_leads_nowhere(project: Path, tmp_path: Path) -> None:
    """A link on the way out of the folder is refused, also for the folder itself."""
    outside = tmp_path / "outside"
    (project / FOLDER).rename(outside)
    (project / FOLDER).symlink_to(outside, target_is_directory=True)
    assert told(project, "search.png") == [("E323", 9), ("E323", 16)]


def test_a_link_inside_leads_nowhere(project: Path, tmp_path: Path) -> None:
    """A folder below evidence that is a link to elsewhere is refused."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.png").write_bytes((project / FOLDER / "search.png").read_bytes())
    (project / FOLDER / "sub").symlink_to(outside, target_is_directory=True)
    assert told(project, "sub/x.png") == [("E323", 9)]


def test_a_file_in_a_folder_of_evidence_is_good(project: Path) -> None:
    """Evidence may be sorted into folders."""
    (project / FOLDER / "sub").mkdir()
    (project / FOLDER / "search.png").rename(project / FOLDER / "sub/search.png")
    assert told(project, "sub/search.png") == [("E322", 16)]


def test_a_page_in_disguise_is_no_picture(project: Path) -> None:
    """What counts is the content: a page called .png is refused."""
    (project / FOLDER / "x.png").write_text("<svg onload=alert(1)>", encoding="utf-8")
    assert told(project, "x.png") == [("E330", 9)]


def test_a_picture_that_is_too_large_is_refused_unread(project: Path) -> None:
    """The size is looked at first."""
    with (project / FOLDER / "x.png").open("wb") as file:
        file.truncate(10_000_001)
    assert told(project, "x.png") == [("E330", 9)]


@pytest.mark.parametrize(
    ("head", "good"),
    [
        (b"\x89PNG\r\n\x1a\n0000", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"RIFF0000WEBPVP8 ", True),
        (b"RIFF0000WAVEfmt ", False),
        (b"GIF89a", False),
        (b"%PDF-1.7", False),
        (b"<svg xmlns=", False),
        (b"", False),
    ],
)
def test_pictures_are_known_by_their_first_bytes(head: bytes, good: bool) -> None:
    """PNG, JPEG and WebP are shown, nothing else."""
    assert is_picture(head) is good


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://demo.example", True),
        ("http://demo.example:8080/a?b=c#d", True),
        ("https://żółw.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("https:demo.example", False),
        ("https://", False),
        ("https://user:word@demo.example", False),
        ("https://demo.example\\@evil.example", False),
        ("https://demo.example/a b", False),
        ("https://demo.example\n", False),
        (" https://demo.example", False),
        ("//demo.example", False),
        ("demo.example", False),
    ],
)
def test_only_web_addresses_become_links(address: str, good: bool) -> None:
    """Http and https with a host, without credentials, spaces and back slashes."""
    assert is_web_address(address) is good
