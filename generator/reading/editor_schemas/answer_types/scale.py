"""What an editor offers for a scale."""

from __future__ import annotations

from generator.model.answers import ScaleType
from generator.reading.editor_schemas.answer_parts import both
from generator.reading.editor_schemas.parts import Schema


def value(answer: ScaleType) -> Schema:
    """Return the schema of the steps."""
    return {
        "oneOf": [
            {"const": int(step), "description": both(answer.anchors[step])}
            for step in sorted(answer.anchors)
        ]
    }
