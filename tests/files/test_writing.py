"""Files are whole or as they were."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from full_disk import full_disk

from generator.files.place import PlaceError
from generator.files.writing import anything, nothing, write_file, write_files

pytestmark = pytest.mark.fault


def test_all_files_are_written_with_their_folders(tmp_path: Path) -> None:
    """And nothing is left beside them."""
    write_files({tmp_path / "a": b"1", tmp_path / "b/c/d": b"2"}, replace=nothing)

    assert (tmp_path / "a").read_bytes() == b"1"
    assert (tmp_path / "b/c/d").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c", "d"]


def test_one_refusal_leaves_all_as_they_were(tmp_path: Path) -> None:
    """A file that is somebody's stops the others too."""
    (tmp_path / "b").write_bytes(b"theirs")

    with pytest.raises(
        PlaceError, match="was not made by this command, or was changed"
    ):
        write_files(
            {tmp_path / "a": b"1", tmp_path / "b": b"2"},
            replace=lambda path: path.read_bytes() == b"ours",
        )

    assert (tmp_path / "b").read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_what_may_be_replaced_is(tmp_path: Path) -> None:
    """It keeps the rights that its owner gave it."""
    place = tmp_path / "a"
    place.write_bytes(b"ours")
    place.chmod(0o640)

    write_file(place, b"new", replace=lambda path: path.read_bytes() == b"ours")

    assert place.read_bytes() == b"new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_new_file_gets_the_rights_that_are_usual(tmp_path: Path) -> None:
    """Those that the user's mask leaves, not those of a temporary file."""
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"", replace=nothing)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    """What is there is told."""
    (tmp_path / "a").write_bytes(b"theirs")

    with pytest.raises(PlaceError, match="already exists; nothing was written"):
        write_file(tmp_path / "a", b"1", replace=nothing)

    assert (tmp_path / "a").read_bytes() == b"theirs"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_plain_file_stays(tmp_path: Path, kind: str) -> None:
    """Whoever may replace anything may not replace those."""
    place = tmp_path / "a"
    if kind == "link":
        (tmp_path / "victim").write_bytes(b"theirs")
        place.symlink_to("victim")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    before = place.lstat().st_ino

    with pytest.raises(PlaceError):
        write_file(place, b"1", replace=anything)

    assert place.lstat().st_ino == before
    if kind == "link":
        assert (tmp_path / "victim").read_bytes() == b"theirs"


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    """The second file does not fit: the first is not exchanged either."""
    old = {tmp_path / "a": b"old a", tmp_path / "b": b"old b"}
    for place, data in old.items():
        place.write_bytes(data)
    with full_disk(1_000), pytest.raises(OSError, match=r"large|big"):
        write_files(
            {tmp_path / "a": b"new a", tmp_path / "b": b"x" * 2_000},
            replace=anything,
        )

    assert {place: place.read_bytes() for place in tmp_path.iterdir()} == old


def test_a_full_disk_leaves_no_new_folder(tmp_path: Path) -> None:
    """What was made for files that did not come is gone, and the file is named."""
    (tmp_path / "there").mkdir()
    with full_disk(1_000), pytest.raises(OSError, match=r"there/b/c") as told:
        write_files(
            {
                tmp_path / "there/a/b/c": b"new",
                tmp_path / "there/b/c": b"x" * 2_000,
            },
            replace=nothing,
        )

    assert told.value.filename == str(tmp_path / "there/b/c")
    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]
