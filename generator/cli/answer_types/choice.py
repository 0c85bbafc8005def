"""One of several options in the file of an audit."""

from __future__ import annotations

from generator.cli.answer_types.parts import Allowed, Words
from generator.model.answers import ChoiceType
from generator.model.audit import ChoiceValue


def allowed(answer: ChoiceType, words: Words) -> Allowed:
    """Return that an option may be written, and the options."""
    entries = tuple((option.id, option.text) for option in answer.options)
    return Allowed(form=words["choice"], entries=entries)


def typed(value: ChoiceValue) -> str:
    """Return a value as one types it."""
    return value.option
