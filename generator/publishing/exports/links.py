"""Where on the site an export says that a finding stands."""

from __future__ import annotations

from collections.abc import Callable

Link = Callable[[str, str], str]
"""Takes a page's uri and an anchor, returns the address to write into the file."""


def site_path(uri: str, anchor: str) -> str:
    """Return a path from the root of the site: en/shops/lumen/2026-09-15/usage#returns.

    Exports are made without knowing where the site will be; whoever does passes a
    `Link` that returns whole addresses.
    """
    return f"{uri}#{anchor}"
