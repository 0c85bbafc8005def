"""What became of each criterion: state, worth and whether it fails critically.

SCORING rules 1, 2 and 6.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from generator.model.audit import (
    Answer,
    Audit,
    ChecklistValue,
    NotMeasured,
    State,
    Value,
)
from generator.model.finding import Outcome, ShownAnswer
from generator.scoring.rules import CriticalRules, Question, ScoringRules
from generator.scoring.worth import UnknownValueError


class Judged(NamedTuple):
    """One criterion in one audit.

    `worth` (0…1; `earned` is the same over the rules' denominator) and `outcome` are
    there when `state` is "answered". `failed`: it fails critically and caps.
    `pending`: it is critical and nobody knows yet whether it fails.
    """

    question: Question
    state: State
    answer: Answer | None
    shown: ShownAnswer
    worth: Fraction | None = None
    earned: int = 0
    outcome: Outcome | None = None
    failed: bool = False
    pending: bool = False
    not_measured: bool = False


def judge(rules: ScoringRules, audit: Audit) -> list[Judged]:
    """Return every criterion of the definition, in journey order.

    Raises UnknownValueError for an answer to no criterion, or one that its criterion
    does not know: a reader reports these before anything is scored.
    """
    answers = audit.answers
    for id_ in answers:
        if id_ not in rules.ids:
            raise UnknownValueError(id_, "the definition has no such criterion")
    denominator = rules.denominator
    return [
        _judge(question, answers.get(question.id), denominator)
        for question in rules.questions
    ]


def _judge(question: Question, answer: Answer | None, whole: int) -> Judged:
    value = None if answer is None else answer.value
    if value is not None and answer is not None and answer.state == "answered":
        return _judge_value(question, answer, value, whole)
    state: State = "unanswered" if answer is None else answer.state
    if state == "answered":
        raise UnknownValueError(question.id, "answered without a value")
    if not question.in_profile:
        return Judged(question, "out-of-profile", answer, question.finder.open)
    exempt = answer is not None and answer.exempt is not None
    may_cap = question.critical is not None and not exempt
    pending = may_cap and state in {"unknown", "unanswered"}
    shown = question.finder.open
    return Judged(question, state, answer, shown, pending=pending)


def _judge_value(
    question: Question, answer: Answer, value: Value, whole: int
) -> Judged:
    worth, shown = question.finder.find(value)
    if not question.in_profile:
        return Judged(question, "out-of-profile", answer, shown)
    if worth is None:
        return Judged(question, "not-applicable", answer, shown)
    earned = worth.numerator * (whole // worth.denominator)
    outcome: Outcome = (
        "met" if earned == whole else "failing" if 2 * earned < whole else "partly-met"
    )
    failed = pending = False
    not_measured = isinstance(value, NotMeasured)
    critical = question.critical
    # An exempt criterion never caps, whatever its answer is or turns out to be.
    if critical is not None and answer.exempt is None:
        pending = not_measured
        failed = not not_measured and _fails(critical, value, earned, whole)
        if failed:
            outcome = "critical"
    return Judged(
        question,
        "answered",
        answer,
        shown,
        worth,
        earned,
        outcome,
        failed,
        pending,
        not_measured,
    )


def _fails(critical: CriticalRules, value: Value, earned: int, whole: int) -> bool:
    below, of = critical.fails_below
    return earned * of < below * whole or (
        isinstance(value, ChecklistValue)
        and any(
            item not in value.met and item not in value.not_applicable
            for item in critical.must_items
        )
    )
