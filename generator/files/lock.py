"""One build at a time for a site: a lock beside it that names its owner.

The lock is the kernel's, on an open file, so that it ends with its process however
that dies: the next build takes it over without judging whether a pid is still the same
process. What stands in the file only tells people who is at work.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.files.place import PlaceError

_OWNER_BYTES = 1_000
_BEGINNING = b'{"pid": '
"""How the file of a lock begins; it may be cut off."""

_FAR_OFF = 1_000_000
"""The byte that Windows locks; others could not read one that is written."""


class LockedError(Exception):
    """Another process is building the same site; the message says which."""


def lock_path(target: Path) -> Path:
    """Return where the lock of the site in `target` lies: beside it."""
    return target.with_name(f".{target.name}.cx-audit-lock")


@contextmanager
def locked(target: Path, since: str) -> Iterator[None]:
    """Hold the lock of the site in `target`; `since` is the time to tell others.

    Raises LockedError at once when a living process holds it, PlaceError when something
    else than a lock stands there, and OSError when the folder beside the site cannot be
    written to or knows no locks.
    """
    path = lock_path(target)
    descriptor = _taken(path)
    try:
        owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(owner).encode())
        yield
    finally:
        # While it is still held, so that nobody else's lock is ever removed.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _taken(path: Path) -> int:
    """Return the open file of the lock, held by this process."""
    while True:
        descriptor = _opened(path)
        try:
            _lock(descriptor, path)
            if _is_at(descriptor, path):
                _refuse_foreign(descriptor, path)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # Its owner removed it between our opening and our locking it.
        os.close(descriptor)


def _opened(path: Path) -> int:
    # A link would lead the lock elsewhere, and a pipe would wait for ever.
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | careful, 0o644)
    except OSError:
        if path.is_symlink():
            raise _foreign(path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _foreign(path)
    return descriptor


def _foreign(path: Path) -> PlaceError:
    return PlaceError(f"{path} is not a lock of cx-audit's; move it away")


def _refuse_foreign(descriptor: int, path: Path) -> None:
    """Raise PlaceError for a file with content of others, or with another name too.

    A lock is emptied and removed; somebody's file, or a hard link to one, is not.
    """
    status = os.fstat(descriptor)
    if status.st_nlink > 1:
        raise _foreign(path)
    held = os.read(descriptor, _OWNER_BYTES)
    os.lseek(descriptor, 0, os.SEEK_SET)
    # A power cut leaves the beginning of what was written, or zeros.
    written = held.rstrip(b"\0")
    if not (_BEGINNING.startswith(written) or written.startswith(_BEGINNING)):
        raise _foreign(path)


def _lock(descriptor: int, path: Path) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        os.lseek(descriptor, _FAR_OFF, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise LockedError(_owner(descriptor, path)) from None
        os.lseek(descriptor, 0, os.SEEK_SET)
        return
    from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise LockedError(_owner(descriptor, path)) from None


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _owner(descriptor: int, path: Path) -> str:
    """Return who holds the lock, as far as its file tells."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        owner = json.loads(os.read(descriptor, _OWNER_BYTES))
        pid, host, since = owner["pid"], owner["host"], owner["since"]
    except (ValueError, TypeError, KeyError):
        return f"locked by another build ({path})"
    return f"locked by pid {pid} on {host} since {since} ({path})"
