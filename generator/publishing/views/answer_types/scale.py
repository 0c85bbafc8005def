"""A scale on a page."""

from __future__ import annotations

from fractions import Fraction

from generator.i18n.localizer import Localizer
from generator.model.answers import ScaleType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
    chosen_of,
)

_TOP_STEP = 4


def possible(answer: ScaleType, localizer: Localizer) -> tuple[PossibleView, ...]:
    """Return the steps, from the lowest."""
    return tuple(
        PossibleView(
            lead=step,
            text=localizer.text(text),
            worth=localizer.worth(Fraction(int(step), _TOP_STEP)),
        )
        for step, text in sorted(answer.anchors.items())
    )


def view(answer: ShownAnswer, localizer: Localizer) -> AnswerView:
    """Return the step reached and what it means, or the steps there are."""
    choices = choice_views(answer, localizer)
    chosen = chosen_of(choices)
    if chosen is None:
        return AnswerView(ladder=choices)
    step = next(one.id for one in answer.choices if one.mark == "chosen")
    lead = localizer.word("answer.step", step=step, last=answer.choices[-1].id)
    return AnswerView(lead=lead, text=chosen.text, ladder=choices)
