"""A measured number in the file of an audit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.cli.answer_types.parts import Allowed, Say, Words
from generator.model.answers import MetricType
from generator.model.audit import MetricValue, NpsCounts, ShareCounts


def allowed(answer: MetricType, words: Words, say: Say) -> Allowed:
    """Return that a number in a unit may be written, or counts, or that there is none."""
    form = f"[{say(answer.unit)}] {words[answer.measures]}, {words['unmeasured']}"
    return Allowed(form=form)


def typed(value: MetricValue) -> str:
    """Return a value as one types it."""
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
