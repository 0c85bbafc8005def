"""Pieces of a finding that do not depend on its page, rendered once and kept.

What a definition says of a criterion is the same in every audit, and answers repeat:
scoring gives equal answers as one object. Both are most of a finding's HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.finding import Asked, ShownAnswer
from generator.publishing.rendering.environment import environment, keep
from generator.publishing.views.answer_types import answer_view
from generator.publishing.views.answer_types.parts import IntervalView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBlock:
    """An answer as HTML: what was found, how sure that is, what was possible.

    `interval` is drawn by the page, since its figure needs ids of that page.
    """

    lead: Markup
    facts: Markup
    possible: Markup
    interval: IntervalView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBlock:
    """What a definition says of a criterion, as HTML.

    `more` is why it matters, how to check it and what it rests on, as list entries.
    """

    question: Markup
    recommendation: Markup
    more: Markup


def asked_block(asked: Asked, localizer: Localizer) -> AskedBlock:
    """Return what the definition says of a criterion."""

    def make() -> AskedBlock:
        html = (
            environment()
            .get_template("parts/asked.html")
            .render(
                w=localizer.word,
                t=localizer.text,
                asked=asked,
                sources=[localizer.text(source.name) for source in asked.sources],
                kpis=[localizer.text(kpi) for kpi in asked.kpis],
            )
        )
        return AskedBlock(
            question=localizer.text(asked.question),
            recommendation=localizer.text(asked.recommendation),
            more=Markup(html),  # noqa: S704 - a template with autoescape made it
        )

    return keep("asked", asked, make, localizer.language)


def answer_block(
    answer: ShownAnswer, localizer: Localizer, *, answered: bool
) -> AnswerBlock:
    """Return an answer, or what was asked where there is none."""

    def make() -> AnswerBlock:
        view = answer_view(answer, localizer, answered=answered)
        macros = _answer_macros(localizer)
        return AnswerBlock(
            lead=macros.lead(view),
            facts=macros.facts(view),
            possible=macros.possible(view),
            interval=view.interval,
        )

    return keep("answer", answer, make, localizer.language, answered)


def _answer_macros(localizer: Localizer) -> Any:
    template = environment().get_template("parts/answer.html")
    return keep(
        "macros",
        template,
        lambda: template.make_module({"w": localizer.word}),
        localizer.language,
    )
