"""Which files this process opens, as Python itself tells it (PEP 578)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_listening: list[list[Path]] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _listening and event == "open" and isinstance(arguments[0], str):
        for opened in _listening:
            opened.append(Path(arguments[0]))


sys.addaudithook(_note)  # for as long as the process lives: nothing takes a hook away


@contextmanager
def opened_below(folder: Path) -> Iterator[set[Path]]:
    """Yield a set which holds, when the block ends, the files opened below a folder."""
    opened: list[Path] = []
    found: set[Path] = set()
    _listening.append(opened)
    try:
        yield found
    finally:
        _listening.remove(opened)
        found.update(path for path in opened if path.is_relative_to(folder))
