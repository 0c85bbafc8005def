"""A scale: step n is worth n/4."""

from __future__ import annotations

from fractions import Fraction

from generator.model.answers import ScaleType
from generator.model.audit import ScaleValue
from generator.scoring.answer_types.evaluator import AnswerEvaluator, Possible, prepared

TOP_STEP = 4
"""The highest step of a scale."""


def evaluator(criterion: str, kind: ScaleType) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    steps = (
        Possible(key=int(step), id=step, text=text, worth=Fraction(int(step), TOP_STEP))
        for step, text in sorted(kind.anchors.items())
    )
    return prepared(criterion, ScaleValue, "step", kind.type, steps)


def denominator(kind: ScaleType) -> int:
    """Return a denominator of every worth that an answer can have."""
    del kind
    return TOP_STEP
