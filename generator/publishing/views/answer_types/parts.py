"""What answers and possible answers of every type look like to a template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.finding import ShownAnswer, ShownChoice
from generator.publishing.figures.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A step, option or item: its text, what it is worth and its mark."""

    text: Markup
    mark: str
    worth: str = ""
    reason: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalView:
    """An interval drawn on the scale of its unit, its words, and the scale's ends."""

    drawn: Interval
    told: Markup
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """The answer as a finding shows it.

    `lead` is the answer in a word or number, `text` what that means, `items` the
    items of a checklist, `ladder` all that was possible, for the fold. `doubt` says
    why the number is uncertain; `facts` are sample and interval.
    """

    lead: Markup | str = ""
    text: Markup | str = ""
    items: tuple[ChoiceView, ...] = ()
    ladder: tuple[ChoiceView, ...] = ()
    facts: tuple[Markup, ...] = ()
    doubt: Markup | None = None
    basis: Markup | None = None
    basis_kind: str = ""
    interval: IntervalView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleView:
    """One thing that can be ticked: its text and what it is worth."""

    text: Markup
    worth: str
    lead: str = ""


def choice_views(answer: ShownAnswer, localizer: Localizer) -> tuple[ChoiceView, ...]:
    """Return the steps, options or items of an answer."""
    return tuple(_choice(choice, localizer) for choice in answer.choices)


def _choice(choice: ShownChoice, localizer: Localizer) -> ChoiceView:
    return ChoiceView(
        text=localizer.text(choice.text),
        mark=choice.mark,
        worth="" if choice.worth is None else localizer.worth(choice.worth),
        reason=localizer.line(choice.reason) if choice.reason else None,
    )


def chosen_of(choices: tuple[ChoiceView, ...]) -> ChoiceView | None:
    """Return the one that was chosen, None where there is no answer."""
    return next((choice for choice in choices if choice.mark == "chosen"), None)
