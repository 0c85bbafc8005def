"""The Report: everything an audit came to, as plain data for one audience.

Templates and exports see nothing else of an audit. What the audience must not see
is not in it. Numbers are exact fractions; how they are shown is `shown`'s business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from generator.model.audit import (
    Assessed,
    NpsCounts,
    Picture,
    ShareCounts,
    Spot,
    State,
    TaskStatus,
)
from generator.model.nouns import noun
from generator.model.text import Text

SCHEMA_VERSION = "1.0"

Audience = Literal["client", "internal"]
Outcome = Literal["critical", "failing", "partly-met", "met"]


@noun
class Cap:
    """A criterion that fails critically and the level it caps at."""

    criterion: str
    kind: str
    cap: str


@noun
class Score:
    """A score of the total, a stage or a touchpoint (SCORING rules 3 to 6).

    `point`, `low`, `high` and `coverage` are 0…1, low ≤ point ≤ high; `point` is None
    where nothing is answered. `level` is an id of the definition's levels, None while
    the score is provisional; `level_alone` is what the point alone would give (None
    without a point). `capped_by` lists the failed critical criteria whose cap is below
    `level_alone`, `failed` all that fail critically, `pending` the critical criteria
    not yet known, which make the level read "at most".
    """

    point: Fraction | None
    low: Fraction
    high: Fraction
    coverage: Fraction
    level: str | None
    level_alone: str | None
    provisional: bool
    capped_by: tuple[Cap, ...] = ()
    failed: tuple[Cap, ...] = ()
    pending: tuple[str, ...] = ()


@noun
class Counts:
    """How many criteria ended in each outcome and each state."""

    critical: int = 0
    failing: int = 0
    partly_met: int = 0
    met: int = 0
    not_applicable: int = 0
    unknown: int = 0
    unanswered: int = 0
    out_of_profile: int = 0

    @property
    def answered(self) -> int:
        """How many criteria have an answer."""
        return self.critical + self.failing + self.partly_met + self.met

    @property
    def applicable(self) -> int:
        """How many criteria apply: answered, unknown or unanswered."""
        return self.answered + self.unknown + self.unanswered

    @property
    def asked(self) -> int:
        """How many criteria the profile asks."""
        return self.applicable + self.not_applicable


@noun
class ShownChoice:
    """A step, option or item of the answer type, and what the answer says of it."""

    id: str
    text: Text
    worth: Fraction | None
    mark: Literal["chosen", "not-chosen", "met", "missing", "not-applicable", "open"]
    reason: Text | None = None


@noun
class ShownBand:
    """A band of a metric; `limit` None is the last, open one."""

    limit: Fraction | None
    worth: Fraction
    hit: bool


@noun
class Survey:
    """The certainty of a measured number.

    `low` and `high` bound the 95 % interval in the unit of the number, where counts
    allow one; `low_certainty` when n is unknown or below the criterion's `min_n`;
    `counts_only` when n < 10, so that no percentage may be shown.
    """

    n: int | None
    min_n: int
    low: Fraction | None
    high: Fraction | None
    low_certainty: bool
    counts_only: bool
    counts: NpsCounts | ShareCounts | None = None


@noun
class ShownAnswer:
    """The answer in words: what was possible and what was found.

    `choices` for scale, yes_no, choice and checklist; `number`, `unit`, `bands`,
    `basis` and `survey` for a metric. `not_measured` when the shop does not measure.
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


@noun
class ShownEvidence:
    """Evidence that this audience may see; exactly one of picture, url and said."""

    picture: Picture | None = None
    url: str | None = None
    said: Text | None = None
    text: Text | None = None
    taken_on: dt.date | None = None
    private: bool = False


@noun
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


@noun
class ShownSource:
    """A source a criterion rests on."""

    id: str
    kind: str
    name: Text
    fact: Text


@noun
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


@noun
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


@noun
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


@noun
class PlanEntry:
    """A step of the plan, in the order to take them (rule 8).

    `gain` is in points of 100; `up_to` when nothing is measured yet. `days` is the
    effort in working days. `after` is the total's point (0…1) and `level_after` its
    level once this step and all before it are done; `lifts_to` is the level that the
    total reaches when this step lifts a cap, None otherwise. An `accepted` entry is
    out of the order: it has no `after`.
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


@noun
class FindOut:
    """A criterion whose answer is still missing, and what knowing it would close."""

    finding: str
    criterion: str
    closes: Fraction
    pending: bool


@noun
class TouchpointReport:
    """A touchpoint's score; None when nothing in it applies."""

    id: str
    name: Text
    score: Score | None
    counts: Counts


@noun
class StageReport:
    """A stage's score, None when nothing in it applies, and its touchpoints."""

    id: str
    name: Text
    weight: Fraction
    score: Score | None
    counts: Counts
    touchpoints: tuple[TouchpointReport, ...]
    comment: Text | None = None


@noun
class ShownLevel:
    """A level of the definition; `start` is percent of the point."""

    id: str
    start: Fraction
    name: Text


@noun
class ShownEffort:
    """What an effort from 1 to 5 means, in working days."""

    id: int
    days: Fraction
    name: Text


@noun
class Rules:
    """The rules in force: what a reader needs to follow the arithmetic."""

    levels: tuple[ShownLevel, ...]
    caps: Mapping[str, str]
    kinds: Mapping[str, Text]
    coverage_needed: Fraction
    efforts: Mapping[int, ShownEffort]


@noun
class DefinitionRef:
    """Which definition an audit was scored with."""

    id: str
    version: str
    digest: str
    title: Text
    profile_name: Text | None


@noun
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


@noun
class EvidenceCoverage:
    """How much of what was answered rests on evidence this audience may see.

    `share` is the part of the answered weight that has any, 0…1; None where nothing is
    answered. It never enters the score. `stale` is how many findings carry the mark
    for old evidence; answers outside the profile count in neither.
    """

    share: Fraction | None
    stale: int


@noun
class StageRange:
    """A stage's range when its criterion weights move; 0 ≤ low ≤ point ≤ high ≤ 1."""

    stage: str
    low: Fraction
    high: Fraction


@noun
class Robustness:
    """What other weights would make of the total and of the plan (rule 11).

    `low` and `high` (0…1) bound the total's point when every criterion weight may move
    by 25 % on its own and stage weights stay; `stages` holds the same for every stage
    with a point, in journey order, and the total's range is their weighted mean.
    `steady` are the criteria, in plan order, that stay among the first five of the
    plan with their own weight 25 % lower and all others 25 % higher.
    """

    low: Fraction
    high: Fraction
    stages: tuple[StageRange, ...]
    steady: tuple[str, ...]


@noun
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
