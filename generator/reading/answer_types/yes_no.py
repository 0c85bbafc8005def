"""Yes or no, in an audit; in a definition there is nothing to it that could be wrong."""

from __future__ import annotations

from typing import Any

from generator.model.answers import YesNoType
from generator.model.audit import YesNoValue
from generator.model.text import describe
from generator.reading.answer_types.context import AnswerContext

_YES = frozenset(["yes", "tak", "true"])
_NO = frozenset(["no", "nie", "false"])
_YES_VALUE, _NO_VALUE = YesNoValue(yes=True), YesNoValue(yes=False)


def read(raw: Any, context: AnswerContext, answer: YesNoType) -> YesNoValue | None:
    """Return yes or no, or None after telling what is wrong."""
    del answer
    word = raw.lower() if isinstance(raw, str) else ""
    if raw is True or word in _YES:
        return _YES_VALUE
    if raw is False or word in _NO:
        return _NO_VALUE
    words = f"expected yes or no, found {describe(raw)}"
    context.tell("E314", words, "write yes or no (tak or nie)")
    return None
