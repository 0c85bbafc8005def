"""What reading knows of each type of answer: a module each, found here."""

from __future__ import annotations

from typing import Any, assert_never

from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import Value
from generator.reading.answer_types import checklist, choice, metric, scale, yes_no
from generator.reading.answer_types.context import AnswerContext, Steps
from generator.reading.strict_yaml.source_file import Source


def read_value(
    raw: Any, context: AnswerContext, sample: int | None = None
) -> Value | None:
    """Return the value that `raw` gives, or None after telling what is wrong.

    `sample` is the size of the sample that stands beside a metric's number.
    """
    match context.criterion.answer:
        case ScaleType() as answer:
            return scale.read(raw, context, answer)
        case YesNoType() as answer:
            return yes_no.read(raw, context, answer)
        case ChoiceType() as answer:
            return choice.read(raw, context, answer)
        case ChecklistType() as answer:
            return checklist.read(raw, context, answer)
        case MetricType() as answer:
            return metric.read(raw, sample, context, answer)
        case _ as answer:
            assert_never(answer)


def check_answer(source: Source, steps: Steps, answer: AnswerType) -> None:
    """Tell what is wrong with the answer that a criterion asks for."""
    match answer:
        case ScaleType():
            scale.check(source, steps, answer)
        case YesNoType():
            pass
        case ChoiceType():
            choice.check(source, steps, answer)
        case ChecklistType():
            checklist.check(source, steps, answer)
        case MetricType():
            metric.check(source, steps, answer)
        case _:
            assert_never(answer)
