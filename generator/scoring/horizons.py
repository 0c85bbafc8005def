"""Now, next or later: the plan cut in three by a rule, never by somebody's pen.

The plan's order stays: each horizon is a run of it, so that the total after a step
stands for every step before it. Why this rule: docs/decisions/0014.
"""

from __future__ import annotations

from fractions import Fraction

from generator.model.horizon import NEXT_DAYS, NOW_DAYS, Horizon


class Calendar:
    """Gives one step after the other its horizon, in the plan's order.

    What fails critically is now, whatever it takes; its days are not counted. After
    that the days of all steps so far decide: up to `NOW_DAYS` now, up to `NEXT_DAYS`
    more next, all others later.
    """

    def __init__(self) -> None:
        """Begin with an empty calendar."""
        self._days = Fraction(0)

    def take(self, days: Fraction, *, critical: bool) -> Horizon:
        """Return the horizon of the next step, which takes so many working days."""
        if not critical:
            self._days += days
        if self._days <= NOW_DAYS:
            return "now"
        return "next" if self._days <= NOW_DAYS + NEXT_DAYS else "later"
