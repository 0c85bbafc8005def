"""Whether the site engine is installed, in a version that this program was made for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

NEEDED = {
    "mkdocs": ("mkdocs", "1.6.1", "2"),
    "mkdocs-material": ("material", "9.8", "10"),
}
"""By distribution: its package, the least version, and the first that is too new."""

_CURE = "install cx-audit again, in an environment of its own"
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


class EngineError(Exception):
    """The installation cannot build a site; the message says what is wrong."""


@contextmanager
def engine() -> Iterator[None]:
    """Guard what imports the site engine.

    Raises EngineError when it is missing, too old or too new, or lacks a part.
    """
    for name, (package, least, below) in NEEDED.items():
        _require(name, package, least, below)
    try:
        yield
    except ImportError as error:
        raise EngineError(f"the installation is broken: {error}; {_CURE}") from error


def _require(name: str, package: str, least: str, below: str) -> None:
    try:
        found = version(name)
    except PackageNotFoundError:
        raise EngineError(f"{name} is not installed; {_CURE}") from None
    if find_spec(package) is None:
        raise EngineError(f"{name} is not installed completely; {_CURE}")
    if not _numbers(least) <= _numbers(found) < _numbers(below):
        raise EngineError(
            f"{name} {found} is installed, but the site needs {least} or newer, "
            f"below {below}; {_CURE}"
        )


def _numbers(text: str) -> tuple[int, ...]:
    match = _NUMBERS.match(text)
    return tuple(int(part) for part in match[0].split(".")) if match else ()
