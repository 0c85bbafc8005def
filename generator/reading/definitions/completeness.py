"""What a definition still lacks: translations and facts to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from generator.model.answers import MetricType
from generator.model.definition import Definition
from generator.model.text import Text


def missing_translations(definition: Definition) -> int:
    """Return how many translations are missing.

    Counted for each text and each of the definition's languages: such a text is shown
    in another language. What reads the same in every language ("%") lacks nothing.
    """
    return sum(
        language not in text
        for text in _texts(_contents(definition))
        if _has_words(text)
        for language in definition.languages
    )


def facts_to_verify(definition: Definition) -> int:
    """Return how many facts somebody still has to confirm at their source."""
    criteria = sum(len(place.criterion.verify) for place in definition.places.values())
    sources = sum(
        source.status == "to-verify" or source.verify is not None
        for source in definition.sources.values()
    )
    return criteria + sources


def _has_words(text: Text) -> bool:
    return any(letter.isalpha() for words in text.values() for letter in words)


def _is_score(value: BaseModel) -> bool:
    """Whether a value is a Net Promoter Score, which is called so in every language."""
    return isinstance(value, MetricType) and value.measures == "nps"


def _contents(definition: Definition) -> Iterator[Any]:
    """Yield everything of a definition that holds texts."""
    yield definition.title
    for stage in definition.stages:
        yield stage.name
        for touchpoint in stage.touchpoints:
            yield touchpoint.name
            yield touchpoint.criteria
    yield definition.levels
    for part in (
        definition.kinds,
        definition.efforts,
        definition.profiles,
        definition.retired,
        definition.sources,
        definition.kpis,
        definition.metrics,
        definition.glossary,
        definition.seeds,
    ):
        yield tuple(part.values())


def _texts(contents: Iterable[Any]) -> Iterator[Text]:
    """Yield every text in models, tuples and mappings, in no order that matters."""
    left = list(contents)
    while left:
        value = left.pop()
        if isinstance(value, Text):
            yield value
        elif isinstance(value, BaseModel):
            left.extend(
                getattr(value, name)
                for name in type(value).model_fields
                if not (name == "unit" and _is_score(value))
            )
        elif isinstance(value, Mapping):
            left.extend(value.values())
        elif isinstance(value, tuple):
            left.extend(value)
