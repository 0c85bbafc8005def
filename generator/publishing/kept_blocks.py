"""Pieces of a finding that do not depend on its page, rendered once and kept.

What a definition says of a criterion is the same in every audit, and answers repeat:
scoring gives equal answers as one object. Both are most of a finding's HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from generator.model.finding import Asked, ShownAnswer
from generator.publishing.answer_view import IntervalView, answer_view
from generator.publishing.environment import environment
from generator.publishing.voice import Voice

_KEPT = 8192


class _Same:
    """An object that equals only itself, so that a cache need not read it through."""

    __slots__ = ("thing",)

    def __init__(self, thing: Any) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing

    def __hash__(self) -> int:
        return id(self.thing)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBlock:
    """An answer as HTML: what was found, how sure that is, what was possible.

    `interval` is drawn by the page, since its figure needs ids of that page.
    """

    lead: Markup
    facts: Markup
    possible: Markup
    interval: IntervalView | None


def asked_block(asked: Asked, voice: Voice) -> Markup:
    """Return why it matters, how to check it, and what it rests on, as list entries."""
    return _asked(_Same(asked), voice.language)


def answer_block(answer: ShownAnswer, voice: Voice, *, answered: bool) -> AnswerBlock:
    """Return an answer, or what was asked where there is none."""
    return _answer(_Same(answer), voice.language, answered)


@lru_cache(maxsize=_KEPT)
def _asked(same: _Same, language: str) -> Markup:
    voice, asked = Voice(language), same.thing
    template = environment().get_template("parts/asked.html")
    return Markup(  # noqa: S704 - a template with autoescape made it
        template.render(
            w=voice.word,
            t=voice.text,
            asked=asked,
            sources=[voice.text(source.name) for source in asked.sources],
            kpis=[voice.text(kpi) for kpi in asked.kpis],
        )
    )


@lru_cache(maxsize=_KEPT)
def _answer(same: _Same, language: str, answered: bool) -> AnswerBlock:
    view = answer_view(same.thing, Voice(language), answered=answered)
    macros = _answer_macros(language)
    return AnswerBlock(
        lead=macros.lead(view),
        facts=macros.facts(view),
        possible=macros.possible(view),
        interval=view.interval,
    )


@cache
def _answer_macros(language: str) -> Any:
    template = environment().get_template("parts/answer.html")
    return template.make_module({"w": Voice(language).word})
