"""What an editor offers for a choice."""

from __future__ import annotations

from generator.model.answers import ChoiceType
from generator.reading.editor_schemas.answer_parts import both
from generator.reading.editor_schemas.parts import Schema


def value(answer: ChoiceType) -> Schema:
    """Return the schema of the options."""
    return {
        "oneOf": [
            {"const": option.id, "description": both(option.text)}
            for option in answer.options
        ]
    }
