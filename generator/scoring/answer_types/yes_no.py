"""Yes or no: yes is worth 1, no is worth 0."""

from __future__ import annotations

from fractions import Fraction

from generator.model.answers import YesNoType
from generator.model.audit import YesNoValue
from generator.model.text import Text
from generator.scoring.answer_types.evaluator import AnswerEvaluator, Possible, prepared

_ANSWERS = (
    Possible(
        key=True, id="yes", text=Text({"en": "Yes", "pl": "Tak"}), worth=Fraction(1)
    ),
    Possible(
        key=False, id="no", text=Text({"en": "No", "pl": "Nie"}), worth=Fraction(0)
    ),
)


def evaluator(criterion: str, kind: YesNoType) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    return prepared(criterion, YesNoValue, "yes", kind.type, _ANSWERS)


def denominator(kind: YesNoType) -> int:
    """Return a denominator of every worth that an answer can have."""
    del kind
    return 1
