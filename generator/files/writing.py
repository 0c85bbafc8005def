"""Files that are whole or not there: written beside their place, then exchanged.

Until every one of a command's files is on the disk, nothing of what stood there is
touched: a full disk leaves the old ones as they were.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.files.folders import make_folder
from generator.files.place import PlaceError, refuse_not_plain

_MODE = 0o666
_UNFINISHED = ".cx-audit-unfinished-"

Owned = Callable[[Path], bool]
"""Whether the plain file at a place is one of ours, so that it may be replaced."""


def anything(_: Path) -> bool:
    """Say that whatever plain file stands at a place may be replaced."""
    return True


def nothing(_: Path) -> bool:
    """Say that no file may be replaced: each has to be new."""
    return False


def refuse_foreign(place: Path, replace: Owned) -> None:
    """Raise PlaceError where something stands that may not be replaced."""
    refuse_not_plain(place)
    if not os.path.lexists(place):
        return
    if replace is nothing:
        raise PlaceError(f"{place} already exists; nothing was written")
    if not replace(place):
        raise PlaceError(
            f"{place} was not made by this command, or was changed since; choose "
            "another name, or move the file away"
        )


def write_files(contents: Mapping[Path, bytes], *, replace: Owned) -> None:
    """Put files in their places, folders for them included, all or none.

    `replace` is asked of each file that stands at a place already. Raises PlaceError
    where it says no, or where something else than a plain file stands; OSError, which
    names the file, when one cannot be written. Either leaves everything as it was; only
    a failure between two exchanges leaves some files new and some old, each whole.
    """
    for place in contents:
        refuse_foreign(place, replace)
    unfinished: list[tuple[Path, Path]] = []
    new = _missing_folders(contents)
    try:
        for place, data in contents.items():
            make_folder(place.parent)
            unfinished.append((_beside(place, data), place))
        for fresh, place in unfinished:
            refuse_foreign(place, replace)
            if replace is nothing:
                _put_new(fresh, place)
            else:
                fresh.replace(place)
    finally:
        for fresh, _ in unfinished:
            with suppress(FileNotFoundError):
                fresh.unlink()
        for folder in new:
            with suppress(OSError):  # there are files in it now
                folder.rmdir()


def _missing_folders(places: Iterable[Path]) -> list[Path]:
    """Return the folders that these places lack, each before those it lies in."""
    above = {folder for place in places for folder in place.parents}
    return sorted((one for one in above if not one.exists()), reverse=True)


def remove_file(place: Path) -> None:
    """Remove a file; one that is not there is no mistake."""
    place.unlink(missing_ok=True)


def write_file(place: Path, data: bytes, *, replace: Owned) -> None:
    """Put one file in its place; see `write_files`."""
    write_files({place: data}, replace=replace)


def _beside(place: Path, data: bytes) -> Path:
    """Write data beside its place, with the rights that the file there has or gets."""
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=place.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(_mode(place))
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(place)) from error
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _mode(place: Path) -> int:
    try:
        return place.lstat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return _MODE & ~mask


def _put_new(fresh: Path, place: Path) -> None:
    """Put a file where none may be, also if one has come there since it was asked.

    Only a file system without hard links cannot refuse one that came in this moment.
    """
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise PlaceError(f"{place} already exists; nothing was written") from None
    except OSError:  # a file system without hard links
        fresh.replace(place)
