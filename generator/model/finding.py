"""Findings: what one criterion came to in one audit, as an audience may see it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from generator.model.answers import Measures
from generator.model.audit import (
    NpsCounts,
    Picture,
    ShareCounts,
    Spot,
    State,
    TaskStatus,
)
from generator.model.records import record
from generator.model.text import Text

Outcome = Literal["critical", "failing", "partly-met", "met"]


@record
class ShownChoice:
    """A step, option or item of the answer type, and what the answer says of it."""

    id: str
    text: Text
    worth: Fraction | None
    mark: Literal["chosen", "not-chosen", "met", "missing", "not-applicable", "open"]
    reason: Text | None = None


@record
class ShownBand:
    """A band of a metric; `limit` None is the last, open one."""

    limit: Fraction | None
    worth: Fraction
    hit: bool


@record
class Survey:
    """The certainty of a measured number.

    `low` and `high` bound the 95 % interval in the unit of the number, where counts
    allow one; `low_certainty` when n is below the criterion's `min_n`, where an unknown
    n counts as 1; `counts_only` when n < 10, so that no percentage may be shown.
    """

    n: int | None
    min_n: int
    low: Fraction | None
    high: Fraction | None
    low_certainty: bool
    counts_only: bool
    counts: NpsCounts | ShareCounts | None = None


@record
class ShownAnswer:
    """The answer in words: what was possible and what was found.

    `choices` for scale, yes_no, choice and checklist; `number`, `unit`, `bands`,
    `basis`, `survey` and what it `measures` for a metric. `not_measured` when the shop does not measure.
    """

    type: Literal["scale", "yes_no", "choice", "checklist", "metric"]
    choices: tuple[ShownChoice, ...] = ()
    number: Fraction | None = None
    unit: Text | None = None
    direction: Literal["higher", "lower"] | None = None
    bands: tuple[ShownBand, ...] = ()
    basis: Text | None = None
    basis_kind: str | None = None
    survey: Survey | None = None
    not_measured: bool = False
    measures: Measures | None = None


@record
class ShownEvidence:
    """Evidence that this audience may see; exactly one of picture, url and said."""

    picture: Picture | None = None
    url: str | None = None
    said: Text | None = None
    text: Text | None = None
    taken_on: dt.date | None = None
    private: bool = False


@record
class ShownTask:
    """A task about a finding, seen on the report's `as_of` date."""

    owner: str | None
    due: dt.date | None
    status: TaskStatus
    overdue: bool
    reason: Text | None = None
    until: dt.date | None = None
    expired: bool = False
    note: Text | None = None
    private: Text | None = None


@record
class ShownSource:
    """A source a criterion rests on."""

    id: str
    kind: str
    name: Text
    fact: Text


@record
class ShownCritical:
    """What makes a criterion critical and whether it fails in this audit."""

    kind: str
    below: Fraction
    cap: str
    reason: Text
    exempt_when: Text | None
    must_items: tuple[str, ...]
    failed: bool
    exempt: Text | None = None


@record
class Asked:
    """What the definition says of a criterion; the same in every report."""

    name: Text
    question: Text
    why: Text
    how_to_check: Text
    recommendation: Text
    evidence_from: str
    not_applicable_when: Text | None
    kpis: tuple[Text, ...]
    sources: tuple[ShownSource, ...]


@record
class Finding:
    """What one criterion came to in one audit.

    `id` is "<shop>/<criterion>", the same in every audit. `worth` (0…1) and `outcome`
    are there when `state` is "answered". `gain` is in points of 100 of the total
    (rule 8), None when the finding is not answered. `share` is what the criterion adds
    to the total's point, `stage_share` to its stage's, both 0…1 (rule 10); None
    outside the score. `closes` is by how many points of 100 an answer would narrow the
    total's interval (rule 9), None unless unknown or unanswered.
    """

    id: str
    criterion: str
    stage: str
    touchpoint: str
    state: State
    outcome: Outcome | None
    worth: Fraction | None
    weight: int
    effort: int
    gain: Fraction | None
    share: Fraction | None
    stage_share: Fraction | None
    touchpoint_share: Fraction | None
    closes: Fraction | None
    critical: ShownCritical | None
    low_certainty: bool
    asked: Asked
    answer: ShownAnswer
    reason: Text | None = None
    note: Text | None = None
    advice: Text | None = None
    evidence: tuple[ShownEvidence, ...] = ()
    checked_on: dt.date | None = None
    stale: bool = False
    private: Text | None = None
    edit: Spot | None = None
