"""What an editor offers for a measured number."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from generator.model.answers import MetricType
from generator.reading.editor_schemas.answer_parts import both
from generator.reading.editor_schemas.parts import Schema


def value(answer: MetricType) -> Schema:
    """Return the schema of the number within its range."""
    number: Schema = {"type": "number", "description": both(answer.unit)}
    low, high = answer.range or (None, None)
    if answer.range is None and answer.measures == "nps":
        low, high = Fraction(-100), Fraction(100)
    elif answer.range is None:
        low, high = Fraction(0), Fraction(100) if answer.measures == "share" else None
    if low is not None:
        number["minimum"] = _number(low)
    if high is not None:
        number["maximum"] = _number(high)
    return number


def counts(answer: MetricType) -> Schema | None:
    """Return the counts that may be given instead of the number, if any."""
    match answer.measures:
        case "nps":
            return {"$ref": "#/$defs/NpsCounts"}
        case "share":
            return {"$ref": "#/$defs/ShareCounts"}
        case "number":
            return None
        case _ as measures:
            assert_never(measures)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
