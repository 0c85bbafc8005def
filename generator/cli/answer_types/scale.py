"""A scale in the file of an audit."""

from __future__ import annotations

from generator.cli.answer_types.parts import Allowed, Words
from generator.model.answers import ScaleType
from generator.model.audit import ScaleValue


def allowed(answer: ScaleType, words: Words) -> Allowed:
    """Return that a step may be written, and the steps."""
    return Allowed(form=words["scale"], entries=tuple(sorted(answer.anchors.items())))


def typed(value: ScaleValue) -> str:
    """Return a value as one types it."""
    return str(value.step)
