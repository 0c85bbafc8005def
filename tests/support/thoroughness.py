"""How much the tests try that could try for ever; the environment asks for more.

`CX_FUZZ_CASES` is how many spoilt files are read in all: 1,000 unless it is set.
`CX_KILLS` is at how many moments of its way a build is killed: 3, or 30 for `all`.
`CX_SIZES` is which sizes of pictures at a limit are made: the dearest one, or `all`.
`CX_SAMPLES` is how much of what a test goes through one by one it takes, pages in a
browser and made-up examples above all: a sample spread over the whole, or `all`.
Every run has the same tests; only what each of them tries grows.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

FUZZ_CASES = int(os.environ.get("CX_FUZZ_CASES", "1000"))

_KILLS = os.environ.get("CX_KILLS", "3")
KILLS = 30 if _KILLS == "all" else int(_KILLS)

SIZES = os.environ.get("CX_SIZES") == "all"

SAMPLES = os.environ.get("CX_SAMPLES") == "all"


def examples(number: int) -> int:
    """Return how many examples a law is tried on: without CX_SAMPLES=all a quarter."""
    return number if SAMPLES else max(number // 4, 10)


def sampled(things: Sequence[T], every: int, start: int = 0) -> list[T]:
    """Return all of them, or without CX_SAMPLES=all every so manieth from a start on.

    Tests that go through the same things in several ways start at a place of their own
    each, so that together they still see every thing.
    """
    return list(things) if SAMPLES else list(things[start % every :: every])
