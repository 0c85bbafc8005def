"""The Report: everything an audit came to, as plain data for one audience.

Templates and exports see nothing else of an audit. What the audience must not see
is not in it. Numbers are exact fractions; how they are shown is `shown`'s business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from generator.model.audience import AUDIENCES, Audience, AudiencePolicy
from generator.model.audit import Assessed, Spot
from generator.model.finding import Finding, ShownTask
from generator.model.horizon import Horizon
from generator.model.records import record
from generator.model.score import Counts, Score
from generator.model.text import Text

SCHEMA_VERSION = "1.1"


@record
class PlanEntry:
    """A step of the plan, in the order to take them (rule 8).

    `horizon` says when it is to be taken. `gain` is in points of 100; `up_to` when nothing is measured yet. `days` is the
    effort in working days. `after` is the total's point (0…1) and `level_after` its
    level once this step and all before it are done; `lifts_to` is the level that the
    total reaches when this step lifts a cap, None otherwise. An `accepted` entry is
    out of the order: it has no `after` and no horizon.
    """

    finding: str
    criterion: str
    gain: Fraction
    up_to: bool
    effort: int
    days: Fraction
    after: Fraction | None
    level_after: str | None
    lifts_to: str | None
    accepted: bool = False
    task: ShownTask | None = None
    horizon: Horizon | None = None


@record
class FindOut:
    """A criterion whose answer is still missing, and what knowing it would close."""

    finding: str
    criterion: str
    closes: Fraction
    pending: bool


@record
class TouchpointReport:
    """A touchpoint's score; None when nothing in it applies."""

    id: str
    name: Text
    score: Score | None
    counts: Counts


@record
class StageReport:
    """A stage's score, None when nothing in it applies, and its touchpoints."""

    id: str
    name: Text
    weight: Fraction
    score: Score | None
    counts: Counts
    touchpoints: tuple[TouchpointReport, ...]
    comment: Text | None = None


@record
class ShownLevel:
    """A level of the definition; `start` is percent of the point."""

    id: str
    start: Fraction
    name: Text


@record
class ShownEffort:
    """What an effort from 1 to 5 means, in working days."""

    id: int
    days: Fraction
    name: Text


@record
class Rules:
    """The rules in force: what a reader needs to follow the arithmetic."""

    levels: tuple[ShownLevel, ...]
    caps: Mapping[str, str]
    kinds: Mapping[str, Text]
    coverage_needed: Fraction
    efforts: Mapping[int, ShownEffort]


@record
class DefinitionRef:
    """Which definition an audit was scored with."""

    id: str
    version: str
    digest: str
    title: Text
    profile_name: Text | None


@record
class ShopRef:
    """Who was audited, as far as the audience may know."""

    id: str
    name: Text
    url: str
    language: str | None = None
    sector: Text | None = None
    country: str | None = None
    about: Text | None = None
    contacts: tuple[str, ...] = ()


@record
class EvidenceCoverage:
    """How much of what was answered rests on evidence this audience may see.

    `share` is the part of the answered weight that has any, 0…1; None where nothing is
    answered. It never enters the score. `stale` is how many findings carry the mark
    for old evidence; answers outside the profile count in neither.
    """

    share: Fraction | None
    stale: int


@record
class StageRange:
    """A stage's range when its criterion weights move; 0 ≤ low ≤ point ≤ high ≤ 1."""

    stage: str
    low: Fraction
    high: Fraction


@record
class Robustness:
    """What other weights would make of the total and of the plan (rule 11).

    `low` and `high` (0…1) bound the total's point when every criterion weight may move
    by 25 % on its own and stage weights stay; `stages` holds the same for every stage
    with a point, in journey order, and the total's range is their weighted mean.
    `low_level` and `high_level` are the levels that those two points alone would reach;
    None while the total is provisional. `steady` are the criteria, in plan order, that stay among the first five of the
    plan with their own weight 25 % lower and all others 25 % higher.
    """

    low: Fraction
    high: Fraction
    stages: tuple[StageRange, ...]
    steady: tuple[str, ...]
    low_level: str | None = None
    high_level: str | None = None


@record
class Report:
    """One audit, scored, for one audience, as of one day.

    `robustness` is None where there is no point, and where no stage has two answers:
    then there are no weights to weigh against each other.
    """

    generator: str
    definition: DefinitionRef
    shop: ShopRef
    date: dt.date
    label: str | None
    as_of: dt.date
    profile: str
    audience: Audience
    auditors: tuple[str, ...]
    assessed: Assessed
    language: str
    sample: Text | None
    summary: Text | None
    score: Score | None
    stages: tuple[StageReport, ...]
    findings: tuple[Finding, ...]
    plan: tuple[PlanEntry, ...]
    find_out: tuple[FindOut, ...]
    counts: Counts
    evidence: EvidenceCoverage
    rules: Rules
    robustness: Robustness | None = None
    source: Spot | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is the shop's own audit: a single rating has a label."""
        return self.label is None

    @property
    def policy(self) -> AudiencePolicy:
        """What its audience may see."""
        return AUDIENCES[self.audience]
