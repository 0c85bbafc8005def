"""Yes or no in the file of an audit."""

from __future__ import annotations

from generator.cli.answer_types.parts import Allowed, Words
from generator.model.answers import YesNoType
from generator.model.audit import YesNoValue


def allowed(answer: YesNoType, words: Words) -> Allowed:
    """Return that yes or no may be written."""
    del answer
    return Allowed(form=words["yes_no"])


def typed(value: YesNoValue) -> str:
    """Return a value as one types it."""
    return "yes" if value.yes else "no"
