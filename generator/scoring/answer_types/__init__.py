"""What an answer is worth, 0…1 (SCORING rule 1), and the answer in words with it.

A module for each type of answer, found here.
"""

from __future__ import annotations

from typing import assert_never

from generator.model.answers import (
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.definition import Criterion
from generator.scoring.answer_types import checklist, choice, metric, scale, yes_no
from generator.scoring.answer_types.evaluator import AnswerEvaluator


def evaluator_of(criterion: Criterion) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    match criterion.answer:
        case ScaleType() as kind:
            return scale.evaluator(criterion.id, kind)
        case YesNoType() as kind:
            return yes_no.evaluator(criterion.id, kind)
        case ChoiceType() as kind:
            return choice.evaluator(criterion.id, kind)
        case ChecklistType() as kind:
            return checklist.evaluator(criterion.id, kind)
        case MetricType() as kind:
            return metric.evaluator(criterion.id, kind)
        case _ as kind:
            assert_never(kind)


def worth_denominator(criterion: Criterion) -> int:
    """Return a denominator of every worth that the criterion's answers can have."""
    match criterion.answer:
        case ScaleType() as kind:
            return scale.denominator(kind)
        case YesNoType() as kind:
            return yes_no.denominator(kind)
        case ChoiceType() as kind:
            return choice.denominator(kind)
        case ChecklistType() as kind:
            return checklist.denominator(kind)
        case MetricType() as kind:
            return metric.denominator(kind)
        case _ as kind:
            assert_never(kind)
