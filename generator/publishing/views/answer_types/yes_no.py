"""Yes or no on a page."""

from __future__ import annotations

from generator.i18n.localizer import Localizer
from generator.model.answers import YesNoType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
    chosen_of,
)


def possible(answer: YesNoType, localizer: Localizer) -> tuple[PossibleView, ...]:
    """Return yes and no."""
    del answer
    return (
        PossibleView(text=localizer.word("answer.yes"), worth="1"),
        PossibleView(text=localizer.word("answer.no"), worth="0"),
    )


def view(answer: ShownAnswer, localizer: Localizer) -> AnswerView:
    """Return yes or no, or both where there is no answer."""
    choices = choice_views(answer, localizer)
    chosen = chosen_of(choices)
    return AnswerView(lead=chosen.text) if chosen else AnswerView(ladder=choices)
