"""Where a file or folder may go, asked before anything is written.

A project may have been packed by a stranger, and links in it lead wherever they wanted.
So no folder on the way to a place is a link, and what stands at the place is a plain
file or nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

SITE_MARKER = ".cx-audit-site"
"""The file in a finished site that says who made it."""


class PlaceError(Exception):
    """Nothing can be written there; the message says why, and what to do."""


def real_place(path: Path) -> Path:
    """Return the absolute path of a place that no link leads to.

    A link directly below the root of the file system is the machine's own, like /tmp on
    macOS, and followed. So are those in the shell's name for the current folder: its
    user came here by them. `..` means the folder above, as the shell has it. Raises
    PlaceError for a link anywhere else, at the place itself too, for what is below a
    file, and for what has no name, such as `/`.
    """
    path = _from_here(path)
    current = Path(path.anchor) if path.is_absolute() else Path.cwd()
    for part in path.parts[1:] if path.is_absolute() else path.parts:
        if part == "..":
            current = current.parent
            continue
        current /= part
        if _is_link(current):
            if current.parent != Path(current.anchor):
                raise PlaceError(f"{current} is a symbolic link; name what it leads to")
            current = current.resolve()
    if not current.name:
        raise PlaceError(f"{current} has no name; name a file or folder in it")
    _refuse_below_a_file(current)
    return current


def file_place(path: Path, *, kept: Iterable[Path] = ()) -> Path:
    """Return the real place of a file that may be written or replaced there.

    It may not lie in a folder of `kept` or in a finished site. Raises PlaceError for
    those, for what `real_place` refuses, and where something else than a plain file
    stands: a folder, a pipe, a device.
    """
    place = real_place(path)
    refuse_within(place, kept)
    refuse_not_plain(place)
    return place


def folder_place(path: Path, *, kept: Iterable[Path] = ()) -> Path:
    """Return the real place of a folder to write files into; it need not exist.

    Raises PlaceError as `file_place` does, and where something else than a folder
    stands.
    """
    place = real_place(path)
    if os.path.lexists(place) and not place.is_dir():
        raise PlaceError(f"{place} is not a folder; choose another name")
    refuse_within(place, kept, inside=True)
    return place


def refuse_not_plain(place: Path) -> None:
    """Raise PlaceError where something else than a plain file stands."""
    try:
        mode = place.lstat().st_mode
    except OSError:
        return
    if stat.S_ISDIR(mode):
        raise PlaceError(f"{place} is a folder; name a file")
    if not stat.S_ISREG(mode):
        raise PlaceError(f"{place} is not a regular file; choose another name")


def refuse_within(place: Path, kept: Iterable[Path], *, inside: bool = False) -> None:
    """Raise PlaceError for a real place in a folder of `kept`, or in a finished site.

    `inside` is whether files are to be put into the place, so that it may be no site.
    """
    for folder in kept:
        if place.is_relative_to(folder):
            raise PlaceError(
                f"{place} cannot be used: {folder} holds your own files; choose a "
                "place outside it"
            )
    site = site_above(place / SITE_MARKER if inside else place)
    if site is not None:
        raise PlaceError(
            f"{site} is a finished site, which others may be reading; choose another "
            f"name than {place}"
        )


def site_above(place: Path) -> Path | None:
    """Return the finished site that a real place lies in, or None."""
    for folder in place.parents:
        if os.path.lexists(folder / SITE_MARKER):
            return folder
    return None


def _from_here(path: Path) -> Path:
    """Return the path as it is from the current folder, if the shell named it so."""
    shell = os.environ.get("PWD", "")
    if not path.is_absolute() or not path.is_relative_to(shell):
        return path
    try:
        here = Path(shell).samefile(Path.cwd())
    except OSError:
        return path
    return path.relative_to(shell) if here else path


def _is_link(path: Path) -> bool:
    """Whether a path is a link or, on Windows, a junction."""
    # Path.is_junction is new in Python 3.12.
    junction = getattr(os.path, "isjunction", lambda _: False)
    return path.is_symlink() or bool(junction(path))


def _refuse_below_a_file(place: Path) -> None:
    for folder in place.parents:
        if os.path.lexists(folder):
            if not folder.is_dir():
                raise PlaceError(f"{folder} is not a folder; choose another name")
            return
