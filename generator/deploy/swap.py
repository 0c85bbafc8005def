"""A new site in the place of the old one, so that at any moment one of them is whole.

The site is made in a fresh folder beside its place, on the same file system, and then
the two change names. All of it happens under the lock of `generator.deploy.lock`: what
lies about from a run that died therefore belongs to nobody.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.deploy.target import write_marker

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What a kernel or file system answers that cannot exchange two names."""


@contextmanager
def fresh_site(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` to make a site in; it is removed after.

    Before that, cleans up after runs that died. Raises OSError when the folder beside
    the target cannot be written to.
    """
    clean_up(target)
    fresh = target.with_name(f"{_prefix(target)}{secrets.token_hex(4)}")
    try:
        fresh.mkdir()
        yield fresh
    finally:
        # After an exchange, what has this name is the old site. What cannot be removed
        # is left to the next run.
        shutil.rmtree(fresh, ignore_errors=True)


def publish(fresh: Path, target: Path) -> None:
    """Put the finished site `fresh` in the place of `target`, which may not exist.

    Where the names can be exchanged in one step, a reader never meets a missing site.
    Else there is a moment without one, and `clean_up` brings the old one back if the
    process dies in it. Raises OSError, with the old site in place, when neither works.
    """
    write_marker(fresh)
    if not target.exists():
        fresh.rename(target)
        return
    # Whom the folder was closed to must not get in by a build.
    shutil.copymode(target, fresh)
    if not _exchange(fresh, target):
        _rename_both(fresh, target)


def clean_up(target: Path) -> None:
    """Bring back a site whose replacement died, and remove unfinished ones.

    Touches only folders with a name that this module gives.
    """
    aside = _aside(target)
    if aside.is_dir() and not aside.is_symlink() and not os.path.lexists(target):
        aside.rename(target)
    pattern = re.compile(re.escape(_prefix(target)) + "(old|[0-9a-f]{8})")
    for path in target.parent.iterdir():
        if pattern.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)  # never follows a link


def _prefix(target: Path) -> str:
    return f".{target.name}.cx-audit-"


def _aside(target: Path) -> Path:
    """Return where the old site waits while two renames replace it."""
    return target.with_name(f"{_prefix(target)}old")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where that is not known."""
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


def _rename_both(fresh: Path, target: Path) -> None:
    aside = _aside(target)
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        if not target.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
