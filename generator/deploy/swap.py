"""A new site in the place of the old one, so that at any moment one of them is whole.

The site is made in a fresh folder beside its place, on the same file system, and then
the two change names. All of it happens under the lock of `generator.files.lock`: what
lies about from a run that died therefore belongs to nobody.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.deploy.target import write_marker
from generator.files.folders import (
    copy_rights,
    exchange_folders,
    make_new_folder,
    move_folder,
    remove_folder,
)


@contextmanager
def fresh_site(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` to make a site in; it is removed after.

    Before that, cleans up after runs that died. Raises OSError when the folder beside
    the target cannot be written to.
    """
    clean_up(target)
    fresh = target.with_name(f"{_prefix(target)}{secrets.token_hex(4)}")
    try:
        make_new_folder(fresh)
        yield fresh
    finally:
        # After an exchange, what has this name is the old site. What cannot be removed
        # is left to the next run.
        remove_folder(fresh)


def publish(
    fresh: Path, target: Path, *, audience: str, shops: Iterable[str] = ()
) -> None:
    """Put the finished site `fresh` in the place of `target`, which may not exist.

    The site's marker says for which `audience` it is, and of which `shops`.

    Where the names can be exchanged in one step, a reader never meets a missing site.
    Else there is a moment without one, and `clean_up` brings the old one back if the
    process dies in it. Raises OSError, with the old site in place, when neither works.
    """
    write_marker(fresh, audience, shops)
    if not target.exists():
        move_folder(fresh, target)
        return
    # Whom the folder was closed to must not get in by a build.
    copy_rights(target, fresh)
    if not exchange_folders(fresh, target):
        _rename_both(fresh, target)


def clean_up(target: Path) -> None:
    """Bring back a site whose replacement died, and remove unfinished ones.

    Touches only folders with a name that this module gives.
    """
    aside = _aside(target)
    if aside.is_dir() and not aside.is_symlink() and not os.path.lexists(target):
        move_folder(aside, target)
    pattern = re.compile(re.escape(_prefix(target)) + "(old|[0-9a-f]{8})")
    for path in target.parent.iterdir():
        if pattern.fullmatch(path.name):
            remove_folder(path)  # never follows a link


def _prefix(target: Path) -> str:
    return f".{target.name}.cx-audit-"


def _aside(target: Path) -> Path:
    """Return where the old site waits while two renames replace it."""
    return target.with_name(f"{_prefix(target)}old")


def _rename_both(fresh: Path, target: Path) -> None:
    aside = _aside(target)
    move_folder(target, aside)
    try:
        move_folder(fresh, target)
    except BaseException:
        if not target.exists():
            move_folder(aside, target)
        raise
    remove_folder(aside)
