"""Where a site may go: never where something would be lost that is not a site of ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from generator import __version__

MARKER = ".cx-audit-site"
"""The file in a site that says who made it: only a folder with it is ever replaced."""

_MOST_NAMED = 3


class TargetError(Exception):
    """The site cannot go there; the message says why, and what to do."""


def real_place(path: Path) -> Path:
    """Return the absolute path of a target; links are followed up to its folder only.

    Raises TargetError for what has no name of its own, such as `/` and `..`.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link
    if not place.name:
        raise TargetError(f"the site cannot go to {place}")
    return place.parent.resolve() / place.name


def refuse_target(
    target: Path, *, project: Path, kept: Iterable[Path], own: Iterable[Path]
) -> None:
    """Raise TargetError unless `target` is free, empty or a site that we made.

    It may not be the project or hold it, nor the home folder; not lie in a folder of
    `kept` (audits, hand-written pages) or hold one. `own` are the home folders.
    """
    if target.is_symlink():
        raise TargetError(
            f"{target} is a symbolic link; name the folder that it leads to"
        )
    if any(folder.is_relative_to(target) for folder in (project, *own)):
        raise TargetError(f"the site cannot go to {target}: it would replace the rest")
    for folder in kept:
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            raise TargetError(f"the site cannot go to {target}: {folder} is kept apart")
    if not target.exists():
        return
    if not target.is_dir():
        raise TargetError(f"{target} is not a folder")
    if target.is_mount():
        raise TargetError(
            f"{target} is a mount point, which cannot be replaced; name a folder in it"
        )
    _refuse_foreign(target)


def _refuse_foreign(target: Path) -> None:
    names = {path.name for path in target.iterdir()}
    if not names:
        return
    made = made_names(target)
    if made is None:
        raise TargetError(
            f"{target} is not empty, and cx-audit build did not make it (it holds no "
            f"{MARKER}); empty it yourself or name another folder by --out"
        )
    foreign = sorted(names - made - {MARKER})
    if foreign:
        more = " …" if len(foreign) > _MOST_NAMED else ""
        raise TargetError(
            f"{target} holds what cx-audit build did not put there: "
            f"{', '.join(foreign[:_MOST_NAMED])}{more}; move it out first, for the "
            "folder is replaced whole"
        )


def write_marker(site: Path) -> None:
    """Say in a site that we made it, and what of it."""
    names = sorted(path.name for path in site.iterdir() if path.name != MARKER)
    said = {"generator": "cx-audit", "version": __version__, "made": names}
    (site / MARKER).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def made_names(site: Path) -> set[str] | None:
    """Return what the marker says we made in a site; None without a marker of ours."""
    marker = site / MARKER
    if marker.is_symlink() or not marker.is_file():
        return None
    try:
        said = json.loads(marker.read_text(encoding="utf-8"))
        return set(said["made"]) if said["generator"] == "cx-audit" else None
    except (ValueError, TypeError, KeyError):
        return None
