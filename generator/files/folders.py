"""Folders: looked through, made, moved, exchanged and removed.

The primitives by which a folder made elsewhere comes into its place in one step.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What a kernel or file system answers that cannot exchange two names."""


def everything_below(folder: Path) -> list[Path]:
    """Return all that stands below a folder, sorted; links are not followed.

    However deep it is: what stands where no path reaches any more is left out.
    """
    found: list[Path] = []
    left = [folder]
    while left:
        with suppress(OSError), os.scandir(left.pop()) as entries:
            for entry in entries:
                path = Path(entry.path)
                found.append(path)
                if entry.is_dir(follow_symlinks=False):
                    left.append(path)
    return sorted(found)


def make_folder(place: Path) -> None:
    """Make a folder and those above it; one that is there stays."""
    place.mkdir(parents=True, exist_ok=True)


def make_new_folder(place: Path) -> None:
    """Make a folder; raises FileExistsError when something is there."""
    place.mkdir()


def move_folder(folder: Path, place: Path) -> None:
    """Give a folder another name on the same file system."""
    folder.rename(place)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it; what cannot be removed stays.

    A link is never followed.
    """
    shutil.rmtree(folder, ignore_errors=True)


def copy_rights(folder: Path, other: Path) -> None:
    """Let those into `other` whom `folder` lets in."""
    shutil.copymode(folder, other)


@contextmanager
def unfinished_folder(beside: Path, prefix: str) -> Iterator[Path]:
    """Give an empty folder in `beside`, and remove what is left of it."""
    folder = Path(mkdtemp(prefix=prefix, dir=beside))
    try:
        yield folder
    finally:
        remove_folder(folder)


@contextmanager
def restored_folder(place: Path, prefix: str) -> Iterator[None]:
    """Give an empty folder in the place of one, and that back unless all goes well.

    The old one waits beside it, under a name that begins with `prefix`.
    """
    make_folder(place)
    with unfinished_folder(place.parent, prefix) as aside:
        before = aside / place.name
        move_folder(place, before)
        try:
            place.mkdir(mode=0o700)
            yield
        except BaseException:
            remove_folder(place)
            move_folder(before, place)
            raise


def exchange_folders(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where that is not known.

    Raises OSError when it is known and fails.
    """
    if sys.platform != "linux":
        return False
    try:
        import ctypes  # noqa: PLC0415 - not every Python has it

        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))
