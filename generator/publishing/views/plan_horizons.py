"""Now, next or later: the plan cut in three by a rule, never by somebody's pen.

The plan's order stays: each horizon is a run of it, so that the total after a step
stands for every step before it. Why this rule: docs/decisions/0014.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from generator.model.report import Report

Horizon = Literal["now", "next", "later"]
HORIZONS: tuple[Horizon, ...] = ("now", "next", "later")

NOW_DAYS = 20
"""Working days of what is to be done now: about a month of one person."""

NEXT_DAYS = 60
"""Working days of what comes next, after those: about a quarter."""


def horizons(report: Report) -> dict[str, Horizon]:
    """Return the horizon of each step by its criterion, in the plan's order.

    What fails critically is now, whatever it takes; its days are not counted. After
    that the days of all steps so far decide: up to `NOW_DAYS` now, up to `NEXT_DAYS`
    more next, all others later. Accepted steps have no horizon.
    """
    failed = {
        finding.criterion
        for finding in report.findings
        if finding.critical is not None and finding.critical.failed
    }
    days = Fraction(0)
    found: dict[str, Horizon] = {}
    for entry in report.plan:
        if entry.accepted:
            continue
        if entry.criterion not in failed:
            days += entry.days
        found[entry.criterion] = _horizon(days)
    return found


def _horizon(days: Fraction) -> Horizon:
    if days <= NOW_DAYS:
        return "now"
    return "next" if days <= NOW_DAYS + NEXT_DAYS else "later"
