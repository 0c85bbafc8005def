"""Each type of answer in the file of an audit: a module each, found here."""

from __future__ import annotations

from typing import assert_never

from generator.cli.answer_types import checklist, choice, metric, scale, yes_no
from generator.cli.answer_types.parts import Allowed, Say, Words
from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    ScaleValue,
    Value,
    YesNoValue,
)


def allowed_answers(answer: AnswerType, words: Words, say: Say) -> Allowed:
    """Return what may be written for an answer."""
    match answer:
        case ScaleType():
            return scale.allowed(answer, words)
        case YesNoType():
            return yes_no.allowed(answer, words)
        case ChoiceType():
            return choice.allowed(answer, words)
        case ChecklistType():
            return checklist.allowed(answer, words)
        case MetricType():
            return metric.allowed(answer, words, say)
        case _:
            assert_never(answer)


def typed_value(value: Value) -> str:
    """Return a value as one types it."""
    match value:
        case ScaleValue():
            return scale.typed(value)
        case YesNoValue():
            return yes_no.typed(value)
        case ChoiceValue():
            return choice.typed(value)
        case ChecklistValue():
            return checklist.typed(value)
        case MetricValue():
            return metric.typed(value)
        case NotMeasured():
            return "not_measured: true"
        case _:
            assert_never(value)
