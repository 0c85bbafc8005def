"""A lock takes nothing that is somebody's: it is emptied and removed in the end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.files.lock import lock_path, locked
from generator.files.place import PlaceError

pytestmark = pytest.mark.threat


def test_a_file_of_somebodys_is_no_lock(tmp_path: Path) -> None:
    """Its content stays, and it stays where it is."""
    place = lock_path(tmp_path / "site")
    for held in (b"mine", b'{"name": "demo"}', b"[1]"):
        place.write_bytes(held)
        with (
            pytest.raises(PlaceError, match="move it away"),
            locked(tmp_path / "site", "now"),
        ):
            pass
        assert place.read_bytes() == held


@pytest.mark.parametrize("way", ["hard link", "link", "pipe"])
def test_no_other_name_of_a_file_is_a_lock(tmp_path: Path, way: str) -> None:
    """Neither a link of any kind nor what is no file."""
    place, victim = lock_path(tmp_path / "site"), tmp_path / "victim"
    victim.write_bytes(b"")
    if way == "hard link":
        place.hardlink_to(victim)
    elif way == "link":
        place.symlink_to(victim)
    else:
        os.mkfifo(place)

    with (
        pytest.raises(PlaceError, match="move it away"),
        locked(tmp_path / "site", "now"),
    ):
        pass

    assert os.path.lexists(place)
    assert victim.read_bytes() == b""


def test_a_lock_that_was_left_is_taken_over(tmp_path: Path) -> None:
    """Whoever was killed left one, with a name in it or still without."""
    place = lock_path(tmp_path / "site")
    for held in (b"", b'{"pid": 1, "host": "a", "since": "b"}'):
        place.write_bytes(held)
        with locked(tmp_path / "site", "now"):
            assert b"now" in place.read_bytes()
        assert not place.exists()
