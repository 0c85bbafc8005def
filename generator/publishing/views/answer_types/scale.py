"""A scale on a page."""

from __future__ import annotations

from fractions import Fraction

from generator.i18n.localizer import Voice
from generator.model.answers import ScaleType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
    chosen_of,
)

_TOP_STEP = 4


def possible(answer: ScaleType, voice: Voice) -> tuple[PossibleView, ...]:
    """Return the steps, from the lowest."""
    return tuple(
        PossibleView(
            lead=step,
            text=voice.text(text),
            worth=voice.worth(Fraction(int(step), _TOP_STEP)),
        )
        for step, text in sorted(answer.anchors.items())
    )


def view(answer: ShownAnswer, voice: Voice) -> AnswerView:
    """Return the step reached and what it means, or the steps there are."""
    choices = choice_views(answer, voice)
    chosen = chosen_of(choices)
    if chosen is None:
        return AnswerView(ladder=choices)
    step = next(one.id for one in answer.choices if one.mark == "chosen")
    lead = voice.word("answer.step", step=step, last=answer.choices[-1].id)
    return AnswerView(lead=lead, text=chosen.text, ladder=choices)
