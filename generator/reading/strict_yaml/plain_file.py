"""Opening a file that must be a plain one: no link, no pipe, no device."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""A pipe must not make us wait, should one take the file's place."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotAFileError(Exception):
    """It is a folder, a link, a pipe or a device; the message says which."""


class TooLargeError(Exception):
    """The file has more bytes than it may; `size` is how many."""

    def __init__(self, size: int) -> None:
        """Take the number of bytes."""
        super().__init__(size)
        self.size = size


def read_plain_file(path: Path, most: int, home: Path | None) -> bytes:
    """Return the bytes of a plain file, of which there are at most `most`.

    No link may lead to it from `home` on, a folder it lies in; None trusts all links.
    Raises NotAFileError and TooLargeError before anything is read, and OSError.
    """
    if home is not None and is_linked(path, home):
        raise NotAFileError("a symbolic link leads here")
    _check(path.stat(), most)
    handle = os.open(path, _FLAGS | (_NO_LINK if home is not None else 0))
    with open(handle, "rb") as file:  # noqa: PTH123 - of a handle, not of a path
        # What was looked at may have been replaced since: look at what is open.
        _check(os.fstat(handle), most)
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeError(len(data))
    return data


def is_linked(path: Path, home: Path) -> bool:
    """Whether `path`, or a folder between it and `home`, is a symbolic link."""
    while path not in (home, path.parent):
        if path.is_symlink():
            return True
        path = path.parent
    return False


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def _check(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotAFileError("this is not a regular file")
    if status.st_size > most:
        raise TooLargeError(status.st_size)
