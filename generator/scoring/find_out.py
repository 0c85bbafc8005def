"""What to find out next (SCORING rules 6 and 9)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.model.report import FindOut
from generator.scoring.findings import closes_of, finding_id
from generator.scoring.judging import CriterionResult
from generator.scoring.rollup import Rollup

_NOTHING = Fraction(0)


def find_out_of(
    shop: str, judged: Sequence[CriterionResult], rollup: Rollup
) -> tuple[FindOut, ...]:
    """Return the criteria without an answer, by how much of the range they close.

    The critical ones stand first: nobody knows yet whether they cap the level. Among
    them is a critical number that the shop does not measure, though knowing it closes
    nothing of the range. Ties go by weight, then by id.
    """
    missing = [
        (one, _NOTHING if one.not_measured else closes_of(one, rollup))
        for one in judged
        if one.pending or one.state in {"unknown", "unanswered"}
    ]
    missing.sort(
        key=lambda pair: (
            not pair[0].pending,
            -pair[1],
            -pair[0].question.weight,
            pair[0].question.id,
        )
    )
    return tuple(
        FindOut(
            finding=finding_id(shop, one.question.id),
            criterion=one.question.id,
            closes=closes,
            pending=one.pending,
        )
        for one, closes in missing
    )
