"""Shops side by side: how each stands beside the highest of those asked the same."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from generator.model.records import record

Verdict = Literal["highest", "unclear", "lower", "other", "none"]
"""How a shop stands beside the highest: `unclear` where their ranges touch, `lower` where
they do not; `other` was asked other questions, `none` has no point."""


@record
class Standing:
    """One shop in one part of an audit, by its latest own audit.

    `low` to `high` (0…1) is its whole range: what is not known yet, and what other
    weights could make of it; None where nothing applies. `verdict` is None where
    there is nobody to stand beside.
    """

    shop: str
    date: dt.date
    low: Fraction | None
    high: Fraction | None
    verdict: Verdict | None


@record
class ComparedPart:
    """The total (`stage` is None) or a stage of all shops, those of the highest totals first."""

    stage: str | None
    standings: tuple[Standing, ...]


@record
class Comparison:
    """The shops that were audited with one definition, in any of its versions."""

    definition: str
    parts: tuple[ComparedPart, ...]
