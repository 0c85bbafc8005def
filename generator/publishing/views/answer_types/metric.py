"""A measured number on a page."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup, escape

from generator.i18n.localizer import Voice
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


def possible(answer: MetricType, voice: Voice) -> tuple[PossibleView, ...]:
    """Return the bands, the best first."""
    unit, before, bands = unit_words(answer.unit, answer.measures, voice), None, []
    for band in answer.bands:
        limit = band.min if answer.direction == "higher" else band.max
        bands.append(
            PossibleView(
                text=band_label(limit, before, answer.direction, unit, voice),
                worth=voice.worth(band.worth),
            )
        )
        before = limit
    return tuple(bands)


def unit_words(unit: Text | None, measures: Measures | None, voice: Voice) -> str:
    """Return a unit as people write it: an author may have called a score `nps`."""
    if measures == "nps":
        return "NPS"
    return voice.plain(unit) if unit else ""


def with_unit(number: Fraction, unit: str, voice: Voice) -> Markup:
    """Return a number with its unit, joined as the unit wants it."""
    joint = "" if unit in _NO_SPACE else "\u00a0"
    return voice.string(f"{voice.number(number)}{joint}{unit}")


def band_label(
    limit: Fraction | None,
    before: Fraction | None,
    direction: str | None,
    unit: str,
    voice: Voice,
) -> Markup:
    """Return what values a band holds: its own limit, or beyond the one before."""
    higher = direction != "lower"
    if limit is not None:
        sign = "≥" if higher else "≤"
        return escape(f"{sign}\u00a0") + with_unit(limit, unit, voice)
    if before is None:
        return voice.word("answer.any")
    sign = "<" if higher else ">"
    return escape(f"{sign}\u00a0") + with_unit(before, unit, voice)


def _bands(answer: ShownAnswer, unit: str, voice: Voice) -> tuple[ChoiceView, ...]:
    views = []
    before: ShownBand | None = None
    for band in answer.bands:
        limit = before.limit if before else None
        views.append(
            ChoiceView(
                text=band_label(band.limit, limit, answer.direction, unit, voice),
                mark="chosen" if band.hit else "not-chosen",
                worth=voice.worth(band.worth),
            )
        )
        before = band
    return tuple(views)


def view(answer: ShownAnswer, voice: Voice, *, answered: bool) -> AnswerView:
    """Return the number with its certainty, or the bands there are."""
    unit = unit_words(answer.unit, answer.measures, voice)
    ladder = _bands(answer, unit, voice)
    basis = voice.text(answer.basis) if answer.basis else None
    kind = answer.basis_kind or ""
    if answer.not_measured:
        return AnswerView(
            lead=voice.word("answer.not_measured"),
            text=voice.word("answer.not_measured_means"),
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
        text = voice.word("answer.band", band=hit.text, worth=hit.worth)
    return AnswerView(
        lead=(
            voice.word("answer.too_few")
            if few
            else with_unit(_shown(answer.number, survey), unit, voice)
        ),
        text=text,
        ladder=ladder,
        facts=_facts(survey, unit, voice) if survey else (),
        doubt=_doubt(survey, voice) if survey else None,
        basis=basis,
        basis_kind=kind,
        interval=_interval(answer, unit, voice),
    )


def _interval(answer: ShownAnswer, unit: str, voice: Voice) -> IntervalView | None:
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
        told=_interval_words(survey.low, survey.high, unit, voice),
        start=voice.number(drawn.start),
        end=voice.number(drawn.end),
    )


def _interval_words(low: Fraction, high: Fraction, unit: str, voice: Voice) -> Markup:
    return voice.word(
        "answer.interval",
        low=voice.number(_one_place(low)),
        high=with_unit(_one_place(high), unit, voice),
    )


def _facts(survey: Survey, unit: str, voice: Voice) -> tuple[Markup, ...]:
    facts = []
    counts = survey.counts
    if isinstance(counts, NpsCounts):
        facts.append(
            voice.word(
                "answer.nps_counts",
                promoters=counts.promoters,
                passives=counts.passives,
                detractors=counts.detractors,
            )
        )
    elif counts is not None:
        facts.append(
            voice.word("answer.share_counts", count=counts.count, of=counts.of)
        )
    elif survey.n is not None:
        facts.append(voice.word("answer.sample", number=voice.number(survey.n)))
    if survey.low is not None and survey.high is not None:
        facts.append(_interval_words(survey.low, survey.high, unit, voice))
    return tuple(facts)


def _shown(number: Fraction, survey: Survey | None) -> Fraction:
    """Return a number as it was given, or to one place where counts gave it."""
    return _one_place(number) if survey and survey.counts else number


def _one_place(number: Fraction) -> Fraction:
    """Round to one decimal: more would claim what is not known."""
    return Fraction(int(number * 10 + (_HALF if number >= 0 else -_HALF)), 10)


def _doubt(survey: Survey, voice: Voice) -> Markup | None:
    if not survey.low_certainty:
        return None
    if survey.n is None:
        return voice.word("answer.no_sample", min_n=survey.min_n)
    return voice.word("answer.small_sample", n_seen=survey.n, min_n=survey.min_n)
