"""What an editor offers for a checklist."""

from __future__ import annotations

from generator.model.answers import ChecklistType
from generator.reading.editor_schemas.answer_parts import both
from generator.reading.editor_schemas.parts import Schema


def value(answer: ChecklistType) -> Schema:
    """Return the schema of the list of items that are met."""
    return {
        "type": "array",
        "uniqueItems": True,
        "items": {
            "oneOf": [
                {"const": item.id, "description": both(item.text)}
                for item in answer.items
            ]
        },
    }
