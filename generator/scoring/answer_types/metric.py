"""A measured number: its band, and the number in words with its certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from generator.model.answers import Band, MetricType
from generator.model.audit import (
    MetricValue,
    NotMeasured,
    NpsCounts,
    ShareCounts,
    Value,
)
from generator.model.finding import ShownAnswer, ShownBand
from generator.scoring.answer_types.evaluator import (
    AnswerEvaluator,
    Evaluation,
    UnknownValueError,
)
from generator.scoring.survey import SampleRules, survey_of


def evaluator(criterion: str, kind: MetricType) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    return MetricEvaluator(
        criterion=criterion,
        words=MetricWords.of(kind),
        limits=tuple(limit_of(band) for band in kind.bands),
        worths=tuple(band.worth for band in kind.bands),
    )


def denominator(kind: MetricType) -> int:
    """Return a denominator of every worth that an answer can have."""
    return lcm(*(band.worth.denominator for band in kind.bands))


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricEvaluator:
    """For a metric: the worth of the first band from the top that holds the number."""

    criterion: str
    words: MetricWords
    limits: tuple[Limit, ...]
    worths: tuple[Fraction, ...]

    @property
    def open(self) -> ShownAnswer:
        """The bands, none of them hit."""
        return self.words.open

    def evaluate(self, value: Value) -> Evaluation:
        """Find the band; what is not measured is worth 0."""
        if isinstance(value, NotMeasured):
            return _ZERO, self.words.not_measured
        if not isinstance(value, MetricValue):
            raise UnknownValueError(self.criterion, f"not a number: {value}")
        number = exact_number(value)
        place = matching_band(self.limits, number)
        return self.worths[place], self.words.shown(value, number, place)


_ZERO = Fraction(0)


def exact_number(value: MetricValue) -> Fraction:
    """Return the measured number, recomputed from the counts where there are any.

    A Net Promoter Score is 100 (promoters - detractors) / n, a share is 100 count / of.
    Raises ZeroDivisionError for counts of nobody, which no reader lets through.
    """
    match value.counts:
        case None:
            return value.number
        case NpsCounts(promoters=promoters, passives=passives, detractors=detractors):
            n = promoters + passives + detractors
            return Fraction(100 * (promoters - detractors), n)
        case ShareCounts(count=count, of=of):
            return Fraction(100 * count, of)


class Limit(NamedTuple):
    """The limit of a band: sign · number ≥ sign · numerator / denominator.

    The sign is -1 for a limit from above. A band without a limit has sign 0, and every
    number is in it.
    """

    sign: int
    numerator: int
    denominator: int


def limit_of(band: Band) -> Limit:
    """Return the limit of a band."""
    if band.min is not None:
        return Limit(1, band.min.numerator, band.min.denominator)
    if band.max is not None:
        return Limit(-1, band.max.numerator, band.max.denominator)
    return Limit(0, 0, 1)


def matching_band(limits: Sequence[Limit], number: Fraction) -> int:
    """Return the place of the first band from the top that holds the number.

    The last band has no limit, so that every number has one.
    """
    whole, part = number.numerator, number.denominator
    for place, (sign, numerator, denominator) in enumerate(limits):
        if sign * whole * denominator >= sign * numerator * part:
            return place
    return len(limits) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricWords:
    """The words of a metric's answers, made once.

    `bands` holds all bands once for each of them, with that one hit.
    """

    open: ShownAnswer
    not_measured: ShownAnswer
    sample: SampleRules
    bands: tuple[tuple[ShownBand, ...], ...]

    @classmethod
    def of(cls, kind: MetricType) -> MetricWords:
        """Prepare the words of a metric."""
        return cls(
            open=_open(kind),
            not_measured=replace(_open(kind), not_measured=True),
            sample=SampleRules.of(kind),
            bands=tuple(_bands(kind, place) for place in range(len(kind.bands))),
        )

    def shown(self, value: MetricValue, number: Fraction, band: int) -> ShownAnswer:
        """Return a measured number, which lies in a band, in words."""
        open_ = self.open
        return ShownAnswer(
            type="metric",
            number=number,
            unit=open_.unit,
            measures=open_.measures,
            direction=open_.direction,
            bands=self.bands[band],
            basis=open_.basis,
            basis_kind=open_.basis_kind,
            survey=survey_of(self.sample, value),
        )


def _bands(kind: MetricType, hit: int | None) -> tuple[ShownBand, ...]:
    return tuple(
        ShownBand(
            limit=band.max if band.min is None else band.min,
            worth=band.worth,
            hit=place == hit,
        )
        for place, band in enumerate(kind.bands)
    )


def _open(kind: MetricType) -> ShownAnswer:
    return ShownAnswer(
        type="metric",
        unit=kind.unit,
        measures=kind.measures,
        direction=kind.direction,
        bands=_bands(kind, None),
        basis=kind.basis.text,
        basis_kind=kind.basis.kind,
    )
