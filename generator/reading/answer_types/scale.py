"""A scale, in a definition and in an audit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.model.answers import SCALE_STEPS, ScaleType
from generator.model.audit import ScaleValue
from generator.model.text import describe
from generator.reading.answer_types.context import AnswerContext, Steps
from generator.reading.strict_yaml.source_file import Source

_STEPS = tuple(ScaleValue(step=step) for step in range(5))


def read(raw: Any, context: AnswerContext, answer: ScaleType) -> ScaleValue | None:
    """Return the step reached, or None after telling what is wrong."""
    del answer
    if type(raw) is int:
        if 0 <= raw < len(_STEPS):
            return _STEPS[raw]
        words = f"a scale goes from 0 to 4, found {raw}"
        context.tell("E316", words, "write one of 0, 1, 2, 3, 4")
        return None
    if isinstance(raw, str) and raw in ("0", "1", "2", "3", "4"):
        context.tell("E314", f"expected a step, found {describe(raw)}", f"write {raw}")
        return None
    if isinstance(raw, Decimal):
        hint = "choose the highest step that is fully met"
        context.tell("E314", f"a scale has whole steps, found {raw}", hint)
        return None
    words = f"expected a step from 0 to 4, found {describe(raw)}"
    context.tell("E314", words, "write one of 0, 1, 2, 3, 4")
    return None


def check(source: Source, steps: Steps, answer: ScaleType) -> None:
    """Tell of anchors that are missing or too many."""
    if set(answer.anchors) != set(SCALE_STEPS):
        source.tell(
            "E112",
            (*steps, "anchors"),
            "a scale has the anchors 0, 1, 2, 3 and 4",
            f"found {', '.join(answer.anchors) or 'none'}",
            key=True,
        )
