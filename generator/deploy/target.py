"""Where a site may go: never where something would be lost that is not a site of ours."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from generator import __version__
from generator.files.place import SITE_MARKER, PlaceError, refuse_within
from generator.files.writing import anything, write_file
from generator.model.audience import AUDIENCES

_MOST_NAMED = 3


class TargetError(PlaceError):
    """The site cannot go there; the message says why, and what to do."""


def refuse_target(
    target: Path,
    *,
    audience: str,
    shops: Collection[str] = (),
    project: Path,
    kept: Iterable[Path],
    own: Iterable[Path],
) -> None:
    """Raise PlaceError unless the real place `target` is free, empty or a site of ours.

    It may not be the project or hold it, nor the home folder; not lie in a folder of
    `kept` (audits, hand-written pages) or hold one, nor lie in a finished site. `own`
    are the home folders. A site that clients may read is not replaced by one for another
    audience, nor by one of shops that it did not show: clients have its address.
    """
    if any(folder.is_relative_to(target) for folder in (project, *own)):
        raise TargetError(f"the site cannot go to {target}: it would replace the rest")
    for folder in kept:
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            raise TargetError(
                f"the site cannot go to {target}: {folder} holds your own files; choose "
                "a place outside it"
            )
    refuse_within(target, ())
    if not target.exists():
        return
    if not target.is_dir():
        raise TargetError(f"{target} is not a folder")
    if target.is_mount():
        raise TargetError(
            f"{target} is a mount point, which cannot be replaced; name a folder in it"
        )
    _refuse_foreign(target)
    marker = _marker(target) or {}
    policy = AUDIENCES.get(marker.get("audience", ""))
    if policy is None or policy.confidential:
        return
    before = marker.get("shops", shops)  # older markers name none
    others = set(shops) - set(before)
    if others:
        raise TargetError(
            f"the site in {target} was made for the client of "
            f"{', '.join(before)}, who may be reading it; name another "
            f"folder for {', '.join(sorted(others))} by --out, or remove that one"
        )
    if audience != policy.id:
        raise TargetError(
            f"the site in {target} was made for a client, who may be reading it; name "
            f"another folder for the {audience} one by --out"
        )


def _refuse_foreign(target: Path) -> None:
    names = {path.name for path in target.iterdir()}
    if not names:
        return
    made = made_names(target)
    if made is None:
        raise TargetError(
            f"{target} is not empty, and cx-audit build did not make it (it holds no "
            f"{SITE_MARKER}); empty it yourself or name another folder by --out"
        )
    foreign = sorted(names - made - {SITE_MARKER})
    if foreign:
        more = " …" if len(foreign) > _MOST_NAMED else ""
        raise TargetError(
            f"{target} holds what cx-audit build did not put there: "
            f"{', '.join(foreign[:_MOST_NAMED])}{more}; move it out first, for the "
            "folder is replaced whole"
        )


def write_marker(site: Path, audience: str, shops: Iterable[str] = ()) -> None:
    """Say in a site that we made it, for whom, of which shops, and what of it."""
    names = sorted(path.name for path in site.iterdir() if path.name != SITE_MARKER)
    said = {
        "generator": "cx-audit",
        "version": __version__,
        "audience": audience,
        "shops": sorted(shops),
        "made": names,
    }
    text = json.dumps(said, indent=1) + "\n"
    write_file(site / SITE_MARKER, text.encode(), replace=anything)


def made_names(site: Path) -> set[str] | None:
    """Return what the marker says we made in a site; None without a marker of ours."""
    said = _marker(site)
    return None if said is None else set(said["made"])


def _marker(site: Path) -> dict[str, Any] | None:
    """Return what the marker of a site says, None where there is none of ours."""
    marker = site / SITE_MARKER
    if marker.is_symlink() or not marker.is_file():
        return None
    try:
        said = json.loads(marker.read_text(encoding="utf-8"))
        names = [*said["made"], *said.get("shops", ())]
        ours = said["generator"] == "cx-audit" and all(
            isinstance(name, str) for name in names
        )
    except (ValueError, TypeError, KeyError):
        return None
    return said if ours else None
