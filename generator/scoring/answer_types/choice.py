"""One of several options, each with a worth of its own."""

from __future__ import annotations

from math import lcm

from generator.model.answers import ChoiceType
from generator.model.audit import ChoiceValue
from generator.scoring.answer_types.evaluator import AnswerEvaluator, Possible, prepared


def evaluator(criterion: str, kind: ChoiceType) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    options = (
        Possible(key=one.id, id=one.id, text=one.text, worth=one.worth)
        for one in kind.options
    )
    return prepared(criterion, ChoiceValue, "option", kind.type, options)


def denominator(kind: ChoiceType) -> int:
    """Return a denominator of every worth that an answer can have."""
    return lcm(*(option.worth.denominator for option in kind.options))
