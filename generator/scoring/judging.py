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
from generator.model.definition import Definition
from generator.model.finding import Outcome, ShownAnswer
from generator.scoring.answer_types.evaluator import UnknownValueError
from generator.scoring.rules import CriticalRules, Question, ScoringRules, rules_of

_MOST_JUDGED = 256
"""How many values of a criterion are remembered: more than most can have."""


class CriterionResult(NamedTuple):
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


def failed_criticals(definition: Definition, audit: Audit) -> frozenset[str]:
    """Return the criteria that fail critically (rule 6), by id.

    Raises what `evaluate_criteria` does, and KeyError for an unknown profile.
    """
    judged = evaluate_criteria(rules_of(definition, audit.profile), audit)
    return frozenset(one.question.id for one in judged if one.failed)


def evaluate_criteria(rules: ScoringRules, audit: Audit) -> list[CriterionResult]:
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


def _judge(question: Question, answer: Answer | None, whole: int) -> CriterionResult:
    value = None if answer is None else answer.value
    if value is not None and answer is not None and answer.state == "answered":
        return _judge_value(question, answer, value, whole)
    state: State = "unanswered" if answer is None else answer.state
    if state == "answered":
        raise UnknownValueError(question.id, "answered without a value")
    if not question.in_profile:
        return CriterionResult(
            question, "out-of-profile", answer, question.evaluator.open
        )
    exempt = answer is not None and answer.exempt is not None
    may_cap = question.critical is not None and not exempt
    pending = may_cap and state in {"unknown", "unanswered"}
    shown = question.evaluator.open
    return CriterionResult(question, state, answer, shown, pending=pending)


def _judge_value(
    question: Question, answer: Answer, value: Value, whole: int
) -> CriterionResult:
    verdict = _verdict(question, value, whole)
    worth, earned, outcome, fails, unmeasured, shown = verdict
    if not question.in_profile:
        return CriterionResult(question, "out-of-profile", answer, shown)
    if outcome is None:
        return CriterionResult(question, "not-applicable", answer, shown)
    failed = pending = False
    # An exempt criterion never caps, whatever its answer is or turns out to be.
    if question.critical is not None and answer.exempt is None:
        failed, pending = fails, unmeasured
        if fails:
            outcome = "critical"
    return CriterionResult(
        question,
        "answered",
        answer,
        shown,
        worth,
        earned,
        outcome,
        failed,
        pending,
        unmeasured,
    )


class _Verdict(NamedTuple):
    """What a value comes to, whoever gave it; `outcome` is that without criticality.

    `worth` and `outcome` are None where no item of a checklist applies.
    """

    worth: Fraction | None
    earned: int
    outcome: Outcome | None
    fails: bool
    unmeasured: bool
    shown: ShownAnswer


def _verdict(question: Question, value: Value, whole: int) -> _Verdict:
    # The thousandth audit finds its values judged already.
    verdict: _Verdict | None = question.judged.get(value)
    if verdict is None:
        verdict = _find_verdict(question, value, whole)
        if len(question.judged) >= _MOST_JUDGED:
            question.judged.clear()
        question.judged[value] = verdict
    return verdict


def _find_verdict(question: Question, value: Value, whole: int) -> _Verdict:
    worth, shown = question.evaluator.evaluate(value)
    if worth is None:
        return _Verdict(None, 0, None, fails=False, unmeasured=False, shown=shown)
    earned = worth.numerator * (whole // worth.denominator)
    unmeasured = isinstance(value, NotMeasured)
    critical = question.critical
    return _Verdict(
        worth,
        earned,
        "met" if earned == whole else "failing" if 2 * earned < whole else "partly-met",
        fails=(
            critical is not None
            and not unmeasured
            and _fails(critical, value, earned, whole)
        ),
        unmeasured=unmeasured,
        shown=shown,
    )


def _fails(critical: CriticalRules, value: Value, earned: int, whole: int) -> bool:
    below, of = critical.fails_below
    return earned * of < below * whole or (
        isinstance(value, ChecklistValue) and value.lacks_any(critical.must_items)
    )
