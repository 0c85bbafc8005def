"""An answer on a page: what was found, and what would have been possible.

A module for each type of answer, found here.
"""

from __future__ import annotations

from typing import assert_never

from generator.i18n.localizer import Localizer
from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types import (
    checklist,
    choice,
    metric,
    scale,
    yes_no,
)
from generator.publishing.views.answer_types.parts import AnswerView, PossibleView


def answer_view(
    answer: ShownAnswer, localizer: Localizer, *, answered: bool
) -> AnswerView:
    """Prepare an answer, or what was asked where there is none."""
    match answer.type:
        case "scale":
            return scale.view(answer, localizer)
        case "yes_no":
            return yes_no.view(answer, localizer)
        case "choice":
            return choice.view(answer, localizer)
        case "checklist":
            return checklist.view(answer, localizer, answered=answered)
        case "metric":
            return metric.view(answer, localizer, answered=answered)
        case _ as kind:
            assert_never(kind)


def possible_answers(
    answer: AnswerType, localizer: Localizer
) -> tuple[PossibleView, ...]:
    """Return what can be ticked on a checklist of an audit's questions."""
    match answer:
        case ScaleType():
            return scale.possible(answer, localizer)
        case YesNoType():
            return yes_no.possible(answer, localizer)
        case ChoiceType():
            return choice.possible(answer, localizer)
        case ChecklistType():
            return checklist.possible(answer, localizer)
        case MetricType():
            return metric.possible(answer, localizer)
        case _:
            assert_never(answer)
