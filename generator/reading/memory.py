"""What was parsed, kept until the file it came from changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from generator.model.diagnostic import Diagnostic
from generator.reading.source import Source, read_source

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
    """Results by name; each is made anew when what it was made from changed."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[tuple[str, Path], _Kept] = {}
        self.reads = 0

    def keep(
        self, what: str, path: Path, stamp: Stamp, make: Callable[[], Made]
    ) -> Made:
        """Return `what` of `path`: from memory while `stamp` is the same."""
        kept = self._kept.get((what, path))
        if kept is None or not same(kept.stamp, stamp):
            kept = self._kept[what, path] = _Kept(stamp, make())
        result: Made = kept.result
        return result

    def source(self, path: Path, project: Path) -> Source:
        """Return the parsed file; its problems are those of reading only."""
        return self.keep(
            "source", path, stamps([path]), lambda: self._read(path, project)
        )

    def _read(self, path: Path, project: Path) -> Source:
        self.reads += 1
        return read_source(path, project)

    def made(
        self,
        source: Source,
        parts: Stamp,
        make: Callable[[Source], Made],
        found: list[Diagnostic],
    ) -> Made:
        """Return what `make` makes of a file and add its diagnostics to `found`.

        `parts` are the other things it is made from.
        """

        def make_with_problems() -> tuple[Made, list[Diagnostic]]:
            fresh = source.afresh()
            return make(fresh), fresh.problems.found

        result, diagnostics = self.keep(
            "made", source.path, (source, *parts), make_with_problems
        )
        found.extend(diagnostics)
        return result
