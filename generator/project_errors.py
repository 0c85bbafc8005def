"""What keeps a project from being taken or read; both doors word it for their users."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path


class ProjectNotFoundError(Exception):
    """There is no folder `audits` here or above."""


class ForeignProjectError(Exception):
    """The project that was found is another user's, and nobody named it."""

    def __init__(self, root: Path, owned: Path) -> None:
        """Take the project's folder, and what in it is another user's."""
        super().__init__(str(owned))
        self.root = root
        self.owned = owned


class UnknownShopError(Exception):
    """A shop was named that the project does not have."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        """Take the name and those that exist."""
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


class NoShopNamedError(Exception):
    """Of several shops, none was named for an audience that sees the named ones only."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the shops there are."""
        super().__init__()
        self.known = tuple(known)
