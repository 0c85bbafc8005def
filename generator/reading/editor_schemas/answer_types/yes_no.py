"""What an editor offers for yes or no."""

from __future__ import annotations

from generator.model.answers import YesNoType
from generator.reading.editor_schemas.parts import Schema


def value(answer: YesNoType) -> Schema:
    """Return the schema of yes and no, in any spelling."""
    del answer
    return {"$ref": "#/$defs/YesNo"}
