"""A list of items, in a definition and in an audit."""

from __future__ import annotations

from typing import Any

from generator.model.answers import ChecklistType
from generator.model.audit import ChecklistValue
from generator.model.text import Text, describe
from generator.reading.answer_types.context import (
    AnswerContext,
    Steps,
    check_twice,
    read_reason,
)
from generator.reading.strict_yaml.nodes import MapNode
from generator.reading.strict_yaml.source_file import Source


def read(
    raw: Any, context: AnswerContext, answer: ChecklistType
) -> ChecklistValue | None:
    """Return the items met, or None after telling what is wrong."""
    known = [item.id for item in answer.items]
    if not isinstance(raw, list):
        hint = f"items: {', '.join(known)}; [] for none of them"
        context.tell("E314", f"expected a list of items, found {describe(raw)}", hint)
        return None
    good = True
    seen, ids = set(), frozenset(known)
    for number, item in enumerate(raw):
        if context.source.problems.full:
            return None
        if not isinstance(item, str) or item not in ids:
            at = (*context.steps, number)
            hint = (
                context.source.problems.nearest(str(item), known)
                or f"items: {', '.join(known)}"
            )
            words = f"unknown item '{item}'"
            if not isinstance(item, str):
                words = f"expected an item, found {describe(item)}"
            context.source.tell("E315", at, words, hint)
            good = False
        elif item in seen:
            at = (*context.steps, number)
            context.source.tell("E317", at, f"'{item}' is listed twice", "keep one")
            good = False
        else:
            seen.add(item)
    return ChecklistValue(met=tuple(raw)) if good else None


def read_items_not_applicable(
    raw: MapNode,
    met: tuple[str, ...],
    context: AnswerContext,
    answer: ChecklistType,
    language: str,
) -> dict[str, Text] | None:
    """Return the items that do not apply with their reasons; None if wrong.

    `context.steps` leads to the mapping; `language` is that of plain strings.
    """
    known = [item.id for item in answer.items]
    reasons: dict[str, Text] = {}
    good = True
    if not answer.items_may_not_apply:
        words = f"every item of '{context.criterion.id}' applies to every shop"
        context.tell("E318", words, "list those that are met, leave out the others")
        return None
    for item, reason in raw.items():
        at = (*context.steps, item)
        if item not in known:
            hint = (
                context.source.problems.nearest(item, known)
                or f"items: {', '.join(known)}"
            )
            context.source.tell("E315", at, f"unknown item '{item}'", hint, key=True)
        elif item in met:
            words = f"'{item}' is both met and not applicable"
            context.source.tell("E317", at, words, "keep one of the two", key=True)
        elif (text := read_reason(reason, language)) is None:
            words = f"why does '{item}' not apply?"
            context.source.tell(
                "E319", at, words, "write the reason as a text", key=True
            )
        else:
            reasons[item] = text
            continue
        good = False
    return reasons if good else None


def check(source: Source, steps: Steps, answer: ChecklistType) -> None:
    """Tell of items that stand there twice."""
    check_twice(source, (*steps, "items"), [item.id for item in answer.items])
