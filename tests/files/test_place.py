"""Where a file or folder may go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.files.place import (
    SITE_MARKER,
    PlaceError,
    file_place,
    folder_place,
    real_place,
)

pytestmark = pytest.mark.threat


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a folder, a file, and links to both."""
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "file").write_text("theirs")
    (tmp_path / "to-folder").symlink_to("folder")
    (tmp_path / "to-file").symlink_to("file")
    (tmp_path / "to-nothing").symlink_to("nowhere")
    return tmp_path


@pytest.mark.parametrize("name", ["new", "folder/new", "folder/a/b/new", "file"])
def test_a_free_place_and_a_plain_file_are_good(house: Path, name: str) -> None:
    """Folders that are not there yet are no obstacle."""
    assert file_place(house / name) == house / name


@pytest.mark.parametrize("name", ["", ".", "folder/..", "folder/../folder/inner/.."])
def test_dots_mean_what_a_shell_means(house: Path, name: str) -> None:
    """`..` is the folder above."""
    expected = Path(os.path.normpath(house / name))

    assert real_place(house / name) == expected


def test_a_relative_place_is_below_the_current_folder(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the way back leads out of it."""
    monkeypatch.chdir(house / "folder")

    assert file_place(Path("new")) == house / "folder/new"
    assert file_place(Path("../new")) == house / "new"


@pytest.mark.parametrize(
    "name",
    [
        "to-file",
        "to-nothing",
        "to-folder/new",
        "to-folder/inner/new",
        "to-folder/../new",
        "folder/../to-folder/new",
    ],
)
def test_no_link_leads_to_a_place(house: Path, name: str) -> None:
    """Not at the place, not on the way, not on a way that turns back."""
    with pytest.raises(PlaceError, match="is a symbolic link; name what it leads to"):
        file_place(house / name)


def test_a_user_may_have_come_by_a_link(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell names the current folder as it was gone to; links below it are others'."""
    here = house / "to-folder"
    monkeypatch.chdir(here)
    monkeypatch.setenv("PWD", str(here))
    (house / "folder/to-inner").symlink_to("inner")

    assert file_place(here / "new") == house / "folder/new"
    with pytest.raises(PlaceError, match="is a symbolic link"):
        file_place(here / "to-inner/new")


def test_what_the_shell_says_is_looked_at(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads to another folder, or nowhere, is no name of the current one."""
    monkeypatch.chdir(house)
    for name in ("to-folder", "to-nothing"):
        monkeypatch.setenv("PWD", str(house / name))
        with pytest.raises(PlaceError, match="is a symbolic link"):
            file_place(house / name / "new")


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_plain_file_stays(house: Path, kind: str) -> None:
    """A pipe would wait for ever, a device does whatever it does."""
    place = {"folder": house / "folder", "device": Path("/dev/full")}.get(kind)
    if place is None:
        place = house / "pipe"
        os.mkfifo(place)

    with pytest.raises(PlaceError, match=r"is a folder|is not a regular file"):
        file_place(place)


@pytest.mark.parametrize("name", ["file/new", "file/a/b"])
def test_nothing_is_below_a_file(house: Path, name: str) -> None:
    """It is told before anything is made."""
    with pytest.raises(PlaceError, match="file is not a folder"):
        file_place(house / name)


def test_what_is_kept_apart_is_refused(house: Path) -> None:
    """The folder and all below it; what only begins like it is free."""
    kept = [house / "folder"]
    for name in ("folder/new", "folder/inner/new"):
        with pytest.raises(PlaceError, match="holds your own files"):
            file_place(house / name, kept=kept)
    with pytest.raises(PlaceError, match="holds your own files"):
        folder_place(house / "folder", kept=kept)

    assert file_place(house / "folder-2/new", kept=kept)


@pytest.mark.parametrize("name", ["folder/new", "folder/inner/new"])
def test_a_finished_site_takes_nothing_in(house: Path, name: str) -> None:
    """Whoever reads the site would read the file."""
    (house / "folder" / SITE_MARKER).write_text("{}")

    with pytest.raises(PlaceError, match="is a finished site"):
        file_place(house / name)
    with pytest.raises(PlaceError, match="is a finished site"):
        folder_place(house / name)


def test_a_folder_may_be_there_or_not(house: Path) -> None:
    """A file in its place is refused."""
    assert folder_place(house / "folder") == house / "folder"
    assert folder_place(house / "new") == house / "new"
    with pytest.raises(PlaceError, match="is not a folder"):
        folder_place(house / "file")


def test_the_root_has_no_name() -> None:
    """Nothing can be put in its place."""
    with pytest.raises(PlaceError, match="has no name"):
        real_place(Path("/"))
