"""An earlier answer in a few words, for a comment in the next audit's file."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.model.audit import (
    Answer,
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NpsCounts,
    ScaleValue,
    ShareCounts,
    Value,
    YesNoValue,
)


def answer_words(answer: Answer, language: str) -> str:
    """Return the answer as one would type it; reasons in `language` where they are."""
    if answer.value is not None:
        return _value(answer.value)
    reason = answer.reason.in_language(language) if answer.reason else ""
    if answer.state == "not-applicable":
        return f"not_applicable: {reason}"
    if answer.state == "unknown":
        return f"unknown: {reason}"
    return "…"


def answer_note(answer: Answer, language: str) -> str:
    """Return the note, "" without one."""
    return answer.note.in_language(language) if answer.note else ""


def _value(value: Value) -> str:
    if isinstance(value, ScaleValue):
        return str(value.step)
    if isinstance(value, YesNoValue):
        return "yes" if value.yes else "no"
    if isinstance(value, ChoiceValue):
        return value.option
    if isinstance(value, ChecklistValue):
        met = f"[{', '.join(value.met)}]"
        out = ", ".join(value.not_applicable)
        return f"{met}, not_applicable: {out}" if out else met
    if isinstance(value, MetricValue):
        return _measured(value)
    return "not_measured: true"


def _measured(value: MetricValue) -> str:
    counts = value.counts
    if isinstance(counts, NpsCounts):
        return (
            f"{{promoters: {counts.promoters}, passives: {counts.passives}, "
            f"detractors: {counts.detractors}}}"
        )
    if isinstance(counts, ShareCounts):
        return f"{{count: {counts.count}, of: {counts.of}}}"
    number = _number(value.number)
    return number if value.n is None else f"{{value: {number}, n: {value.n}}}"


def _number(number: Fraction) -> str:
    """Return a number as it was typed: a decimal, which it always was."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
