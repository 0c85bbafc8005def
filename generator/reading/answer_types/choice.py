"""One of several options, in a definition and in an audit."""

from __future__ import annotations

from typing import Any

from generator.model.answers import ChoiceType
from generator.model.audit import ChoiceValue
from generator.model.text import describe
from generator.reading.answer_types.context import (
    AnswerContext,
    Steps,
    check_reach,
    check_twice,
)
from generator.reading.strict_yaml.source_file import Source


def read(raw: Any, context: AnswerContext, answer: ChoiceType) -> ChoiceValue | None:
    """Return the option chosen, or None after telling what is wrong."""
    known = [option.id for option in answer.options]
    if isinstance(raw, str):
        if raw in known:
            return ChoiceValue(option=raw)
        hint = (
            context.source.problems.nearest(raw, known)
            or f"options: {', '.join(known)}"
        )
        context.tell("E315", f"unknown option '{raw}'", hint)
        return None
    hint = f"options: {', '.join(known)}"
    context.tell("E314", f"expected one option, found {describe(raw)}", hint)
    return None


def check(source: Source, steps: Steps, answer: ChoiceType) -> None:
    """Tell of options that stand there twice, or cannot be worth nothing and all."""
    check_twice(source, (*steps, "options"), [one.id for one in answer.options])
    worths = {option.worth for option in answer.options}
    check_reach(source, (*steps, "options"), worths)
