"""A measured number on a page."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup, escape

from generator.i18n.localizer import Localizer
from generator.model.answers import Measures, MetricType
from generator.model.audit import NpsCounts
from generator.model.finding import ShownAnswer, ShownBand, Survey
from generator.model.text import Text
from generator.publishing.figures.interval import interval
from generator.publishing.views.answer_types.parts import (
    AnswerView,
    ChoiceView,
    IntervalView,
    PossibleView,
)

_NO_SPACE = frozenset(["%", "°"])

_HALF = Fraction(1, 2)
_WORST_NPS = -100


def possible(answer: MetricType, localizer: Localizer) -> tuple[PossibleView, ...]:
    """Return the bands, the best first."""
    unit, before, bands = unit_words(answer.unit, answer.measures, localizer), None, []
    for band in answer.bands:
        limit = band.min if answer.direction == "higher" else band.max
        bands.append(
            PossibleView(
                text=band_label(limit, before, answer.direction, unit, localizer),
                worth=localizer.worth(band.worth),
            )
        )
        before = limit
    return tuple(bands)


def unit_words(
    unit: Text | None, measures: Measures | None, localizer: Localizer
) -> str:
    """Return a unit as people write it: an author may have called a score `nps`."""
    if measures == "nps":
        return "NPS"
    return localizer.plain(unit) if unit else ""


def with_unit(number: Fraction, unit: str, localizer: Localizer) -> Markup:
    """Return a number with its unit, joined as the unit wants it."""
    joint = "" if unit in _NO_SPACE else "\u00a0"
    return localizer.string(f"{localizer.number(number)}{joint}{unit}")


def band_label(
    limit: Fraction | None,
    before: Fraction | None,
    direction: str | None,
    unit: str,
    localizer: Localizer,
) -> Markup:
    """Return what values a band holds: its own limit, or beyond the one before."""
    higher = direction != "lower"
    if limit is not None:
        sign = "≥" if higher else "≤"
        return escape(f"{sign}\u00a0") + with_unit(limit, unit, localizer)
    if before is None:
        return localizer.word("answer.any")
    sign = "<" if higher else ">"
    return escape(f"{sign}\u00a0") + with_unit(before, unit, localizer)


def _bands(
    answer: ShownAnswer, unit: str, localizer: Localizer
) -> tuple[ChoiceView, ...]:
    views = []
    before: ShownBand | None = None
    for band in answer.bands:
        limit = before.limit if before else None
        views.append(
            ChoiceView(
                text=band_label(band.limit, limit, answer.direction, unit, localizer),
                mark="chosen" if band.hit else "not-chosen",
                worth=localizer.worth(band.worth),
            )
        )
        before = band
    return tuple(views)


def view(answer: ShownAnswer, localizer: Localizer, *, answered: bool) -> AnswerView:
    """Return the number with its certainty, or the bands there are."""
    unit = unit_words(answer.unit, answer.measures, localizer)
    ladder = _bands(answer, unit, localizer)
    basis = localizer.text(answer.basis) if answer.basis else None
    kind = answer.basis_kind or ""
    if answer.not_measured:
        return AnswerView(
            lead=localizer.word("answer.not_measured"),
            text=localizer.word("answer.not_measured_means"),
            ladder=ladder,
            basis=basis,
            basis_kind=kind,
        )
    if not answered or answer.number is None:
        return AnswerView(ladder=ladder, basis=basis, basis_kind=kind)
    survey = answer.survey
    few = survey is not None and survey.counts_only
    hit = next((band for band in ladder if band.mark == "chosen"), None)
    text = ""
    if hit is not None:
        text = localizer.word("answer.band", band=hit.text, worth=hit.worth)
    return AnswerView(
        lead=(
            localizer.word("answer.too_few")
            if few
            else with_unit(_shown(answer.number, survey), unit, localizer)
        ),
        text=text,
        ladder=ladder,
        facts=_facts(survey, unit, localizer) if survey else (),
        doubt=_doubt(survey, localizer) if survey else None,
        basis=basis,
        basis_kind=kind,
        interval=_interval(answer, unit, localizer),
    )


def _interval(
    answer: ShownAnswer, unit: str, localizer: Localizer
) -> IntervalView | None:
    """Draw the interval of counts; below ten answers it has no point to show."""
    survey = answer.survey
    if survey is None or survey.low is None or survey.high is None:
        return None
    drawn = interval(
        survey.low,
        survey.high,
        None if survey.counts_only else answer.number,
        [band.limit for band in answer.bands if band.limit is not None],
        start=_WORST_NPS if isinstance(survey.counts, NpsCounts) else 0,
    )
    return IntervalView(
        drawn=drawn,
        told=_interval_words(survey.low, survey.high, unit, localizer),
        start=localizer.number(drawn.start),
        end=localizer.number(drawn.end),
    )


def _interval_words(
    low: Fraction, high: Fraction, unit: str, localizer: Localizer
) -> Markup:
    return localizer.word(
        "answer.interval",
        low=localizer.number(_one_place(low)),
        high=with_unit(_one_place(high), unit, localizer),
    )


def _facts(survey: Survey, unit: str, localizer: Localizer) -> tuple[Markup, ...]:
    facts = []
    counts = survey.counts
    if isinstance(counts, NpsCounts):
        facts.append(
            localizer.word(
                "answer.nps_counts",
                promoters=counts.promoters,
                passives=counts.passives,
                detractors=counts.detractors,
            )
        )
    elif counts is not None:
        facts.append(
            localizer.word("answer.share_counts", count=counts.count, of=counts.of)
        )
    elif survey.n is not None:
        facts.append(localizer.word("answer.sample", number=localizer.number(survey.n)))
    if survey.low is not None and survey.high is not None:
        facts.append(_interval_words(survey.low, survey.high, unit, localizer))
    return tuple(facts)


def _shown(number: Fraction, survey: Survey | None) -> Fraction:
    """Return a number as it was given, or to one place where counts gave it."""
    return _one_place(number) if survey and survey.counts else number


def _one_place(number: Fraction) -> Fraction:
    """Round to one decimal: more would claim what is not known."""
    return Fraction(int(number * 10 + (_HALF if number >= 0 else -_HALF)), 10)


def _doubt(survey: Survey, localizer: Localizer) -> Markup | None:
    if not survey.low_certainty:
        return None
    if survey.n is None:
        return localizer.word("answer.no_sample", min_n=survey.min_n)
    return localizer.word("answer.small_sample", n_seen=survey.n, min_n=survey.min_n)
