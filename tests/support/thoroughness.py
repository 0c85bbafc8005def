"""How much the tests try that could try for ever: a little, or with CX_THOROUGH=1 all.

Every run has the same tests; what each of them goes through is a sample, unless
everything is asked for, as CI does. `CX_FUZZ_CASES` is how many spoilt files are read in
all, if another number is wanted.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

THOROUGH = os.environ.get("CX_THOROUGH") == "1"

FUZZ_CASES = int(os.environ.get("CX_FUZZ_CASES", "10000" if THOROUGH else "1000"))

KILLS = 30 if THOROUGH else 3
"""At how many moments of its way a build is killed."""


def examples(number: int) -> int:
    """Return how many examples a law is tried on: without CX_THOROUGH=1 a quarter."""
    return number if THOROUGH else min(number, max(number // 4, 10))


def sampled(things: Sequence[T], every: int, start: int = 0) -> list[T]:
    """Return all of them, or without CX_THOROUGH=1 every so manieth from a start on.

    Tests that go through the same things in as many ways start at a place of their own
    each, so that together they still see every thing.
    """
    taken = list(things) if THOROUGH else list(things[start % every :: every])
    assert taken, "a sample of nothing proves nothing"
    return taken
