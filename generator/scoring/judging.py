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
from generator.model.report import Outcome
from generator.scoring.ratio import over
from generator.scoring.rules import CriticalRules, Question, ScoringRules
from generator.scoring.worth import UnknownValueError, applies, worth_of


class Judged(NamedTuple):
    """One criterion in one audit.

    `worth` (0…1, and `earned` the same over the rules' denominator) and `outcome` are
    there when `state` is "answered". `failed`: it fails critically and caps.
    `pending`: it is critical and nobody knows yet whether it fails.
    """

    question: Question
    state: State
    answer: Answer | None
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


def _judge(question: Question, answer: Answer | None, denominator: int) -> Judged:
    state = _state(question, answer)
    # An exempt criterion cannot cap, whatever its answer is or turns out to be.
    exempt = answer is not None and answer.exempt is not None
    critical = None if exempt else question.critical
    if state == "unknown" or state == "unanswered":
        return Judged(question, state, answer, pending=critical is not None)
    if state != "answered" or answer is None or answer.value is None:
        return Judged(question, state, answer)
    value = answer.value
    worth = worth_of(question.criterion, value)
    earned = over(worth, denominator)
    not_measured = isinstance(value, NotMeasured)
    failed = (
        critical is not None and not not_measured and _fails(critical, value, worth)
    )
    return Judged(
        question,
        state,
        answer,
        worth,
        earned,
        "critical" if failed else _outcome(earned, denominator),
        failed,
        not_measured and critical is not None,
        not_measured,
    )


def _state(question: Question, answer: Answer | None) -> State:
    if not question.in_profile:
        return "out-of-profile"
    if answer is None:
        return "unanswered"
    if answer.state == "answered":
        if answer.value is None:
            raise UnknownValueError(question.id, "answered without a value")
        if not applies(question.criterion, answer.value):
            return "not-applicable"
    return answer.state


def _fails(critical: CriticalRules, value: Value, worth: Fraction) -> bool:
    return worth < critical.fails_below or (
        isinstance(value, ChecklistValue)
        and any(
            item not in value.met and item not in value.not_applicable
            for item in critical.must_items
        )
    )


def _outcome(earned: int, whole: int) -> Outcome:
    if earned == whole:
        return "met"
    return "failing" if 2 * earned < whole else "partly-met"
