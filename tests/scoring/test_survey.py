"""The certainty of measured numbers, against published and recomputed vectors."""

from __future__ import annotations

from fractions import Fraction

import builders as build
import pytest

from generator.model.audit import MetricValue, NpsCounts, ShareCounts
from generator.model.finding import Survey
from generator.scoring.survey import nps_interval, share_interval


def survey(value: MetricValue, unit: str = "%", min_n: int = 30) -> Survey:
    definition = build.definition(
        None, build.criterion("asked", build.metric(unit=unit, min_n=min_n))
    )
    shown = build.scored(definition, {"asked": value}).findings[0].answer.survey
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((100, 60, 40), 18.82, 40.30),
        ((5, 0, 0), 17.49, 100),
        ((9, 12, 15), -40.299, 9.530),
        ((50, 30, 20), 14.051, 44.201),
        ((0, 0, 5), -100, -17.49),
    ],
)
def test_nps_intervals(counts: tuple[int, int, int], low: float, high: float) -> None:
    """Adjusted-Wald intervals of Net Promoter Scores, clipped to ±100."""
    promoters, passives, detractors = counts
    found = nps_interval(
        NpsCounts(promoters=promoters, passives=passives, detractors=detractors)
    )
    assert [float(bound) for bound in found] == pytest.approx([low, high], abs=0.005)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 25.53, 36.62),
        (1, 29, 0.61, 17.18),
        (0, 10, 0, 27.75328),
        (3, 10, 10.77913, 60.32219),
        (10, 10, 72.24672, 100),
        (4, 5, 37.55, 96.38),
    ],
)
def test_share_intervals(count: int, of: int, low: float, high: float) -> None:
    """Wilson intervals: Newcombe 1998 (first two), R's prop.test, Tullis (last)."""
    found = share_interval(ShareCounts(count=count, of=of))
    assert [float(bound) for bound in found] == pytest.approx([low, high], abs=0.006)


def test_bounds_are_exact_decimals() -> None:
    """Bounds have six decimals, and the ends of the range are met exactly."""
    low, high = share_interval(ShareCounts(count=0, of=10))
    assert low == 0
    assert (high * 10**6).denominator == 1
    assert share_interval(ShareCounts(count=10, of=10))[1] == 100
    assert nps_interval(NpsCounts(promoters=5, passives=0, detractors=0))[1] == 100


@pytest.mark.parametrize(
    ("n", "low_certainty", "counts_only"),
    [(None, True, False), (9, True, True), (10, True, False), (30, False, False)],
)
def test_certainty(n: int | None, low_certainty: bool, counts_only: bool) -> None:
    """Below min_n or unknown: low certainty; below ten: no percentage."""
    shown = survey(MetricValue(number=Fraction(80), n=n))
    assert shown.low_certainty is low_certainty
    assert shown.counts_only is counts_only
    assert shown.n == n


@pytest.mark.parametrize("n", [None, 1, 5])
def test_one_look_can_be_enough(n: int | None) -> None:
    """A number that anybody can count again is certain without a sample size."""
    shown = survey(MetricValue(number=Fraction(9), n=n), unit="fields", min_n=1)
    assert not shown.low_certainty


def test_no_interval_is_made_up() -> None:
    """A number with n but without counts has no interval."""
    shown = survey(MetricValue(number=Fraction(80), n=240))
    assert shown.low is shown.high is None


def test_counts_give_n() -> None:
    """The sample size is that of the counts."""
    counts = NpsCounts(promoters=4, passives=3, detractors=2)
    shown = survey(MetricValue(number=Fraction(0), counts=counts), unit="nps", min_n=5)
    assert shown.n == 9
    assert shown.counts_only
    assert not shown.low_certainty
    assert shown.counts == counts


def test_hours_may_be_shown_from_few_cases() -> None:
    """Only shares and Net Promoter Scores are held back below ten answers."""
    shown = survey(MetricValue(number=Fraction(5), n=3), unit="hours", min_n=1)
    assert not shown.counts_only
