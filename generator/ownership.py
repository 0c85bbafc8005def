"""Whose a file is, where files have owners."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_ROOT = 0
_MOST_LINKS = 40
"""How many links Linux follows on one way, too."""


def of_another_user(paths: Iterable[Path]) -> Path | None:
    """Return the first path that is not this user's, or None.

    Of a link, both it and what it leads to count; what is not there is nobody's. For
    root, what belongs to the user who called `sudo` is its own. Where files have no
    such owners, as on Windows, nothing is another's.
    """
    own = _own_users()
    if own is None:
        return None
    for path in paths:
        for follow in (False, True):
            with suppress(FileNotFoundError):
                if path.stat(follow_symlinks=follow).st_uid not in own:
                    return path
    return None


def in_another_users_hands(paths: Iterable[Path], root: Path) -> Path | None:
    """Return the first file, folder or link that is another user's on the way to a path.

    By each of them it may be exchanged: from `root` downwards for what lies below it, from
    the top of the file system for what does not or where a link leads to. The system's
    own are trusted: what belongs to root, who could do anything. Owners are as in
    `of_another_user`; who else was given the right to write is not looked at.
    """
    own = _own_users()
    if own is None:
        return None
    known: set[Path] = set()
    for path in paths:
        for step in _way(path, root):
            if step not in known:
                known.add(step)
                with suppress(OSError):
                    if step.lstat().st_uid not in {*own, _ROOT}:
                        return step
    return None


def _way(path: Path, root: Path) -> Iterator[Path]:
    """Yield each folder, link and file that the system passes on its way to a path."""
    left = path.parts[len(root.parts) :] if path.is_relative_to(root) else path.parts
    current = root
    links = 0
    while left:
        part, left = left[0], left[1:]
        if part == "..":
            current = current.parent
            continue
        before, current = current, current / part
        yield current
        with suppress(OSError):
            if stat.S_ISLNK(current.lstat().st_mode):
                links += 1
                if links > _MOST_LINKS:
                    return
                left = (*current.readlink().parts, *left)
                current = before


def _own_users() -> set[int] | None:
    """Return the users who are this one; None where files have no owners."""
    if not hasattr(os, "geteuid"):
        return None
    user = os.geteuid()
    behind = os.environ.get("SUDO_UID", "")
    if user == _ROOT and behind.isdecimal():
        return {user, int(behind)}
    return {user}
