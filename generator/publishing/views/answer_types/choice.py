"""One of several options on a page."""

from __future__ import annotations

from generator.i18n.localizer import Localizer
from generator.model.answers import ChoiceType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
    chosen_of,
)


def possible(answer: ChoiceType, localizer: Localizer) -> tuple[PossibleView, ...]:
    """Return the options."""
    return tuple(
        PossibleView(
            text=localizer.text(option.text), worth=localizer.worth(option.worth)
        )
        for option in answer.options
    )


def view(answer: ShownAnswer, localizer: Localizer) -> AnswerView:
    """Return the option that holds, or the options there are."""
    choices = choice_views(answer, localizer)
    chosen = chosen_of(choices)
    return AnswerView(text=chosen.text if chosen else "", ladder=choices)
