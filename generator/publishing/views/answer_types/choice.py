"""One of several options on a page."""

from __future__ import annotations

from generator.i18n.localizer import Voice
from generator.model.answers import ChoiceType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
    chosen_of,
)


def possible(answer: ChoiceType, voice: Voice) -> tuple[PossibleView, ...]:
    """Return the options."""
    return tuple(
        PossibleView(text=voice.text(option.text), worth=voice.worth(option.worth))
        for option in answer.options
    )


def view(answer: ShownAnswer, voice: Voice) -> AnswerView:
    """Return the option that holds, or the options there are."""
    choices = choice_views(answer, voice)
    chosen = chosen_of(choices)
    return AnswerView(text=chosen.text if chosen else "", ladder=choices)
