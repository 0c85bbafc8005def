"""What an answer is worth, 0…1 (SCORING rule 1)."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from generator.model.answers import (
    Band,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    NpsCounts,
    ScaleValue,
    ShareCounts,
    Value,
    YesNoValue,
)
from generator.model.definition import Criterion

TOP_STEP = 4
"""The highest step of a scale; step n is worth n/4."""

_ZERO = Fraction(0)
_ONE = Fraction(1)
_STEPS = tuple(Fraction(step, TOP_STEP) for step in range(TOP_STEP + 1))


class UnknownValueError(ValueError):
    """An answer that its criterion does not know: never silently worth 0."""

    def __init__(self, criterion: str, problem: str) -> None:
        """Name the criterion and what is wrong with its answer."""
        super().__init__(f"{criterion}: {problem}")
        self.criterion = criterion


def worth_of(criterion: Criterion, value: Value) -> Fraction:
    """Return the worth of a value, 0…1.

    Raises UnknownValueError when the criterion's answer type does not know the value,
    and when no item of a checklist applies: that is no answer but "not applicable".
    """
    kind = criterion.answer
    match kind, value:
        case ScaleType(), ScaleValue(step=step) if 0 <= step <= TOP_STEP:
            return _STEPS[step]
        case YesNoType(), YesNoValue(yes=yes):
            return _ONE if yes else _ZERO
        case ChoiceType(), ChoiceValue(option=chosen):
            for option in kind.options:
                if option.id == chosen:
                    return option.worth
        case ChecklistType(), ChecklistValue():
            return _checklist_worth(criterion.id, kind, value)
        case MetricType(), MetricValue():
            number = exact_number(value)
            return kind.bands[matching_band(kind.bands, number)].worth
        case MetricType(), NotMeasured():
            return _ZERO
        case _:
            pass
    raise UnknownValueError(criterion.id, f"{value} does not answer {kind.type}")


def _checklist_worth(
    criterion: str, checklist: ChecklistType, value: ChecklistValue
) -> Fraction:
    items = {item.id for item in checklist.items}
    met = set(value.met)
    if not (met <= items and value.not_applicable.keys() <= items):
        raise UnknownValueError(criterion, "an item is not on the checklist")
    if not met.isdisjoint(value.not_applicable):
        raise UnknownValueError(criterion, "an item is both met and not applicable")
    applicable = len(items) - len(value.not_applicable)
    if not applicable:
        raise UnknownValueError(criterion, "no item of the checklist applies")
    return Fraction(len(met), applicable)


def applies(criterion: Criterion, value: Value) -> bool:
    """Return whether the value leaves anything to judge: a checklist may not."""
    return not (
        isinstance(value, ChecklistValue)
        and isinstance(criterion.answer, ChecklistType)
        and all(item.id in value.not_applicable for item in criterion.answer.items)
    )


def exact_number(value: MetricValue) -> Fraction:
    """Return the measured number, recomputed from the counts where there are any.

    A Net Promoter Score is 100 (promoters - detractors) / n, a share is 100 count / of.
    Raises ZeroDivisionError for counts of nobody, which no reader lets through.
    """
    match value.counts:
        case NpsCounts(promoters=promoters, passives=passives, detractors=detractors):
            n = promoters + passives + detractors
            return Fraction(100 * (promoters - detractors), n)
        case ShareCounts(count=count, of=of):
            return Fraction(100 * count, of)
        case None:
            return value.number


def sample_size(value: MetricValue) -> int | None:
    """Return how many answers a number rests on, None where nobody said."""
    match value.counts:
        case NpsCounts(promoters=promoters, passives=passives, detractors=detractors):
            return promoters + passives + detractors
        case ShareCounts(of=of):
            return of
        case None:
            return value.n


def matching_band(bands: tuple[Band, ...], number: Fraction) -> int:
    """Return the place of the first band from the top that holds the number.

    The last band has no limit, so that every number has one.
    """
    for place, band in enumerate(bands):
        if (band.min is None or number >= band.min) and (
            band.max is None or number <= band.max
        ):
            return place
    return len(bands) - 1


def worth_denominator(criterion: Criterion) -> int:
    """Return a denominator of every worth that the criterion's answers can have."""
    match criterion.answer:
        case ScaleType():
            return TOP_STEP
        case YesNoType():
            return 1
        case ChoiceType(options=options):
            return lcm(*(option.worth.denominator for option in options))
        case ChecklistType(items=items):
            return lcm(*range(1, len(items) + 1))
        case MetricType(bands=bands):
            return lcm(*(band.worth.denominator for band in bands))
