"""What an editor offers for each type of answer: a module each, found here."""

from __future__ import annotations

from typing import assert_never

from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.reading.editor_schemas.answer_types import (
    checklist,
    choice,
    metric,
    scale,
    yes_no,
)
from generator.reading.editor_schemas.parts import Schema


def value_schema(answer: AnswerType) -> Schema:
    """Return the schema of a value."""
    match answer:
        case ScaleType():
            return scale.value(answer)
        case YesNoType():
            return yes_no.value(answer)
        case ChoiceType():
            return choice.value(answer)
        case ChecklistType():
            return checklist.value(answer)
        case MetricType():
            return metric.value(answer)
        case _:
            assert_never(answer)
