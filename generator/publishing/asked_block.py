"""What a definition says of a criterion, rendered once for all its findings."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from generator.model.finding import Asked
from generator.publishing.templates import environment
from generator.publishing.voice import Voice

_KEPT = 8192


class _Same:
    """An object that equals only itself, so that a cache need not read it through."""

    __slots__ = ("asked",)

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.asked is self.asked

    def __hash__(self) -> int:
        return id(self.asked)


def asked_block(asked: Asked, voice: Voice) -> Markup:
    """Return why it matters, how to check it, and what it rests on, as list entries."""
    return _render(_Same(asked), voice.language)


@lru_cache(maxsize=_KEPT)
def _render(same: _Same, language: str) -> Markup:
    voice, asked = Voice(language), same.asked
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
