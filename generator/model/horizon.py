"""When a step of the plan is to be taken: the names of three runs of it."""

from __future__ import annotations

from typing import Literal

Horizon = Literal["now", "next", "later"]
HORIZONS: tuple[Horizon, ...] = ("now", "next", "later")

NOW_DAYS = 20
"""Working days of what is to be done now: about a month of one person."""

NEXT_DAYS = 60
"""Working days of what comes next, after those: about a quarter."""
