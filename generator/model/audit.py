"""One shop's audit: who was asked, when, and what the answers were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Literal

from generator.model.records import record
from generator.model.text import Text

State = Literal["answered", "not-applicable", "unknown", "unanswered", "out-of-profile"]
"""What became of a criterion in an audit. States are never turned into one another."""

Assessed = Literal["self", "external", "training"]
STALE_AFTER = dt.timedelta(days=180)
"""How old the newest evidence of an answer may be on the day of the audit."""

TaskStatus = Literal["open", "in-progress", "done", "accepted"]


@record
class Spot:
    """A place in somebody's YAML: the file within the project, and the line from 1."""

    path: str
    line: int


@record
class Picture:
    """A picture in a shop's evidence folder.

    `path` is where it lies on this machine; `digest` is the SHA-256 of its bytes in
    hexadecimal, so that equal pictures are known to be equal.
    """

    path: str
    digest: str


@record
class Evidence:
    """What an answer rests on: exactly one of `picture`, `url` and `said`."""

    picture: Picture | None = None
    url: str | None = None
    said: Text | None = None
    text: Text | None = None
    taken_on: dt.date | None = None
    private: bool = False


@record
class ScaleValue:
    """The step reached, 0 to 4."""

    step: int


@record
class YesNoValue:
    """Yes or no."""

    yes: bool


@record
class ChoiceValue:
    """The id of the option that holds."""

    option: str


@record
class ChecklistValue:
    """The ids of the items met, and those that do not apply with the reason."""

    met: tuple[str, ...]
    not_applicable: Mapping[str, Text] = field(default_factory=dict, hash=False)

    def lacks_any(self, items: Iterable[str]) -> bool:
        """Return whether one of the items applies and is not met."""
        return any(
            item not in self.met and item not in self.not_applicable for item in items
        )


@record
class NpsCounts:
    """The answers 9–10, 7–8 and 0–6 to the Net Promoter question."""

    promoters: int
    passives: int
    detractors: int


@record
class ShareCounts:
    """How many (`count`) of how many (`of`, at least 1)."""

    count: int
    of: int


@record
class MetricValue:
    """A measured number in the criterion's unit.

    `n` is the sample size where it is known; `counts` are given where the number was
    computed from them.
    """

    number: Fraction
    n: int | None = None
    counts: NpsCounts | ShareCounts | None = None


@record
class NotMeasured:
    """The shop does not measure it: an answer worth 0."""


Value = (
    ScaleValue | YesNoValue | ChoiceValue | ChecklistValue | MetricValue | NotMeasured
)


@record
class Answer:
    """What the auditor wrote down for one criterion.

    `value` is there exactly when `state` is "answered"; `reason` exactly when it is
    "not-applicable" or "unknown". `state` is never "out-of-profile" here: that is
    decided by the audit's profile when the audit is scored.
    """

    criterion: str
    state: State
    value: Value | None = None
    reason: Text | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    private: Text | None = None
    checked_on: dt.date | None = None
    advice: Text | None = None
    effort: int | None = None
    exempt: Text | None = None
    spot: Spot | None = None


@record
class Shop:
    """Who was audited. `contacts` is for the internal audience only."""

    id: str
    name: Text
    url: str
    language: str | None = None
    sector: Text | None = None
    country: str | None = None
    about: Text | None = None
    contacts: tuple[str, ...] = ()


@record
class Task:
    """Who does what until when about one criterion; outlives its audit.

    `reason` and `until` are there when `status` is "accepted".
    """

    criterion: str
    owner: str | None = None
    due: dt.date | None = None
    status: TaskStatus = "open"
    reason: Text | None = None
    until: dt.date | None = None
    note: Text | None = None
    private: Text | None = None


@record
class Audit:
    """One shop's answers on one date, as one person or one team gave them.

    `label` tells apart several ratings of one date; it is None for the shop's own
    audit. `profile` is an id of the definition's profiles. `answers` is by criterion
    id and holds only what stands in the file.
    """

    shop: Shop
    definition: str
    version: str
    date: dt.date
    label: str | None
    auditors: tuple[str, ...]
    assessed: Assessed
    profile: str
    language: str
    sample: Text | None
    summary: Text | None
    comments: Mapping[str, Text]
    """Comments on stages, by stage id."""
    answers: Mapping[str, Answer]
    source: Spot

    @property
    def is_own(self) -> bool:
        """Whether it is the shop's own audit: a single rating has a label."""
        return self.label is None
