"""Where the bundled definitions and templates are: in the wheel or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissingError(RuntimeError):
    """The installation is broken: a folder that belongs to it is not there."""


@cache
def _folder(name: str) -> Path:
    for root in (_PACKAGE / "_bundled", _PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise ResourceMissingError(f"the installation lacks its folder '{name}'")


def site_templates() -> Path:
    """Return the folder of templates, interface words and theme overrides."""
    return _folder("site_templates")


def no_pages() -> Path:
    """Return the empty folder that stands for hand-written pages where there are none."""
    return site_templates() / "no_pages"


def definitions() -> Path:
    """Return the folder of the audit definitions that come with the package."""
    return _folder("audits/definitions")
