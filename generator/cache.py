"""What was parsed, kept until the file it came from changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Stamp = tuple[Any, ...]
Made = TypeVar("Made")


def stamps(paths: Collection[Path]) -> Stamp:
    """Return what tells whether any of the files changed."""
    return tuple(
        (path.name, status.st_mtime_ns, status.st_size)
        for path in paths
        for status in [path.lstat()]
    )


def same(one: Stamp, other: Stamp) -> bool:
    """Whether two things were made from the same objects and equal values."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (tuple, str, dt.date)) and a == b)
        for a, b in zip(one, other, strict=True)
    )


@dataclass(slots=True)
class _Kept:
    """A result together with what it was made from."""

    stamp: Stamp
    result: Any


class Memory:
    """Results by name; each is made anew when what it was made from changed.

    Only results are kept, not the nodes they were read from: the places of every key
    and value of a thousand files would fill the machine.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[tuple[str, Path], _Kept] = {}
        self.reads = 0
        """How many files were read so far; a changed one counts each time."""
        self.files: set[Path] = set()
        """Which files these are."""

    def keep(
        self, what: str, path: Path, stamp: Stamp, make: Callable[[], Made]
    ) -> Made:
        """Return `what` of `path`: from memory while `stamp` is the same."""
        made: Made | None = self.recall(what, path, stamp)
        if made is None:
            made = make()
            self.store(what, path, stamp, made)
        return made

    def recall(self, what: str, path: Path, stamp: Stamp) -> Any:
        """Return what was stored of `path` for the same stamp, or None."""
        kept = self._kept.get((what, path))
        return kept.result if kept and same(kept.stamp, stamp) else None

    def store(self, what: str, path: Path, stamp: Stamp, result: object) -> None:
        """Keep a result for `recall`."""
        self._kept[what, path] = _Kept(stamp, result)

    def note_reading(self, paths: Collection[Path]) -> None:
        """Count files that are read."""
        self.reads += len(paths)
        self.files.update(paths)
