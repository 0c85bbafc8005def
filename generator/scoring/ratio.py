"""Fractions at the edge: integers inside, one exact Fraction for every ratio."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import lcm

_KEPT = 1 << 16
"""How many ratios are remembered; an audit makes a few hundred."""


@lru_cache(maxsize=_KEPT)
def ratio(numerator: int, denominator: int) -> Fraction:
    """Return numerator / denominator exactly; equal ratios share one object."""
    return Fraction(numerator, denominator)


def common_denominator(fractions: Iterable[Fraction]) -> int:
    """Return the smallest integer that makes every fraction whole (1 for none)."""
    return lcm(*(fraction.denominator for fraction in fractions))


def over(fraction: Fraction, denominator: int) -> int:
    """Return the numerator of `fraction` over a denominator that it divides."""
    return fraction.numerator * (denominator // fraction.denominator)
