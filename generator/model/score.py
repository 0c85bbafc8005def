"""Scores: how good a total, a stage or a touchpoint is, and what holds its level."""

from __future__ import annotations

from fractions import Fraction

from generator.model.records import record


@record
class Cap:
    """A criterion that fails critically and the level it caps at."""

    criterion: str
    kind: str
    cap: str


@record
class Score:
    """A score of the total, a stage or a touchpoint (SCORING rules 3 to 6).

    `point`, `low`, `high` and `coverage` are 0…1, low ≤ point ≤ high; `point` is None
    where nothing is answered. `level` is an id of the definition's levels, None while
    the score is provisional; `level_alone` is what the point alone would give (None
    without a point). `capped_by` lists the failed critical criteria whose cap is below
    `level_alone`, `failed` all that fail critically, `pending` the critical criteria
    not yet known, which make the level read "at most".
    """

    point: Fraction | None
    low: Fraction
    high: Fraction
    coverage: Fraction
    level: str | None
    level_alone: str | None
    provisional: bool
    capped_by: tuple[Cap, ...] = ()
    failed: tuple[Cap, ...] = ()
    pending: tuple[str, ...] = ()


@record
class Counts:
    """How many criteria ended in each outcome and each state."""

    critical: int = 0
    failing: int = 0
    partly_met: int = 0
    met: int = 0
    not_applicable: int = 0
    unknown: int = 0
    unanswered: int = 0
    out_of_profile: int = 0

    @property
    def answered(self) -> int:
        """How many criteria have an answer."""
        return self.critical + self.failing + self.partly_met + self.met

    @property
    def applicable(self) -> int:
        """How many criteria apply: answered, unknown or unanswered."""
        return self.answered + self.unknown + self.unanswered

    @property
    def asked(self) -> int:
        """How many criteria the profile asks."""
        return self.applicable + self.not_applicable
