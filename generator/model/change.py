"""The Change: what became of a shop's score between two audits, and through what.

Plain data for one audience, like the Report. All numbers are on the scale of a point,
0…1, and differences -1…1; a contribution of 0.05 is five points of 100.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

from generator.model.audience import Audience
from generator.model.audit import State
from generator.model.finding import Outcome
from generator.model.records import record
from generator.model.text import Text

ChangeKind = Literal[
    "better",
    "worse",
    "same",
    "newly-answered",
    "no-longer-answered",
    "new",
    "retired",
]
"""What became of a criterion.

`better`, `worse`: answered in both audits, and worth more or less by the later rules.
`same`: worth the same by the later rules, or answered in neither. `newly-answered`,
`no-longer-answered`: asked in both, answered in one. `new`, `retired`: asked only by
the later or only by the earlier definition under the audits' profile.
"""

Refusal = Literal["definition", "profile"]
"""Why two audits cannot be compared: other definition, or other profile."""


@record
class Causes:
    """A difference split by what caused it; each part may be below 0 (rule 13).

    `shop`: the shop became better or worse at what both audits answer. `answers`: more
    or less was answered, or applies. `definition`: other questions, weights or worths.
    """

    shop: Fraction
    answers: Fraction
    definition: Fraction

    @property
    def total(self) -> Fraction:
        """The whole difference."""
        return self.shop + self.answers + self.definition


@record
class ComparedAudit:
    """One of the two audits; `point` is that of its report, None where it has none."""

    date: dt.date
    definition: str
    version: str
    digest: str
    profile: str
    point: Fraction | None


@record
class StageChange:
    """A stage's points before and after, each None where it had none.

    Stages are the same when their ids are; one that only one definition has is there
    with None on the other side. `difference` is there when both points are.
    """

    id: str
    name: Text
    before: Fraction | None
    after: Fraction | None
    difference: Fraction | None


@record
class CriterionChange:
    """What became of one criterion; only equal ids are the same criterion.

    `name`, `stage` and `touchpoint` are those of the later definition that asks it.
    `finding` is the finding's id in both reports. States, outcomes and worths are None
    on the side that does not ask it; outcomes and worths also where it is not answered.
    `worth_restated` is what the earlier answer is worth by the later rules, where both
    audits answer: `worth_after` less it is what the shop changed. `asked_anew`: both
    ask it and both answer, but what was answered then is no answer to what is asked
    now; it counts as retired and new, and its kind is "new".

    `causes` is what the criterion contributes to each cause, `contribution` their sum;
    over all criteria they add up exactly to the Change's. Both are None where the
    Change has no split. `replaced_by` names what a retired criterion gave way to.
    """

    finding: str
    criterion: str
    stage: str
    touchpoint: str
    name: Text
    kind: ChangeKind
    state_before: State | None
    state_after: State | None
    outcome_before: Outcome | None
    outcome_after: Outcome | None
    worth_before: Fraction | None
    worth_restated: Fraction | None
    worth_after: Fraction | None
    contribution: Fraction | None
    causes: Causes | None
    asked_anew: bool = False
    replaced_by: str | None = None


@record
class Change:
    """From one audit of a shop to a later one, for one audience (rule 13).

    `refused` says why the two cannot be compared; then there is nothing but the two
    audits. `difference` is the later point less the earlier, None where one is None.
    `rescored` are the points P0 to P5 of the five steps; `causes` split the difference
    and add up to it exactly, None unless every step has a point: that is, unless both
    audits answer at least one criterion. `criteria` stand in the later journey's
    order, the retired after them in the earlier one's.
    """

    shop: str
    audience: Audience
    before: ComparedAudit
    after: ComparedAudit
    refused: Refusal | None = None
    difference: Fraction | None = None
    causes: Causes | None = None
    rescored: tuple[Fraction | None, ...] = ()
    stages: tuple[StageChange, ...] = ()
    criteria: tuple[CriterionChange, ...] = ()

    @property
    def same_definition(self) -> bool:
        """Whether both audits were scored by the same rules, word for word."""
        return self.before.digest == self.after.digest
