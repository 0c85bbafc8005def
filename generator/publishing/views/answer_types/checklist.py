"""A checklist on a page."""

from __future__ import annotations

from generator.i18n.localizer import Localizer
from generator.model.answers import ChecklistType
from generator.model.finding import ShownAnswer
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    PossibleView,
    choice_views,
)


def possible(answer: ChecklistType, localizer: Localizer) -> tuple[PossibleView, ...]:
    """Return the items."""
    return tuple(
        PossibleView(text=localizer.text(item.text), worth="") for item in answer.items
    )


def view(answer: ShownAnswer, localizer: Localizer, *, answered: bool) -> AnswerView:
    """Return how many items are met and which, or the items there are."""
    choices = choice_views(answer, localizer)
    if not answered:
        return AnswerView(ladder=choices)
    applying = [item for item in choices if item.mark in {"met", "missing"}]
    met = sum(item.mark == "met" for item in applying)
    lead = localizer.word("answer.items", met=met, all=len(applying))
    return AnswerView(lead=lead, items=choices)
