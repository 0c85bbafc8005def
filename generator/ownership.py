"""Whose a file is, where files have owners."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def of_another_user(paths: Iterable[Path]) -> Path | None:
    """Return the first path that is not this user's, or None.

    Of a link, both it and what it leads to count; what is not there is nobody's. For
    root, what belongs to the user who called `sudo` is its own. Where files have no
    such owners, as on Windows, nothing is another's.
    """
    if not hasattr(os, "geteuid"):
        return None
    user = os.geteuid()
    own = {user}
    behind = os.environ.get("SUDO_UID", "")
    if user == 0 and behind.isdecimal():
        own.add(int(behind))
    for path in paths:
        for follow in (False, True):
            with suppress(FileNotFoundError):
                if path.stat(follow_symlinks=follow).st_uid not in own:
                    return path
    return None
