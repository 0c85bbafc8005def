"""How certain a measured number is (SCORING rule 12)."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from generator.model.answers import MetricType
from generator.model.audit import MetricValue, NpsCounts, ShareCounts
from generator.model.finding import Survey

Z = Fraction(1_959_964, 1_000_000)
"""The quantile of the normal distribution for an interval of 95 %."""

FEWEST_FOR_PERCENT = 10
"""Below this many answers a percentage says more than is known."""

_PLACES = 6
_ROOT_SCALE = 10**15


class SampleRules(NamedTuple):
    """What a metric asks of a sample; `percent`: its number is a share or an NPS."""

    min_n: int
    percent: bool

    @classmethod
    def of(cls, metric: MetricType) -> SampleRules:
        """Return what the metric asks."""
        return cls(metric.min_n, metric.measures != "number")


def survey_of(rules: SampleRules, value: MetricValue) -> Survey:
    """Return the sample size, the 95 % interval and the certainty of a number.

    Only counts give an interval: from a number and n alone none is made up. The
    bounds are in the unit of the number, rounded to six decimals.
    """
    counts = value.counts
    low = high = None
    if counts is None:
        n = value.n
    elif isinstance(counts, NpsCounts):
        n = counts.promoters + counts.passives + counts.detractors
        low, high = nps_interval(counts)
    else:
        n = counts.of
        low, high = share_interval(counts)
    return Survey(
        n=n,
        min_n=rules.min_n,
        low=low,
        high=high,
        # Where one look is enough, nobody gives a sample size.
        low_certainty=(1 if n is None else n) < rules.min_n,
        counts_only=rules.percent and n is not None and n < FEWEST_FOR_PERCENT,
        counts=counts,
    )


def nps_interval(counts: NpsCounts) -> tuple[Fraction, Fraction]:
    """Return the adjusted-Wald interval of a Net Promoter Score, within ±100.

    Three answers are added to n, three quarters of one to promoters and to detractors
    each (Rocks, "Interval Estimation for the Net Promoter Score", 2016); the variance
    of p - d is (p + d - (p - d)²) / n.
    """
    n = counts.promoters + counts.passives + counts.detractors + 3
    promoters = (counts.promoters + Fraction(3, 4)) / n
    detractors = (counts.detractors + Fraction(3, 4)) / n
    centre = promoters - detractors
    half = Z * _root((promoters + detractors - centre**2) / n)
    return _rounded(centre - half, -1), _rounded(centre + half, -1)


def share_interval(counts: ShareCounts) -> tuple[Fraction, Fraction]:
    """Return the Wilson interval of a share in percent, within 0…100.

    Wilson, "Probable inference, the law of succession, and statistical inference",
    1927. `counts.of` is at least 1.
    """
    n = counts.of
    count = Fraction(counts.count)
    centre = (count + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * _root(count * (n - count) / n + Z**2 / 4)
    return _rounded(centre - half, 0), _rounded(centre + half, 0)


def _root(square: Fraction) -> Fraction:
    """Return the square root, rounded down at 15 decimals: the same everywhere."""
    scaled = square.numerator * _ROOT_SCALE**2 // square.denominator
    return Fraction(isqrt(scaled), _ROOT_SCALE)


def _rounded(bound: Fraction, least: int) -> Fraction:
    """Return the bound within `least`…1 in points of 100, at six decimals."""
    return round(100 * min(max(bound, Fraction(least)), Fraction(1)), _PLACES)
